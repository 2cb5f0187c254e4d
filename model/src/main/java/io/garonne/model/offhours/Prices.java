package io.garonne.model.offhours;

import io.garonne.model.Units;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.inventory.Tariffs;
import java.time.LocalDate;

/** What energy of days costs at a site. */
final class Prices {
  private static final double MICROS = 1e6;

  private final Tariffs tariffs;

  Prices(Tariffs tariffs) {
    this.tariffs = tariffs;
  }

  /**
   * The cost of days, at the price of each.
   *
   * @param millijoules of each day from {@code first} on
   */
  Cost of(String site, LocalDate first, long[] millijoules) {
    double sum = 0;
    String currency = null;
    for (int i = 0; i < millijoules.length; i++) {
      Tariffs.Price price = tariffs.on(site, first.plusDays(i));
      if (price == null) {
        return new Cost.Unknown(NoFigure.NO_TARIFF);
      }
      if (currency != null && !currency.equals(price.currency())) {
        return new Cost.Unknown(NoFigure.SEVERAL_CURRENCIES);
      }
      currency = price.currency();
      sum += (double) millijoules[i] / Units.MILLIJOULES_PER_KWH * price.perKwh().doubleValue();
    }
    return currency == null
        ? new Cost.Unknown(NoFigure.NO_TARIFF)
        : new Cost.Known(Math.round(sum * MICROS), currency);
  }

  /** The cost of energy at the price of one day. */
  Cost on(String site, LocalDate day, long millijoules) {
    return of(site, day, new long[] {millijoules});
  }
}
