package io.garonne.publish.text;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ResourceBundle;

/** Words and numbers of one language. One per request: number formats are not for threads. */
public final class Texts {
  private static final String NOTHING = "–";

  private final Language language;
  private final ResourceBundle bundle;

  public Texts(Language language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "io.garonne.publish.text.texts",
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** A name without what could steer a terminal or turn the direction of what is read. */
  public static String printable(String name) {
    return name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  public Language language() {
    return language;
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** A text, its {@code {0}}, {@code {1}} … replaced. */
  public String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", arguments[i].toString());
    }
    return text;
  }

  /** The name of something that has names in both languages, else the identifier itself. */
  public String name(String kind, String identifier) {
    String key = kind + "." + identifier;
    return bundle.containsKey(key) ? bundle.getString(key) : identifier;
  }

  /** A whole number. */
  public String count(long n) {
    return NumberFormat.getIntegerInstance(language.locale()).format(n);
  }

  /** Milliwatts as watts: whole, with one decimal below 10 W. */
  public String watts(long milliwatts) {
    BigDecimal watts = BigDecimal.valueOf(milliwatts, 3);
    return decimal(watts, milliwatts != 0 && Math.abs(milliwatts) < 10_000 ? 1 : 0);
  }

  /** Millijoules as kWh: two decimals, three below 1 kWh. */
  public String kilowattHours(long millijoules) {
    return decimal(
        Units.kilowattHours(millijoules), millijoules < Units.MILLIJOULES_PER_KWH ? 3 : 2);
  }

  /** A share in per cent, cut: only the whole is 100 %. */
  public String percent(long part, long whole) {
    if (whole <= 0) {
      return NOTHING;
    }
    NumberFormat format = NumberFormat.getPercentInstance(language.locale());
    format.setRoundingMode(RoundingMode.DOWN);
    double share = Math.clamp((double) part / whole, 0, 1);
    // 0.29 × 100 is a hair less than 29 in binary.
    return format.format(part < whole ? Math.min(share + 1e-9, 0.999) : share);
  }

  /** A load in per cent of its limit, rounded; above 100 where it is above. */
  public String load(long load, long limit) {
    return limit <= 0
        ? NOTHING
        : NumberFormat.getPercentInstance(language.locale()).format((double) load / limit);
  }

  /** A ratio as a change in per cent with its sign, such as −8.3%; nothing known: a dash. */
  public String change(double ratio, int decimals) {
    if (!Double.isFinite(ratio)) {
      return NOTHING;
    }
    BigDecimal percent =
        BigDecimal.valueOf(ratio).movePointRight(2).setScale(decimals, RoundingMode.HALF_EVEN);
    String sign = percent.signum() < 0 ? "−" : percent.signum() > 0 ? "+" : "";
    return sign + decimal(percent.abs(), decimals) + get("percent");
  }

  /** Time of day with seconds. */
  public String time(long at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("HH:mm:ss", language.locale())
        .format(Instant.ofEpochMilli(at).atZone(zone));
  }

  /** Date and time of day. */
  public String dateAndTime(long at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", language.locale())
        .format(Instant.ofEpochMilli(at).atZone(zone));
  }

  /** A date in words. */
  public String date(LocalDate date) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", language.locale()).format(date);
  }

  /** A number with so many decimals, half to even. */
  public String decimal(BigDecimal value, int decimals) {
    NumberFormat format = NumberFormat.getInstance(language.locale());
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }
}
