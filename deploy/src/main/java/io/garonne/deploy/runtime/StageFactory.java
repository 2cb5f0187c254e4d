package io.garonne.deploy.runtime;

import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.Stage;
import io.garonne.service.SupervisedStage;
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
    return new LinkedHashMap<>();
  }

  /**
   * Reads the settings of the stages wanted and makes them; nothing is started.
   *
   * @param settings by key, for all of them
   * @param readiness of the whole process, for the stage that shows it
   * @throws io.garonne.service.SettingsException with every problem
   */
  public static List<SupervisedStage> make(
      Set<String> names,
      Map<String, String> settings,
      Supplier<Map<String, Readiness>> readiness,
      PrometheusMeterRegistry registry) {
    Settings read = Settings.of(settings);
    List<SupervisedStage> stages = new ArrayList<>();
    RECIPES.forEach(
        (name, recipe) -> {
          if (names.contains(name)) {
            stages.add(
                new SupervisedStage(
                    name,
                    recipe.from(read, readiness, registry),
                    SupervisedStage.Restarts.STANDARD));
          }
        });
    read.check();
    return stages;
  }
}
