package io.garonne.publish.notify;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import io.garonne.publish.alert.Audience;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of the alerts' changes is to be told: each time {@link Alert#told} grows, and once
 * when what was told has ended. Nothing is told of what is silenced, of personal devices, of what
 * is only worth knowing, and of the end of what has become part of a wider alert. Knows nothing but
 * the changes it has seen, in their order. One thread.
 */
final class Telling {
  private final Map<String, Seen> seen = new HashMap<>();

  /** An occurrence of an alert: how often it was told, and whether it is over. */
  private record Seen(long since, int told, boolean ended) {}

  /** Whether people may be told of it at all. */
  static boolean isForPeople(Alert alert) {
    return alert.severity() != Severity.INFO
        && !alert.silenced()
        && alert.partOf() == null
        && Audience.EVERYBODY.sees(alert);
  }

  /**
   * Takes in the state of an alert.
   *
   * @param now null: taken back, nothing is known of it any more
   */
  Optional<Notice> take(String id, @Nullable Alert now) {
    if (now == null) {
      seen.remove(id);
      return Optional.empty();
    }
    Seen last = seen.get(id);
    // The same condition has the same id each time it occurs.
    Seen before = last != null && last.since == now.since() ? last : null;
    int told = before == null ? 0 : before.told;
    boolean quiet = !isForPeople(now);
    seen.put(id, new Seen(now.since(), quiet ? told : Math.max(told, now.told()), !now.isOpen()));
    if (quiet) {
      return Optional.empty();
    }
    if (!now.isOpen()) {
      boolean wasTold = before == null ? now.told() > 0 : told > 0 && !before.ended;
      return wasTold ? Optional.of(new Notice(now, Notice.Event.ENDED)) : Optional.empty();
    }
    if (now.told() <= told) {
      return Optional.empty();
    }
    return Optional.of(new Notice(now, now.told() == 1 ? Notice.Event.BEGAN : Notice.Event.AGAIN));
  }
}
