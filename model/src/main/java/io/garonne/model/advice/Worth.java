package io.garonne.model.advice;

import io.garonne.model.Units;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.TargetSetting;
import io.garonne.model.inventory.TargetSettings;
import io.garonne.model.inventory.Tariffs;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a kWh costs at a site, and what it emits. What nobody has said is not known, and never 0.
 *
 * @param price of a kWh, in {@code currency}, or null: no tariff holds for the site
 * @param currency as in the tariff, {@code EUR} unless said; null with the price
 * @param grams CO₂e of a kWh in grams, or null: no factor is set
 */
public record Worth(
    @Nullable BigDecimal price, @Nullable String currency, @Nullable BigDecimal grams) {
  public Worth {
    if ((price == null) != (currency == null)) {
      throw new IllegalArgumentException("a price has a currency");
    }
  }

  /**
   * By the estate: the site's newest tariff that has begun, else the newest of all sites; the
   * factor of the day's year, else of the newest before it.
   */
  public static Worth of(Estate estate, String site, LocalDate day) {
    Tariffs.Price price = Tariffs.of(estate).on(site, day);
    BigDecimal grams =
        TargetSettings.of(estate.lines(EstateTable.TARGETS)).all().stream()
            .filter(TargetSetting.Factor.class::isInstance)
            .map(TargetSetting.Factor.class::cast)
            .filter(factor -> factor.year() <= day.getYear())
            .max(Comparator.comparingInt(TargetSetting.Factor::year))
            .map(TargetSetting.Factor::grams)
            .orElse(null);
    return price == null
        ? new Worth(null, null, grams)
        : new Worth(price.perKwh(), price.currency(), grams);
  }

  /** What so many millijoules cost, in {@link #currency}; null: not known. */
  public @Nullable BigDecimal cost(long millijoules) {
    return price == null ? null : price.multiply(Units.kilowattHours(millijoules));
  }

  /** Kilograms CO₂e of so many millijoules; null: not known. */
  public @Nullable BigDecimal kilograms(long millijoules) {
    return grams == null ? null : grams.multiply(Units.kilowattHours(millijoules)).movePointLeft(3);
  }
}
