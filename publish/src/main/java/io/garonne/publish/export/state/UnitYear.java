package io.garonne.publish.export.state;

import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What one unit consumes in twelve months, in kWh with three decimals, half to even. */
final class UnitYear {
  private static final BigDecimal MILLIJOULES_PER_KWH = BigDecimal.valueOf(3_600_000_000L);

  /** More digits are not taken. */
  private static final BigDecimal MOST_KWH = new BigDecimal("9999999.999");

  private UnitYear() {}

  /**
   * What one unit of an asset took: of the units that were there, each for its time.
   *
   * @param energy of the asset, millijoules
   * @return null unless some were there all the time
   */
  static @Nullable BigDecimal of(Estate estate, TwelveMonths months, Asset now, long energy) {
    long from = months.from(now.zone());
    long to = months.to(now.zone());
    BigDecimal unitTime = BigDecimal.ZERO;
    long there = 0;
    for (Asset line : estate.asset(now.name())) {
      long overlap = Math.min(to, line.validity().to()) - Math.max(from, line.validity().from());
      if (overlap > 0) {
        there += overlap;
        unitTime =
            unitTime.add(BigDecimal.valueOf(overlap).multiply(BigDecimal.valueOf(line.quantity())));
      }
    }
    boolean wholeTime =
        there == to - from
            && (now.commissioned() == null || !now.commissioned().isAfter(months.first().atDay(1)));
    return wholeTime && unitTime.signum() > 0
        ? kilowattHours(
            BigDecimal.valueOf(energy)
                .multiply(BigDecimal.valueOf(to - from))
                .divide(unitTime, MathContext.DECIMAL64))
        : null;
  }

  /** What one of several units took, if they took so many millijoules together. */
  static BigDecimal of(BigDecimal millijoules, int units) {
    return kilowattHours(millijoules.divide(BigDecimal.valueOf(units), MathContext.DECIMAL64));
  }

  private static BigDecimal kilowattHours(BigDecimal millijoules) {
    return millijoules.divide(MILLIJOULES_PER_KWH, 3, RoundingMode.HALF_EVEN);
  }

  /** Whether the tools take it. */
  static boolean isInRange(BigDecimal kilowattHours) {
    return kilowattHours.signum() >= 0 && kilowattHours.compareTo(MOST_KWH) <= 0;
  }
}
