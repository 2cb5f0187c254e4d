package io.garonne.publish.report;

import io.garonne.model.Units;
import io.garonne.model.advice.Cost;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.indicator.FigureTexts;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Words and numbers of a report in one language; names are without what could steer anything. */
final class ReportTexts {
  private static final String NOTHING = "–";

  private final Texts texts;
  private final FigureTexts figures;
  private final Map<String, String> sites = new TreeMap<>();

  ReportTexts(Texts texts, Estate estate) {
    this.texts = texts;
    this.figures = new FigureTexts(texts);
    for (EstateLine line : estate.lines(EstateTable.SITES)) {
      String name = line.cell("name");
      if (name != null) {
        sites.put(line.required("site"), name);
      }
    }
  }

  String get(String key, Object... arguments) {
    return texts.get("report." + key, arguments);
  }

  /** A reason as a sentence of its own. */
  String sentence(String reason) {
    return reason.isEmpty()
        ? reason
        : reason.substring(0, 1).toUpperCase(texts.language().locale())
            + reason.substring(1)
            + (reason.endsWith(".") ? "" : ".");
  }

  Texts texts() {
    return texts;
  }

  FigureTexts figures() {
    return figures;
  }

  /** A site as people call it. */
  String site(String site) {
    return Texts.printable(sites.getOrDefault(site, site));
  }

  String family(String label) {
    return figures.family(label);
  }

  String equipmentClass(@Nullable String name) {
    return name == null ? "" : Texts.printable(texts.name("class", name));
  }

  /** Such as October 2026. */
  String month(YearMonth month) {
    return DateTimeFormatter.ofPattern("LLLL uuuu", texts.language().locale()).format(month);
  }

  /** Such as 10/2026. */
  static String shortMonth(YearMonth month) {
    return "%02d/%d".formatted(month.getMonthValue(), month.getYear());
  }

  String date(LocalDate date) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", texts.language().locale()).format(date);
  }

  String period(ReportPeriod period) {
    return period.isYear() ? Integer.toString(period.last().getYear()) : month(period.last());
  }

  /** The number alone: whole, with more decimals where that would be nothing. */
  String kilowattHours(long millijoules) {
    BigDecimal kilowattHours = Units.kilowattHours(Math.abs(millijoules));
    int decimals =
        millijoules == 0 || kilowattHours.compareTo(BigDecimal.TEN) >= 0
            ? 0
            : kilowattHours.compareTo(BigDecimal.ONE) >= 0 ? 1 : 3;
    return (millijoules < 0 ? "−" : "") + texts.decimal(kilowattHours, decimals);
  }

  String withUnit(long millijoules) {
    return kilowattHours(millijoules) + "\u00a0kWh";
  }

  /** With a plus where it is more. */
  String signed(long millijoules) {
    return (millijoules > 0 ? "+" : "") + kilowattHours(millijoules);
  }

  /** A change between two amounts; a dash where there was nothing. */
  String change(long now, long then) {
    return then <= 0 ? NOTHING : texts.change((double) now / then - 1, 1);
  }

  /** A ratio in per cent without a sign: −0.083 is 8.3 %. */
  String percent(double ratio) {
    return texts.decimal(BigDecimal.valueOf(Math.abs(ratio)).movePointRight(2), 1)
        + texts.get("percent");
  }

  /** Half of an interval, in points. */
  String points(double ratio) {
    return texts.decimal(BigDecimal.valueOf(ratio).movePointRight(2), 1);
  }

  /** Known to the currency's unit; null: not known. */
  @Nullable String cost(Cost cost) {
    return cost instanceof Cost.Known(long micros, String currency)
        ? money(BigDecimal.valueOf(micros, 6), currency)
        : null;
  }

  String money(BigDecimal amount, String currency) {
    return texts.decimal(amount, 0)
        + "\u00a0"
        + ("EUR".equals(currency) ? "€" : Texts.printable(currency));
  }
}
