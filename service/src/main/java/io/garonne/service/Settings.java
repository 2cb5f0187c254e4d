package io.garonne.service;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads settings and collects every problem, so that a person sees all of them at once. Not for
 * several threads.
 */
public final class Settings {
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[^\\s:/,\\[\\]]+):[1-9][0-9]{0,4}");

  private final Map<String, String> values;
  private final Map<String, String> environment;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> secrets = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private final boolean arguments;

  private Settings(Map<String, String> values, Map<String, String> environment, boolean arguments) {
    this.values = Map.copyOf(values);
    this.environment = Map.copyOf(environment);
    this.arguments = arguments;
  }

  /** Settings from explicit values by key; a key that is absent has its default. */
  public static Settings of(Map<String, String> values) {
    return new Settings(values, Map.of(), false);
  }

  /**
   * Settings from explicit values and, where there is none, from the environment.
   *
   * @param environment as {@link System#getenv()} gives it; see {@link #variable}
   */
  public static Settings of(Map<String, String> values, Map<String, String> environment) {
    return new Settings(values, environment, false);
  }

  /**
   * As {@link #of(Map, Map)}, but the values are arguments of this process. Everybody on the
   * machine can read those: a secret among them is a problem.
   */
  public static Settings ofArguments(Map<String, String> values, Map<String, String> environment) {
    return new Settings(values, environment, true);
  }

  /** The environment variable of a key: {@code GARONNE_MQTT_CLIENT_ID} of mqtt.client-id. */
  public static String variable(String key) {
    return "GARONNE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Explicit values nobody has asked for so far: misspelt, or another stage's. */
  public Set<String> unknown() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(asked);
    return unknown;
  }

  /** Keys asked for so far. */
  public Set<String> asked() {
    return new TreeSet<>(asked);
  }

  /** Keys of secrets asked for so far. */
  public Set<String> secrets() {
    return new TreeSet<>(secrets);
  }

  public String string(String key, String ifAbsent) {
    return parsed(key, ifAbsent, text -> text);
  }

  /**
   * A password, token or the like: its value or, if there is none, what the file holds that the
   * setting {@code KEY-file} names, without white space around it. Empty if neither is given. More
   * than one line is a problem. No problem quotes it.
   */
  public String secret(String key) {
    asked.add(key);
    secrets.add(key);
    String given = values.getOrDefault(key, environment.getOrDefault(variable(key), ""));
    String file = string(key + "-file", "");
    if (arguments && values.containsKey(key)) {
      String instead = variable(key) + ", or in a file as " + key + "-file";
      String problem =
          key + ": everybody on this machine can read arguments; give it as " + instead;
      once(problem);
    }
    if (!given.isEmpty() || file.isEmpty()) {
      return oneLine(values.containsKey(key) ? key : variable(key), given.strip());
    }
    try {
      return oneLine(key + "-file", Files.readString(Path.of(file)).strip());
    } catch (IOException | RuntimeException e) {
      problems.add(key + "-file: cannot read \"" + file + "\" (" + e.getClass().getName() + ")");
      return "";
    }
  }

  /** No password or token goes over a line; whoever has pasted two has none that works. */
  private String oneLine(String name, String secret) {
    if (secret.chars().noneMatch(Character::isISOControl)) {
      return secret;
    }
    once(name + ": has a line end or another control character inside; a secret is one line");
    return "";
  }

  private void once(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** A whole number from {@code min} to {@code max}, both inclusive. */
  public int integer(String key, int ifAbsent, int min, int max) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
              return value;
            }
          } catch (NumberFormatException e) {
            // said below
          }
          throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
        });
  }

  /** A length of time in ISO 8601, for example {@code PT48H}. */
  public Duration duration(String key, Duration ifAbsent) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          try {
            return Duration.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no length of time like PT48H or PT0.25S", e);
          }
        });
  }

  public boolean flag(String key, boolean ifAbsent) {
    return parsed(
        key,
        ifAbsent,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("must be true or false");
            });
  }

  public ZoneId zone(String key, ZoneId ifAbsent) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no time zone like Europe/Paris", e);
          }
        });
  }

  /** An address; what is before an {@code @} would be logged, and is refused. */
  public URI uri(String key, URI ifAbsent) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          URI uri;
          try {
            uri = new URI(text);
          } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address like http://host:8086", e);
          }
          if (String.valueOf(uri.getRawAuthority()).indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                "must be without user and password, which have settings of their own");
          }
          return uri;
        });
  }

  /** Servers as {@code host:port}, with commas between several. */
  public String servers(String key, String ifAbsent) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          for (String server : text.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
              throw new IllegalArgumentException("must be host:port, with commas between several");
            }
          }
          return text;
        });
  }

  public Path path(String key, Path ifAbsent) {
    return parsed(key, ifAbsent, Path::of);
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException with every problem met so far
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** Adds a problem that concerns several settings at once. */
  public void problem(String problem) {
    problems.add(problem);
  }

  private <T> T parsed(String key, T ifAbsent, Function<String, T> parse) {
    asked.add(key);
    String name = key;
    String text = values.get(key);
    if (text == null) {
      name = variable(key);
      text = environment.get(name);
    }
    if (text == null) {
      return ifAbsent;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException e) {
      // Who writes a password into an address does not want to read it in a log.
      String said = text.replaceAll("//.*@", "//…@");
      problems.add(name + ": \"" + said + "\" " + e.getMessage());
      return ifAbsent;
    }
  }
}
