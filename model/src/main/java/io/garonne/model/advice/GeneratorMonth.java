package io.garonne.model.advice;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What generators of a data centre gave in a month, and what they burnt: shown apart, as it comes
 * from elsewhere than the grid.
 *
 * @param site site
 * @param room room, or null: the whole site
 * @param month month of the site's calendar
 * @param energy millijoules that were metered at the generators' output, or null: none has a meter
 * @param knownPpm share of their time for which it is known, in millionths; 0 without a meter
 * @param fuels what was burnt, as supplied; empty: nobody has said
 */
public record GeneratorMonth(
    String site,
    @Nullable String room,
    YearMonth month,
    @Nullable Long energy,
    int knownPpm,
    List<Burnt> fuels)
    implements Advice {

  /**
   * Fuel that was burnt.
   *
   * @param fuel its name, such as {@code diesel}
   * @param quantity how much of it, in {@code unit}
   * @param unit litres, cubic metres or kilograms
   * @param energy millijoules it counts for
   * @param source who says so
   */
  public record Burnt(String fuel, BigDecimal quantity, String unit, long energy, String source) {}

  public GeneratorMonth {
    fuels = List.copyOf(fuels);
    if (energy == null && fuels.isEmpty()) {
      throw new IllegalArgumentException("neither energy nor fuel");
    }
  }

  @Override
  public String key() {
    return "generator|" + Keys.of(site) + "|" + Keys.of(room) + "|" + month;
  }
}
