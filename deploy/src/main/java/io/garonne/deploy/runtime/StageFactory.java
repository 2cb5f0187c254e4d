package io.garonne.deploy.runtime;

import io.garonne.ingest.Ingest;
import io.garonne.ingest.IngestSettings;
import io.garonne.ingest.poll.Poll;
import io.garonne.ingest.poll.PollSettings;
import io.garonne.publish.Publish;
import io.garonne.publish.PublishSettings;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import io.garonne.service.Stage;
import io.garonne.service.SupervisedStage;
import io.garonne.sink.Sink;
import io.garonne.sink.SinkSettings;
import io.garonne.streams.Streams;
import io.garonne.streams.StreamsSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The one place that knows how each stage is made. */
public final class StageFactory {
  /** Makes one stage from settings. */
  private interface Recipe {
    Supplier<Stage> from(
        Settings settings,
        Supplier<Map<String, Readiness>> readiness,
        PrometheusMeterRegistry registry);
  }

  private static final Map<String, Recipe> RECIPES = recipes();

  private StageFactory() {}

  private static Map<String, Recipe> recipes() {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    recipes.put(
        "ingest",
        (settings, readiness, registry) -> {
          IngestSettings ingest = IngestSettings.from(settings);
          return () -> new Ingest(ingest, registry);
        });
    recipes.put(
        "poll",
        (settings, readiness, registry) -> {
          PollSettings poll = PollSettings.from(settings);
          return () -> new Poll(poll, registry);
        });
    recipes.put(
        "streams",
        (settings, readiness, registry) -> {
          StreamsSettings streams = StreamsSettings.from(settings);
          return () -> new Streams(streams, registry);
        });
    recipes.put(
        "sink",
        (settings, readiness, registry) -> {
          SinkSettings sink = SinkSettings.from(settings);
          return () -> new Sink(sink, registry);
        });
    recipes.put(
        "publish",
        (settings, readiness, registry) -> {
          PublishSettings publish = PublishSettings.from(settings);
          return () -> new Publish(publish, readiness, registry);
        });
    return recipes;
  }

  /**
   * Reads the settings of the stages wanted and makes them; nothing is started.
   *
   * @param settings for all of them
   * @param readiness of the whole process, for the stage that shows it
   * @throws SettingsException with every problem of all of them
   */
  public static List<SupervisedStage> make(
      Set<String> names,
      Settings settings,
      Supplier<Map<String, Readiness>> readiness,
      PrometheusMeterRegistry registry) {
    List<SupervisedStage> stages = new ArrayList<>();
    for (String name : RECIPES.keySet()) {
      if (names.contains(name)) {
        try {
          stages.add(make(name, settings, readiness, registry));
        } catch (SettingsException e) {
          // Its problems stay in the settings; the other stages' are to be seen as well.
        }
      }
    }
    settings.check();
    return stages;
  }

  /**
   * Reads the settings of all stages and makes none.
   *
   * @throws SettingsException with every problem, also with keys that no stage knows
   */
  public static void check(Settings settings) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    for (Recipe recipe : RECIPES.values()) {
      try {
        recipe.from(settings, Map::of, registry);
      } catch (SettingsException e) {
        // As above.
      }
    }
    registry.close();
    settings.unknown().forEach(key -> settings.problem(key + ": no stage has such a setting"));
    settings.check();
  }

  /** One of them. */
  public static SupervisedStage make(
      String name,
      Settings settings,
      Supplier<Map<String, Readiness>> readiness,
      PrometheusMeterRegistry registry) {
    Recipe recipe = RECIPES.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException("no stage " + name);
    }
    return new SupervisedStage(
        name, recipe.from(settings, readiness, registry), SupervisedStage.Restarts.STANDARD);
  }
}
