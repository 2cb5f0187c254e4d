package io.garonne.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * How every client of this process reaches Kafka: TLS, SASL, time-outs and whatever else Kafka's
 * clients have in common, from the environment. {@code GARONNE_KAFKA_SASL_MECHANISM} is Kafka's
 * {@code sasl.mechanism}; with {@code _FILE} behind the name the value is what that file holds.
 * From the environment only, as most of it is secret and arguments can be read by everybody on the
 * machine. What a client's guarantees rest upon is the code's and cannot be overridden.
 */
public final class KafkaAccess {
  private static final String PREFIX = "GARONNE_KAFKA_";
  private static final String FILE = "_FILE";

  /** Not for users: where Kafka is has a setting of its own, the rest belongs to each client. */
  private static final Set<String> NOT_PASSED =
      Set.of("bootstrap.servers", "bootstrap.controllers", "client.id", "retries");

  private static final Set<String> BY_PASSWORD =
      Set.of(PlainLoginModule.class.getName(), ScramLoginModule.class.getName());
  private static final Set<String> CREDENTIALS = Set.of("username", "password");

  /**
   * What each producer of ours has: every record confirmed by all replicas, once, and in order.
   * With more than one request under way, one overtakes another that failed where Kafka knows
   * nothing of the producer yet, as when it has just started; Kafka then refuses the sequence of
   * the first for ever (decision 0003).
   */
  public static final Map<String, String> IN_ORDER =
      Map.of(
          "acks", "all",
          "enable.idempotence", "true",
          "max.in.flight.requests.per.connection", "1");

  private final Map<String, String> settings = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private KafkaAccess(Map<String, String> environment) {
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX) && !variable.equals(PREFIX + "BOOTSTRAP")) {
            take(variable, value);
          }
        });
  }

  /** What an environment says, without looking whether Kafka is there. */
  public static KafkaAccess of(Map<String, String> environment) {
    return new KafkaAccess(environment);
  }

  /**
   * A client's configuration: what the environment of this process says, then the client's own.
   *
   * @param bootstrap {@code host:port}, with commas between several
   * @param own the client's own settings, which win
   * @throws SettingsException if the environment names what Kafka's clients do not know
   */
  public static Map<String, Object> to(String bootstrap, Map<String, ?> own) {
    return of(System.getenv()).client(bootstrap, own);
  }

  /**
   * As {@link #to(String, Map)} for a producer, which is {@link #IN_ORDER}.
   *
   * @param own the producer's own settings
   */
  public static Map<String, Object> toProducer(String bootstrap, Map<String, ?> own) {
    Map<String, Object> producer = to(bootstrap, own);
    producer.putAll(IN_ORDER);
    return producer;
  }

  /** As {@link #to(String, Map)} for a client without settings of its own. */
  public static Map<String, Object> to(String bootstrap) {
    return to(bootstrap, Map.of());
  }

  /** As {@link #to(String, Map)}, from the environment that was given. */
  public Map<String, Object> client(String bootstrap, Map<String, ?> own) {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Map<String, Object> client = new HashMap<>(settings);
    client.put("bootstrap.servers", bootstrap);
    client.putAll(own);
    return client;
  }

  /** What is wrong, one line each, without any value. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether the environment says nothing of Kafka's clients. */
  public boolean isEmpty() {
    return settings.isEmpty() && problems.isEmpty();
  }

  private void take(String variable, String value) {
    String key = key(variable.substring(PREFIX.length()));
    if (known(key)) {
      put(variable, key, value);
      return;
    }
    String named = variable.substring(PREFIX.length());
    String inFile = named.endsWith(FILE) ? key(named.substring(0, named.length() - 5)) : "";
    if (!known(inFile)) {
      problems.add(variable + ": Kafka's clients have no setting " + key + " that can be given");
      return;
    }
    try {
      put(variable, inFile, Files.readString(Path.of(value.strip())).strip());
    } catch (IOException | RuntimeException e) {
      problems.add(variable + ": cannot read \"" + value + "\" (" + e.getClass().getName() + ")");
    }
  }

  private void put(String variable, String key, String value) {
    settings.put(key, value);
    if (key.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
      String problem = jaas(value);
      if (problem != null) {
        problems.add(variable + ": " + problem);
      }
    } else if (key.endsWith(".password") && value.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          variable + ": has a line end or another control character inside; a secret is one line");
    }
  }

  /**
   * What is wrong with a JAAS line, or null. With what clients cannot begin with they would try
   * again for ever.
   */
  private static @Nullable String jaas(String value) {
    List<AppConfigurationEntry> entries;
    try {
      entries =
          JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)))
              .configurationEntries();
    } catch (RuntimeException e) {
      // What Kafka says of it quotes it, and with it a password.
      return "is not MODULE required KEY=\"VALUE\" ...;";
    }
    for (AppConfigurationEntry entry : entries) {
      String module = entry.getLoginModuleName();
      try {
        Class.forName(module, false, KafkaAccess.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        // What stands in its place may be anything, such as a password.
        return "its MODULE is none that is there, such as " + ScramLoginModule.class.getName();
      }
      if (BY_PASSWORD.contains(module) && !entry.getOptions().keySet().containsAll(CREDENTIALS)) {
        return "says no username=\"...\" or no password=\"...\"";
      }
    }
    return null;
  }

  private static boolean known(String key) {
    return AdminClientConfig.configNames().contains(key) && !NOT_PASSED.contains(key);
  }

  private static String key(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The names of the settings, without their values. */
  @Override
  public String toString() {
    return settings.keySet().toString();
  }
}
