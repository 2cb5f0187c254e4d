package io.garonne.deploy.command;

import io.garonne.deploy.runtime.StageFactory;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Settings of the stages as a person gives them to {@code up}. */
final class GivenSettings {
  /** What {@code up} itself decides, and the options that do. */
  private static final Map<String, String> DECIDED =
      Map.of(
          "kafka.bootstrap", "--kafka-port",
          "mqtt.uri", "--mqtt-port and --bind",
          "http.host", "--bind",
          "http.port", "--http-port",
          "influx.url", "--influx-url",
          "streams.state-dir", "--data",
          "streams.instance", "--data");

  private GivenSettings() {}

  /**
   * All of them by key: what was set by option, else by environment variable.
   *
   * @throws SettingsException with every problem: values that cannot be, keys that no stage knows,
   *     keys that are not for {@code up}
   */
  static Map<String, String> of(Map<String, String> options, Map<String, String> environment) {
    Map<String, String> mine = new LinkedHashMap<>(environment);
    DECIDED.keySet().forEach(key -> mine.remove(Settings.variable(key)));
    Settings settings = Settings.ofArguments(options, mine);
    for (String key : new TreeSet<>(options.keySet())) {
      String option = DECIDED.get(key);
      if (option != null) {
        settings.problem(key + " is not set for up: it follows from " + option);
      }
    }
    if (!KafkaAccess.of(environment).isEmpty()) {
      settings.problem(
          "GARONNE_KAFKA_*: up has its own Kafka, which clients of others' settings cannot reach");
    }
    StageFactory.check(settings);
    Map<String, String> given = new LinkedHashMap<>();
    Set<String> known = settings.asked();
    for (String key : known) {
      String value = mine.get(Settings.variable(key));
      if (value != null) {
        given.put(key, value);
      }
    }
    given.putAll(options);
    return given;
  }
}
