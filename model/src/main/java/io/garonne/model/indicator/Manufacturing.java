package io.garonne.model.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a figure of carbon is not use, and what use is converted by: with it and the lines of the
 * electricity the figure can be computed again.
 *
 * @param factor of the reference year; use counts at it, then and now
 * @param users users for each user of the reference year: the mean of the months
 * @param items manufacturing of both years
 */
public record Manufacturing(UseCarbon.YearFactor factor, double users, List<Item> items) {
  private static final double MILLIJOULES_PER_KWH = 3.6e9;

  public Manufacturing {
    items = List.copyOf(items);
  }

  /**
   * A line of the table {@code embodied} inside the perimeter.
   *
   * @param year the reference year, or the one that is compared
   * @param entity whose, or null: of the whole perimeter
   * @param family of which equipment
   * @param grams grams CO₂e
   * @param fixedShare which share of the reference year's does not depend on users
   * @param source where it is from
   */
  public record Item(
      int year,
      @Nullable String entity,
      String family,
      double grams,
      double fixedShare,
      String source) {}

  /**
   * Carbon computed from the electricity's arithmetic.
   *
   * @param actual grams CO₂e of use and manufacturing
   * @param measured grams CO₂e of the use that meters saw
   * @param chosen with the fixed shares that were decided
   * @param allFixed the raw change
   * @param allPerUser as if everything depended on users
   * @param unadjusted {@code chosen} without the decided adjustments
   */
  public record Sums(
      long actual,
      long measured,
      Comparison.Change chosen,
      Comparison.Change allFixed,
      Comparison.Change allPerUser,
      Comparison.Change unadjusted) {}

  /**
   * Electricity of one side of a comparison.
   *
   * @param actual millijoules used
   * @param halfWidth of these, millijoules
   * @param reference R_adj, millijoules
   * @param referenceHalfWidth of that, millijoules
   */
  record Use(long actual, double halfWidth, double reference, double referenceHalfWidth) {}

  /** Whether an item is of the reference year. */
  public boolean isThen(Item item) {
    return item.year() == factor.year();
  }

  /** Grams CO₂e that were made in the year that is compared. */
  public double now() {
    return items.stream().filter(item -> !isThen(item)).mapToDouble(Item::grams).sum();
  }

  /** Grams CO₂e of the reference year's manufacturing as the figure counts it, by users. */
  public double then() {
    return then(Comparison.Split.CHOSEN);
  }

  private double then(Comparison.Split split) {
    return items.stream()
        .filter(this::isThen)
        .mapToDouble(
            item ->
                item.grams()
                    * switch (split) {
                      case CHOSEN -> item.fixedShare() + (1 - item.fixedShare()) * users;
                      case ALL_FIXED -> 1;
                      case ALL_PER_USER -> users;
                    })
        .sum();
  }

  /** Grams CO₂e of use. */
  public double grams(double millijoules) {
    return millijoules / MILLIJOULES_PER_KWH * factor.grams();
  }

  long actual(long millijoules) {
    return Math.round(grams((double) millijoules) + now());
  }

  /** Nothing is said of how uncertain manufacturing is: the interval is that of use. */
  Comparison.Change change(Comparison.Split split, Use use) {
    double then = grams(use.reference()) + then(split);
    double ratio = (grams((double) use.actual()) + now()) / then;
    return new Comparison.Change(
        Carbon.toMilligrams(then),
        ratio - 1,
        Math.hypot(
            grams(use.halfWidth()) / then,
            ratio == 0 ? 0 : ratio * grams(use.referenceHalfWidth()) / then));
  }

  /**
   * The figure again, from the lines of the electricity's.
   *
   * @param electricity of the same months
   */
  public Sums with(Arithmetic electricity) {
    Arithmetic.Side perUser = electricity.allPerUser();
    return new Sums(
        actual(electricity.actual()),
        Math.round(grams((double) electricity.measured())),
        change(Comparison.Split.CHOSEN, use(electricity, electricity.chosen())),
        change(Comparison.Split.ALL_FIXED, use(electricity, electricity.allFixed())),
        change(
            Comparison.Split.ALL_PER_USER,
            use(electricity, perUser == null ? electricity.chosen() : perUser)),
        change(Comparison.Split.CHOSEN, use(electricity, electricity.unadjusted())));
  }

  private static Use use(Arithmetic electricity, Arithmetic.Side side) {
    return new Use(
        electricity.actual(),
        electricity.actualHalfWidth(),
        side.change().reference(),
        side.referenceHalfWidth());
  }
}
