package io.garonne.ingest;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.HomeAssistantDecoder;
import io.garonne.ingest.decode.Rules;
import io.garonne.ingest.mqtt.Broker;
import io.garonne.ingest.mqtt.MqttSettings;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of ingest; keys and meanings are in {@code docs/ingest.md}.
 *
 * @param bootstrap Kafka's addresses
 * @param mqtt the broker and the session
 * @param zone of devices that nobody has described
 * @param recordedHistory whether old readings are expected
 * @param maxPayloadBytes greater payloads become dead letters
 * @param maxInFlightBytes payloads in memory at once
 * @param linger how long the producer waits for more to send
 * @param discoveryPrefix first part of the topics of Home Assistant's discovery
 * @param rules for devices that no decoder knows
 */
public record IngestSettings(
    String bootstrap,
    MqttSettings mqtt,
    ZoneId zone,
    boolean recordedHistory,
    int maxPayloadBytes,
    long maxInFlightBytes,
    Duration linger,
    String discoveryPrefix,
    Rules rules) {

  /** Bytes; a dead letter of this size fits its topic. */
  static final int MAX_PACKET = 4 * 1024 * 1024;

  private static final Duration MAX_EXPIRY = Duration.ofDays(365);

  /**
   * Reads and checks them.
   *
   * @throws io.garonne.service.SettingsException with every problem
   */
  public static IngestSettings from(Settings settings) {
    Broker broker = Broker.from(settings);
    String clientId = settings.string("mqtt.client-id", "garonne-ingest");
    if (clientId.isEmpty() || clientId.length() > 200 || clientId.indexOf('/') >= 0) {
      settings.problem("mqtt.client-id: must have 1 to 200 characters and no \"/\"");
      clientId = "garonne-ingest";
    }
    List<String> topics =
        Arrays.stream(settings.string("mqtt.topics", "#").split(",", -1))
            .map(String::strip)
            .filter(t -> !t.isEmpty())
            .toList();
    if (topics.isEmpty()) {
      settings.problem("mqtt.topics: is empty");
      topics = List.of("#");
    }
    for (String topic : topics) {
      if (!validFilter(topic)) {
        settings.problem("mqtt.topics: \"" + topic + "\" is not a topic filter");
      }
    }
    String share = settings.string("mqtt.share", "");
    if (share.chars().anyMatch(c -> c == '/' || c == '+' || c == '#')) {
      settings.problem("mqtt.share: must not contain \"/\", \"+\" or \"#\"");
    }
    Duration expiry =
        between(
            settings, "mqtt.session-expiry", Duration.ofDays(7), Duration.ofMinutes(1), MAX_EXPIRY);
    Duration keepAlive =
        between(
            settings,
            "mqtt.keep-alive",
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofMinutes(20));
    IngestSettings result =
        new IngestSettings(
            settings.servers("kafka.bootstrap", "127.0.0.1:9092"),
            new MqttSettings(
                broker,
                clientId,
                topics,
                orNull(share),
                expiry,
                keepAlive,
                settings.integer("ingest.max-in-flight", 1000, 1, 65_535),
                MAX_PACKET),
            settings.zone("estate.zone", ZoneId.of("Europe/Paris")),
            settings.flag("ingest.recorded-history", false),
            settings.integer(
                "ingest.max-payload-bytes", DecodeContext.DEFAULT_MAX_BYTES, 256, MAX_PACKET),
            settings.integer(
                "ingest.max-in-flight-bytes", 32 * 1024 * 1024, 1024 * 1024, Integer.MAX_VALUE),
            between(
                settings,
                "ingest.linger",
                Duration.ofMillis(5),
                Duration.ZERO,
                Duration.ofSeconds(1)),
            discoveryPrefix(settings),
            rules(settings));
    settings.check();
    return result;
  }

  /** What every client of Kafka needs to know. */
  public Map<String, Object> kafka() {
    return KafkaAccess.to(bootstrap);
  }

  /** Messages in memory at once; the broker's overruns and QoS 0 come on top of what is due. */
  int maxInFlight() {
    return 4 * mqtt.receiveMaximum();
  }

  private static String discoveryPrefix(Settings settings) {
    String key = "ingest.discovery-prefix";
    String prefix = settings.string(key, HomeAssistantDecoder.DEFAULT_PREFIX);
    if (prefix.isEmpty() || prefix.endsWith("/") || prefix.matches(".*[+#].*")) {
      settings.problem(key + ": \"" + prefix + "\" is not the first part of a topic");
    }
    return prefix;
  }

  private static Rules rules(Settings settings) {
    String file = settings.string("ingest.rules", "");
    if (file.isEmpty()) {
      return Rules.NONE;
    }
    try {
      return Rules.read(Path.of(file));
    } catch (SettingsException e) {
      e.problems().forEach(settings::problem);
      return Rules.NONE;
    }
  }

  private static Duration between(
      Settings settings, String key, Duration ifAbsent, Duration min, Duration max) {
    Duration value = settings.duration(key, ifAbsent);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      settings.problem(key + ": must be from " + min + " to " + max);
      return ifAbsent;
    }
    return value;
  }

  private static boolean validFilter(String filter) {
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wild = levels[i].indexOf('#') >= 0 || levels[i].indexOf('+') >= 0;
      boolean last = i == levels.length - 1;
      if (wild && !levels[i].equals("+") && !(last && levels[i].equals("#"))) {
        return false;
      }
    }
    return filter.length() <= 1000 && !filter.startsWith("$share/");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
