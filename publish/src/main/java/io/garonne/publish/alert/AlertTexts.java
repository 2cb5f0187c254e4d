package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an alert says to a person: what, where, since when, how much, and what to do first. */
public final class AlertTexts {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Texts texts;
  private final ZoneId zone;
  private final AlertDetails details;

  /**
   * In one language.
   *
   * @param zone of the times that are told
   */
  public AlertTexts(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
    this.details = new AlertDetails(texts);
  }

  /** Its severity, one word. */
  public String severity(Alert alert) {
    return texts.get("alert.severity." + alert.severity().name().toLowerCase(Locale.ROOT));
  }

  /** What it is, a few words. */
  public String title(Alert alert) {
    return texts.get("alert.title." + alert.kind().label());
  }

  /** Where it is, from the site down to the channel. */
  public String where(Place place) {
    List<String> parts = new ArrayList<>();
    String site = place.site();
    if (site != null) {
      parts.add(printable(texts.name("site", site)));
    }
    add(parts, "room", place.room());
    add(parts, "rack", place.rack());
    add(parts, "device", place.device());
    add(parts, "channel", place.channel());
    return parts.isEmpty() ? texts.get("alert.where.estate") : String.join(" · ", parts);
  }

  private void add(List<String> parts, String level, @Nullable String name) {
    if (name != null && !name.isEmpty()) {
      parts.add(texts.get("alert.where." + level, printable(name)));
    }
  }

  /** What is the matter, in one sentence, with value and limit as far as there are any. */
  public String sentence(Alert alert) {
    String what = texts.get("alert.says." + alert.kind().label());
    Long value = alert.value();
    Long limit = alert.limit();
    String unit = alert.unit();
    String numbers = "";
    if (unit != null && value != null && limit != null) {
      numbers = texts.get("alert.value-limit", quantity(value, unit), quantity(limit, unit));
    } else if (unit != null && value != null) {
      numbers = texts.get("alert.value", quantity(value, unit));
    } else if (unit != null && limit != null) {
      numbers = texts.get("alert.limit", quantity(limit, unit));
    }
    return what + numbers + ".";
  }

  /** What to do first. */
  public String firstThing(Alert alert) {
    return texts.get("alert.do." + alert.kind().label());
  }

  /** Everything else there is to say, one line each; may be none. */
  public List<String> beside(Alert alert) {
    List<String> lines = new ArrayList<>();
    if (alert.behind() > 0) {
      String names = String.join(", ", alert.names().stream().map(AlertTexts::printable).toList());
      lines.add(
          names.isEmpty()
              ? texts.get("alert.behind", texts.count(alert.behind()))
              : texts.get(
                  "alert.behind-names",
                  texts.count(alert.behind()),
                  alert.behind() > alert.names().size() ? names + ", …" : names));
    }
    String detail = details.of(alert);
    if (!detail.isBlank()) {
      lines.add(printable(detail));
    }
    Alert.Acknowledgement taken = alert.acknowledged();
    if (taken != null) {
      lines.add(
          texts.get(
              taken.note().isEmpty() ? "alert.acknowledged" : "alert.acknowledged-note",
              printable(taken.by()),
              texts.dateAndTime(taken.at(), zone),
              printable(taken.note())));
    }
    if (alert.partOf() != null) {
      lines.add(texts.get("alert.part-of", printable(alert.partOf())));
    } else if (alert.silenced()) {
      lines.add(texts.get("alert.silenced"));
    }
    return lines;
  }

  /** Since when, and until when if it has ended. */
  public String time(Alert alert) {
    String since = texts.dateAndTime(alert.since(), zone);
    Long ended = alert.ended();
    return ended == null
        ? texts.get("alert.since", since)
        : texts.get("alert.from-to", since, texts.dateAndTime(ended, zone));
  }

  /** A quantity of an alert in the unit that people use. */
  String quantity(long value, String unit) {
    return switch (unit) {
      case "mW" -> texts.watts(value) + " W";
      case "mA" -> texts.decimal(BigDecimal.valueOf(value, 3), 1) + " A";
      case "mJ" -> texts.kilowattHours(value) + " kWh";
      case "ppm" -> texts.decimal(BigDecimal.valueOf(value, 4), 1) + texts.get("percent");
      case "ms" -> duration(Duration.ofMillis(value));
      // A count, or a unit that a newer version has: the number is right in any case.
      case "count" -> texts.count(value);
      default -> texts.count(value) + " " + printable(unit);
    };
  }

  /** Cut, never rounded up. */
  private String duration(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return texts.count(time.toSeconds()) + " s";
    }
    if (time.compareTo(Duration.ofHours(2)) < 0) {
      return texts.count(time.toMinutes()) + " min";
    }
    if (time.compareTo(Duration.ofDays(2)) < 0) {
      return texts.count(time.toHours()) + " h";
    }
    return texts.get("alert.days", texts.count(time.toDays()));
  }

  /** A name without what could steer a terminal or break a line. */
  static String printable(String name) {
    return CONTROL.matcher(name).replaceAll("?");
  }
}
