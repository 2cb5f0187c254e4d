package io.garonne.model.advice;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of a model uses, as measured.
 *
 * @param family family, by its label
 * @param model model
 * @param classes equipment classes that the inventory has it in, by name
 * @param inService units in service by the inventory
 * @param meters units that were measured one by one; several behind one meter are one
 * @param units how many units these are
 * @param from first month of the measurements
 * @param to last month of them
 * @param months how many months with measurements there are in between, at most twelve
 * @param weekly millijoules of a unit in a week
 * @param weeklyHalfWidth millijoules that it may be wrong by, with 95 % probability; null: how much
 *     units differ is not known
 * @param yearly millijoules of a unit in 365 days; null: there are fewer than twelve months
 * @param yearlyHalfWidth the same of the year; null with {@code yearly}, or if not known
 * @param declaredWeekly millijoules in a week that the supplier declares (TEC), or null
 * @param notDeclared why {@code declaredWeekly} is null, else null
 */
public record ModelEnergy(
    String family,
    String model,
    List<String> classes,
    int inService,
    int meters,
    int units,
    YearMonth from,
    YearMonth to,
    int months,
    long weekly,
    @Nullable Long weeklyHalfWidth,
    @Nullable Long yearly,
    @Nullable Long yearlyHalfWidth,
    @Nullable Long declaredWeekly,
    @Nullable NoFigure notDeclared)
    implements Advice {

  /** What the keys of these records begin with. */
  public static final String KIND = "model";

  /** Months that a year needs. */
  public static final int YEAR = 12;

  public ModelEnergy {
    classes = List.copyOf(classes);
    if ((yearly != null) != (months == YEAR)) {
      throw new IllegalArgumentException("a year is twelve months");
    }
    if ((declaredWeekly == null) == (notDeclared == null)) {
      throw new IllegalArgumentException("either declared or why not");
    }
  }

  @Override
  public String key() {
    return Keys.of(KIND, family, model);
  }
}
