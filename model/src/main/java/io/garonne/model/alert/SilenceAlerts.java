package io.garonne.model.alert;

import io.garonne.model.alert.Watched.Known;
import io.garonne.model.inventory.Family;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;

/** How silence is told of: what it is about, how urgent it is, and whom it names. */
final class SilenceAlerts {
  /** So many of somebody's own behind one alert are a group; fewer are persons. */
  private static final int FEW_PERSONS = 5;

  private SilenceAlerts() {}

  /** What the silence of one device is about. */
  static String about(String device) {
    return "device\t" + device;
  }

  /**
   * Of what is silent together.
   *
   * @param since when it began, milliseconds since 1970 UTC
   */
  static AlertBook.Held of(
      SilenceCause cause, NavigableSet<String> members, long since, SilentNow now) {
    List<Known> known = members.stream().map(now::known).filter(Objects::nonNull).toList();
    boolean isRoom =
        known.stream()
            .map(Known::family)
            .anyMatch(f -> f == Family.SERVER_ROOM_IT || f == Family.SERVER_ROOM_FACILITY);
    boolean isPersonal =
        known.size() < FEW_PERSONS
            && !known.isEmpty()
            && known.stream().allMatch(Known::isPersonal);
    Severity severity =
        isPersonal
            ? Severity.INFO
            : isRoom || cause.kind() == Alert.Kind.ALL_SILENT
                ? Severity.CRITICAL
                : Severity.WARNING;
    Place p = cause.place();
    return new AlertBook.Held(
        cause.kind(),
        cause.about(),
        severity,
        new Place(
            p.site(), p.room(), p.rack(), p.device(), p.channel(), p.personal() || isPersonal),
        since,
        null,
        null,
        null,
        cause.detail(),
        now.estate().names(members, now.at()),
        members);
  }

  /** Of one device alone. */
  static AlertBook.Held of(Known known, SilentNow now) {
    return new AlertBook.Held(
        Alert.Kind.DEVICE_SILENT,
        about(known.name()),
        known.isPersonal() ? Severity.INFO : Severity.WARNING,
        known.place(null),
        now.lastHeard(known.name()),
        null,
        known.maxGap(),
        "ms",
        "nothing heard since, and it should have said something within the limit");
  }
}
