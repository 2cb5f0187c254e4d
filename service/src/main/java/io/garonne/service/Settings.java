package io.garonne.service;

import java.net.URI;
import java.nio.file.Path;
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

/**
 * Reads settings and collects every problem, so that a person sees all of them at once. Not for
 * several threads.
 */
public final class Settings {
  private final Map<String, String> values;
  private final Map<String, String> environment;
  private final Set<String> asked = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  /** Settings from explicit values by key; a key that is absent has its default. */
  public static Settings of(Map<String, String> values) {
    return new Settings(Map.copyOf(values), Map.of());
  }

  /**
   * Settings from explicit values and, where there is none, from the environment.
   *
   * @param environment as {@link System#getenv()} gives it; see {@link #variable}
   */
  public static Settings of(Map<String, String> values, Map<String, String> environment) {
    return new Settings(Map.copyOf(values), Map.copyOf(environment));
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

  public String string(String key, String ifAbsent) {
    return parsed(key, ifAbsent, text -> text);
  }

  /** A whole number from {@code min} to {@code max}, both inclusive. */
  public int integer(String key, int ifAbsent, int min, int max) {
    return parsed(
        key,
        ifAbsent,
        text -> {
          int value = Integer.parseInt(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException("must be from " + min + " to " + max);
          }
          return value;
        });
  }

  /** A length of time in ISO 8601, for example {@code PT48H}. */
  public Duration duration(String key, Duration ifAbsent) {
    return parsed(key, ifAbsent, Duration::parse);
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
    return parsed(key, ifAbsent, ZoneId::of);
  }

  public URI uri(String key, URI ifAbsent) {
    return parsed(key, ifAbsent, URI::create);
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
    } catch (IllegalArgumentException
        | DateTimeParseException
        | java.time.zone.ZoneRulesException e) {
      problems.add(name + ": \"" + text + "\" " + e.getMessage());
      return ifAbsent;
    }
  }
}
