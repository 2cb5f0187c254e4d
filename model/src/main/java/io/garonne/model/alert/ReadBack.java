package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Condition;
import java.util.TreeSet;

/**
 * Takes back what was published before all that was remembered was lost: open alerts go on as they
 * were told, and those that do not hold any more end. Who stands behind a group is not in its
 * record; that is looked for at the next look. One thread.
 */
final class ReadBack {
  private final AlertBook book;
  private final EventWatch events;
  private final SilenceWatch silences;

  ReadBack(AlertBook book, EventWatch events, SilenceWatch silences) {
    this.book = book;
    this.events = events;
    this.silences = silences;
  }

  /**
   * Takes in a published alert; what is known better already stays as it is.
   *
   * @param writtenAt when its record was written, milliseconds since 1970 UTC
   */
  void take(Alert alert, long writtenAt) {
    Condition known = book.get(alert.id());
    if (known != null && !isOlder(known, alert)) {
      return;
    }
    Long toldAt = alert.told() > 0 ? (Long) writtenAt : null;
    long until = alert.isOpen() ? events.holdsUntil(alert, writtenAt) : Long.MIN_VALUE;
    book.recall(
        new Condition(
            alert,
            known == null ? null : known.clearSince(),
            known == null || !alert.isOpen() ? until : Math.max(until, known.holdsUntil()),
            toldAt,
            known == null ? new TreeSet<>() : known.members()));
    if (alert.isOpen() && SilenceWatch.GROUPS.contains(alert.kind())) {
      silences.complete(alert.id());
    }
  }

  /**
   * Whether a condition has only begun anew because findings were read anew: nobody was told of it,
   * and nothing was noticed since it was over.
   */
  private boolean isOlder(Condition known, Alert published) {
    Alert begun = known.alert();
    if (!begun.isOpen() || begun.told() > 0 || known.toldAt() != null) {
      return false;
    }
    Long ended = published.ended();
    return ended == null
        ? published.told() > 0 && published.since() >= begun.since()
        : events.newest(begun.about()) <= ended;
  }
}
