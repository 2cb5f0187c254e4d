package io.garonne.publish.opendata;

import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a package says of itself, in both languages. */
final class Wording {
  private final Texts french = new Texts(Language.FR);
  private final Texts english = new Texts(Language.EN);

  String french(String key, Object... arguments) {
    return french.get(key, arguments);
  }

  String english(String key, Object... arguments) {
    return english.get(key, arguments);
  }

  Texts of(Language language) {
    return language == Language.FR ? french : english;
  }

  /** Both, the way in which a field takes one. */
  String both(String key, Object... arguments) {
    return french(key, arguments) + " / " + english(key, arguments);
  }

  static String key(Field field) {
    return "od.f." + field.name();
  }

  static String key(Dataset dataset) {
    return "od.d." + dataset.title();
  }

  static String key(Step step) {
    return "od.s." + step.id();
  }

  /** Every step from the sensor to the figure. */
  Table steps() {
    List<List<String>> rows = new ArrayList<>();
    for (Step step : Step.values()) {
      rows.add(
          List.of(
              Integer.toString(step.ordinal() + 1),
              step.id(),
              step.datasets(),
              step.input(),
              step.output(),
              french(key(step)),
              english(key(step)),
              step.rule()));
    }
    return new Table(Dataset.STEPS, rows);
  }

  /** Every column of every data set. */
  Table dictionary() {
    List<List<String>> rows = new ArrayList<>();
    for (Dataset dataset : Dataset.ALL) {
      for (Field field : dataset.fields()) {
        rows.add(
            List.of(
                dataset.title(),
                field.name(),
                field.type().label(),
                field.unit(),
                Boolean.toString(field.required()),
                french(key(field)),
                english(key(field))));
      }
    }
    return new Table(Dataset.DICTIONARY, rows);
  }
}
