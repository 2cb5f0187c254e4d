package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Target.Access;
import io.garonne.ingest.poll.Target.Auth;
import io.garonne.ingest.poll.Target.Community;
import io.garonne.ingest.poll.Target.Ipp;
import io.garonne.ingest.poll.Target.Login;
import io.garonne.ingest.poll.Target.Netio;
import io.garonne.ingest.poll.Target.Priv;
import io.garonne.ingest.poll.Target.Snmp;
import io.garonne.ingest.poll.Target.User;
import io.garonne.ingest.poll.TargetsFile.Entry;
import io.garonne.ingest.poll.TargetsFile.Section;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One device's section of the targets file. */
final class TargetSection {
  private static final Set<String> KEYS =
      Set.of(
          "snmp",
          "ipp",
          "http",
          "version",
          "community",
          "user",
          "auth",
          "priv",
          "password",
          "interval");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final int SNMP_PORT = 161;

  /** RFC 3414: shorter passwords are refused. */
  private static final int SHORTEST_SECRET = 8;

  private final Section section;
  private final Map<String, Entry> defaults;
  private final Map<String, String> environment;
  private final Problems problems;
  private boolean wrong;

  /** Takes what is wrong. */
  interface Problems {
    void add(int line, String problem);
  }

  TargetSection(
      Section section,
      Map<String, Entry> defaults,
      Map<String, String> environment,
      Problems problems) {
    this.section = section;
    this.defaults = defaults;
    this.environment = environment;
    this.problems = problems;
  }

  /** The device, or null if something is wrong with its section. */
  @Nullable Target target() {
    section
        .entries()
        .forEach(
            (key, entry) -> {
              if (!KEYS.contains(key) && !ChoiceSettings.isKey(key)) {
                problem(entry.line(), key + ": no device has such a setting");
              }
            });
    Access access = access();
    Duration interval = interval();
    Choices choices = choices();
    return wrong || access == null ? null : new Target(section.name(), access, interval, choices);
  }

  private @Nullable Access access() {
    List<String> ways =
        List.of("snmp", "ipp", "http").stream().filter(section.entries()::containsKey).toList();
    if (ways.size() != 1) {
      problem(section.line(), "[" + section.name() + "] needs one of snmp, ipp and http");
      return null;
    }
    return switch (ways.getFirst()) {
      case "snmp" -> snmp();
      case "ipp" -> {
        URI uri = uri("ipp", Set.of("ipp", "ipps"));
        yield uri == null ? null : new Ipp(uri);
      }
      default -> {
        URI uri = uri("http", Set.of("http", "https"));
        Entry user = entry("user");
        yield uri == null
            ? null
            : new Netio(uri, user == null ? null : user.value(), secret("password", 0));
      }
    };
  }

  private @Nullable Access snmp() {
    Entry entry = entry("snmp");
    if (entry == null) {
      return null;
    }
    // As a URI, so that [2001:db8::1]:161 is read by somebody who knows how.
    URI uri = parsed("udp://" + entry.value());
    if (uri == null || uri.getHost() == null || !uri.getPath().isEmpty()) {
      problem(entry.line(), "snmp: \"" + entry.value() + "\" is not like host or host:161");
      return null;
    }
    Login login = login();
    int port = uri.getPort() < 0 ? SNMP_PORT : uri.getPort();
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return login == null ? null : new Snmp(host, port, login);
  }

  private @Nullable Login login() {
    Entry version = entry("version");
    return switch (version == null ? "2c" : version.value()) {
      case "2c" -> {
        String community = secret("community", 0);
        if (community == null) {
          problem(section.line(), "[" + section.name() + "] needs a community");
        }
        yield community == null ? null : new Community(community);
      }
      case "3" -> user();
      default -> {
        problem(version == null ? 0 : version.line(), "version: must be 2c or 3");
        yield null;
      }
    };
  }

  private @Nullable Login user() {
    Entry user = entry("user");
    if (user == null) {
      problem(section.line(), "[" + section.name() + "] needs a user");
      return null;
    }
    Auth auth = protocol("auth", Auth.class, Auth.NONE);
    Priv priv = protocol("priv", Priv.class, Priv.NONE);
    String authSecret = auth == Auth.NONE ? "" : secret("auth", SHORTEST_SECRET);
    String privSecret = priv == Priv.NONE ? "" : secret("priv", SHORTEST_SECRET);
    if (priv != Priv.NONE && auth == Auth.NONE) {
      problem(section.line(), "priv: needs auth");
    }
    return authSecret == null || privSecret == null
        ? null
        : new User(user.value(), auth, authSecret, priv, privSecret);
  }

  /** {@code sha256 SECRET} begins with the protocol. */
  private <E extends Enum<E>> E protocol(String key, Class<E> type, E none) {
    Entry entry = entry(key);
    if (entry == null) {
      return none;
    }
    String name = entry.value().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    problem(
        entry.line(),
        key + ": must begin with one of " + List.of(type.getEnumConstants()) + ", then the secret");
    return none;
  }

  /** {@code env:NAME}, {@code file:PATH} or the secret itself; null if there is none. */
  private @Nullable String secret(String key, int shortest) {
    Entry entry = entry(key);
    if (entry == null) {
      return null;
    }
    String[] words = entry.value().split("\\s+", 2);
    boolean afterProtocol = key.equals("auth") || key.equals("priv");
    String said = !afterProtocol ? entry.value() : words.length > 1 ? words[1] : "";
    String secret = said;
    if (said.startsWith("env:")) {
      secret = environment.getOrDefault(said.substring(4), "");
    } else if (said.startsWith("file:")) {
      secret = fromFile(said.substring(5), entry, key);
    }
    if (secret == null) {
      return null;
    }
    if (secret.length() < Math.max(1, shortest)) {
      problem(
          entry.line(),
          key
              + (secret.isEmpty()
                  ? ": the secret is empty"
                  : ": the secret is shorter than " + shortest + " characters"));
      return null;
    }
    return secret;
  }

  private @Nullable String fromFile(String path, Entry entry, String key) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException | InvalidPathException e) {
      problem(entry.line(), key + ": " + path + " cannot be read");
      return null;
    }
  }

  private @Nullable URI uri(String key, Set<String> schemes) {
    Entry entry = entry(key);
    URI uri = entry == null ? null : parsed(entry.value());
    if (entry != null
        && (uri == null
            || uri.getHost() == null
            || uri.getScheme() == null
            || !schemes.contains(uri.getScheme()))) {
      problem(
          entry.line(),
          key + ": \"" + entry.value() + "\" is not like " + schemes.stream().sorted().toList());
      return null;
    }
    return uri;
  }

  private static @Nullable URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Duration interval() {
    Entry entry = entry("interval");
    if (entry == null) {
      return USUAL;
    }
    try {
      Duration interval = Duration.parse(entry.value());
      if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
        return interval;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    problem(entry.line(), "interval: must be from " + SHORTEST + " to " + LONGEST);
    return USUAL;
  }

  private Choices choices() {
    Map<String, String> chosen = new HashMap<>();
    int line = section.line();
    for (Map.Entry<String, Entry> each : section.entries().entrySet()) {
      if (ChoiceSettings.isKey(each.getKey())) {
        chosen.put(each.getKey(), each.getValue().value());
        line = each.getValue().line();
      }
    }
    try {
      return ChoiceSettings.read(chosen);
    } catch (SettingsException e) {
      int at = line;
      e.problems().forEach(problem -> problem(at, problem));
      return Choices.NONE;
    }
  }

  private @Nullable Entry entry(String key) {
    Entry own = section.entries().get(key);
    return own != null ? own : defaults.get(key);
  }

  private void problem(int line, String problem) {
    wrong = true;
    problems.add(line, problem);
  }
}
