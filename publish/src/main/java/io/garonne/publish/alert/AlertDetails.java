package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person needs beside the sentence of an alert, in one language. It follows from what the
 * alert is about; the English detail of the record is for records of before it said that, and for
 * what a newer version says.
 */
final class AlertDetails {
  private static final Pattern PHASE = Pattern.compile("phase (L[1-3])");

  private final Texts texts;

  AlertDetails(Texts texts) {
    this.texts = texts;
  }

  /** One line; may be empty. */
  String of(Alert alert) {
    String[] about = alert.about().split("\t", -1);
    return alert.about().isEmpty()
        ? alert.detail()
        : switch (alert.kind()) {
          case OVERLOAD, OVERLOAD_IMMINENT -> load(alert);
          case HEADROOM_LOST -> headroom(alert, about);
          case OFF_HOURS -> known(alert, "alert.detail.off-hours", about[about.length - 1]);
          case TARGET_DRIFT -> known(alert, "alert.detail.target", about[0]);
          default -> known(alert, "alert.detail." + word(about[0]), about[about.length - 1]);
        };
  }

  private static String word(String first) {
    return first.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String known(Alert alert, String key, String last) {
    return texts.has(key) ? texts.get(key, last) : alert.detail();
  }

  private String load(Alert alert) {
    List<String> parts = new ArrayList<>();
    parts.add(
        texts.get("mA".equals(alert.unit()) ? "alert.detail.breaker" : "alert.detail.rating"));
    Matcher phase = PHASE.matcher(alert.detail());
    if (phase.find()) {
      parts.add(texts.get("alert.detail.phase", phase.group(1)));
    }
    if (alert.detail().contains("the least that its power can mean")) {
      parts.add(texts.get("alert.detail.least"));
    } else if (alert.detail().contains("even over three phases")) {
      parts.add(texts.get("alert.detail.evenly"));
    }
    return String.join(", ", parts);
  }

  private String headroom(Alert alert, String[] about) {
    if (about.length < 5) {
      return alert.detail();
    }
    String feeds = texts.get("alert.detail.feeds", String.join(", ", alert.names()), about[2]);
    return about[3].equals("null")
        ? feeds
        : feeds + ", " + texts.get("alert.detail.phase", about[3]);
  }
}
