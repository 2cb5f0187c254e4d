package io.garonne.model.alert;

import io.garonne.model.Finding;
import io.garonne.model.alert.Watched.Known;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What meters noticed: events, which hold for some time and then are over. */
final class EventWatch {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final AlertSettings settings;
  private final AlertBook book;

  /**
   * When something was noticed last, by what it is about; until what was published is read back.
   */
  private final Map<String, Long> newest = new HashMap<>();

  private boolean readsBack = true;

  EventWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /**
   * What a finding is to people.
   *
   * @param holds how long it is as if it held
   */
  private record Meaning(Alert.Kind kind, Severity severity, Duration holds) {}

  private static Meaning meaning(Finding.Kind kind) {
    return switch (kind) {
      case DISCONTINUITY, RESET ->
          new Meaning(Alert.Kind.REGISTER_EXCHANGED, Severity.WARNING, DAY);
      case REGISTER_MISSING -> new Meaning(Alert.Kind.DEVICE_SILENT, Severity.WARNING, DAY);
      case POWER_ABOVE_RATING, IMPLAUSIBLE ->
          new Meaning(Alert.Kind.IMPLAUSIBLE_READING, Severity.WARNING, HOUR);
      case TREE_EXCESS -> new Meaning(Alert.Kind.IMPLAUSIBLE_READING, Severity.INFO, DAY);
      case TOO_LATE, TREE_TOO_OLD, UNKNOWN_DEVICE, DUPLEX_RATE_UNUSED ->
          new Meaning(Alert.Kind.PIPELINE, Severity.INFO, DAY);
      case LEDGER_MISMATCH -> new Meaning(Alert.Kind.LEDGER_MISMATCH, Severity.WARNING, HOUR);
    };
  }

  /** When something was noticed last since the start, milliseconds since 1970 UTC. */
  long newest(String about) {
    return newest.getOrDefault(about, Long.MIN_VALUE);
  }

  /** What was published has been read back. */
  void hasReadBack() {
    readsBack = false;
    newest.clear();
  }

  /** Until when an alert of an event holds of which nothing but its record is known. */
  long holdsUntil(Alert alert, long writtenAt) {
    String of = alert.about().split("\t", 2)[0];
    return Arrays.stream(Finding.Kind.values())
        .filter(kind -> kind.name().equals(of))
        .map(kind -> writtenAt + meaning(kind).holds().toMillis())
        .findFirst()
        .orElse(of.equals(CurrentWatch.ABOUT) ? writtenAt + HOUR.toMillis() : Long.MIN_VALUE);
  }

  /** Takes in what was noticed; of long ago it is history. */
  void take(Finding f, Watched estate, long now) {
    if (f.at() < now - settings.historyAfter().toMillis()) {
      return;
    }
    Meaning meaning = meaning(f.kind());
    if (f.kind() == Finding.Kind.UNKNOWN_DEVICE) {
      // One for all: there may be hundreds on the first day, and some may be somebody's own.
      book.hold(
          new AlertBook.Held(
              meaning.kind(),
              f.kind().name(),
              meaning.severity(),
              Place.ESTATE,
              f.at(),
              null,
              null,
              null,
              "devices that nobody has described count under site unassigned;"
                  + " ./garonne inventory unknown lists them"),
          Math.max(f.at(), now) + meaning.holds().toMillis());
      return;
    }
    Map<String, Known> devices = estate.devices(now);
    Known known = f.device() == null ? null : devices.get(f.device());
    Place place =
        known != null
            ? known.place(f.channel())
            : new Place(null, null, null, f.device(), f.channel(), estate.isSomebodys(f.device()));
    AlertBook.Held held =
        new AlertBook.Held(
            meaning.kind(),
            String.join(
                "\t",
                f.kind().name(),
                Objects.requireNonNullElse(f.device(), ""),
                Objects.requireNonNullElse(f.channel(), "")),
            place.personal() ? Severity.INFO : meaning.severity(),
            place,
            f.at(),
            f.value(),
            f.limit(),
            f.value() == null ? null : "mW",
            f.detail());
    if (readsBack) {
      newest.merge(held.about(), f.at(), Math::max);
    }
    book.hold(held, Math.max(f.at(), now) + meaning.holds().toMillis());
  }
}
