package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kWh costs where, by the table {@code tariffs}. */
public final class Tariffs {
  private static final String EVERYWHERE = "*";
  private static final String EURO = "EUR";

  private final List<EstateLine> lines;

  private Tariffs(List<EstateLine> lines) {
    this.lines = lines;
  }

  /** Those of an estate. */
  public static Tariffs of(Estate estate) {
    return new Tariffs(estate.lines(EstateTable.TARIFFS));
  }

  /**
   * A price.
   *
   * @param perKwh price of a kWh, 0 or more
   * @param currency as the table writes it, {@code EUR} where it says none
   */
  public record Price(BigDecimal perKwh, String currency) {}

  /**
   * The price at a site on a date: of the site's own lines the newest, else of those for every
   * site.
   *
   * @return null if the table has none
   */
  public @Nullable Price on(String site, LocalDate date) {
    Price own = newest(site, date);
    return own == null ? newest(EVERYWHERE, date) : own;
  }

  private @Nullable Price newest(String site, LocalDate date) {
    LocalDate newest = LocalDate.MIN;
    Price price = null;
    for (EstateLine line : lines) {
      LocalDate from = LocalDate.parse(line.required("from"));
      if (line.required("site").equals(site) && !from.isAfter(date) && from.isAfter(newest)) {
        newest = from;
        String currency = line.cell("currency");
        price =
            new Price(
                new BigDecimal(line.required("price_per_kwh")), currency == null ? EURO : currency);
      }
    }
    return price;
  }
}
