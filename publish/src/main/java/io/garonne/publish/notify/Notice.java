package io.garonne.publish.notify;

import io.garonne.model.alert.Alert;
import java.util.Locale;

/**
 * Something to tell people.
 *
 * @param alert as it stands
 * @param event what is new of it
 */
record Notice(Alert alert, Event event) {

  /** What is new of an alert. */
  enum Event {
    /** It is told for the first time. */
    BEGAN,
    /** It was told before, and is told again: nobody has taken it on. */
    AGAIN,
    /** What was told is over. */
    ENDED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same each time the same thing is told: who gets it twice knows it again. */
  String delivery() {
    return "%s-%d-%s-%d".formatted(alert.id(), alert.since(), event.label(), alert.told());
  }
}
