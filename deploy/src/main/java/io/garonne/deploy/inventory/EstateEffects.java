package io.garonne.deploy.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a change of the estate does to energy that has been metered already. */
public final class EstateEffects {
  private static final long DAY = 86_400_000L;

  /** Quarter-hours of a device are kept so long behind its newest reading. */
  private static final long KEPT = 35 * DAY;

  private static final long KEPT_PERSONAL = 29 * DAY;

  /**
   * Effects on metered energy.
   *
   * @param lines one for each device whose energy moves, for a person
   * @param problems changes that reach further back than quarter-hours are kept, each with the date
   *     from which on it can be made
   */
  public record Effects(List<String> lines, List<String> problems) {}

  private EstateEffects() {}

  /**
   * Looks at the days of the devices that would be described otherwise.
   *
   * @param bootstrap Kafka, as {@code host:port}
   * @param now wall clock, milliseconds since 1970 UTC
   */
  public static Effects of(EstateChange change, String bootstrap, ZoneId zone, long now) {
    List<Total> days =
        TotalsReader.read(
            bootstrap,
            Topics.TOTALS_DEVICE,
            total ->
                total.period() == Period.DAY
                    && total.devices() > 0
                    && change.descriptions().containsKey(total.scope().device()));
    return of(change, days, zone, now);
  }

  /** The same of days that are known. */
  static Effects of(EstateChange change, Collection<Total> days, ZoneId zone, long now) {
    Map<String, List<Total>> byDevice =
        days.stream()
            .collect(Collectors.groupingBy(day -> Objects.requireNonNull(day.scope().device())));
    List<String> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    change
        .descriptions()
        .forEach(
            (name, described) -> {
              List<Total> of = byDevice.getOrDefault(name, List.of());
              if (described.from() == Long.MAX_VALUE || of.isEmpty()) {
                return;
              }
              long kept = keptSince(described, of, now);
              boolean older =
                  of.stream().anyMatch(d -> d.start() < kept && d.end() > described.from());
              // Who names no date means as far back as can be had.
              if (older && described.from() != Long.MIN_VALUE) {
                problems.add(
                    name
                        + ": metered before "
                        + at(kept, zone)
                        + ", and quarter-hours are kept from then on only: choose "
                        + Instant.ofEpochMilli(kept + DAY - 1).atZone(zone).toLocalDate()
                        + " or later");
                return;
              }
              lines.add(
                  line(
                      name,
                      described,
                      of,
                      Math.max(described.from(), older ? kept : Long.MIN_VALUE),
                      older,
                      zone));
            });
    return new Effects(lines, problems);
  }

  private static long keptSince(EstateChange.Described described, List<Total> days, long now) {
    long newest = days.stream().mapToLong(Total::end).max().orElse(now);
    long own = Period.slotOf(Math.min(now, newest) - (personal(described) ? KEPT_PERSONAL : KEPT));
    boolean inTree = assignments(described).anyMatch(a -> a.tree().isInTree());
    return inTree ? Math.max(own, Period.slotOf(now - Device.TREES_KEPT)) : own;
  }

  private static boolean personal(EstateChange.Described described) {
    return assignments(described).anyMatch(Assignment::personal);
  }

  private static Stream<Assignment> assignments(EstateChange.Described described) {
    return Stream.of(described.before(), described.after())
        .filter(Objects::nonNull)
        .flatMap(device -> device.assignments().stream());
  }

  private static String line(
      String name,
      EstateChange.Described described,
      List<Total> days,
      long from,
      boolean older,
      ZoneId zone) {
    long until = described.until();
    List<Total> concerned =
        days.stream().filter(day -> day.end() > from && day.start() < until).toList();
    long first = Math.max(from, days.stream().mapToLong(Total::start).min().orElse(from));
    String amount =
        personal(described)
            ? "(personal: not shown)"
            : Units.kilowattHours(concerned.stream().mapToLong(Total::energy).sum())
                    .setScale(3, RoundingMode.HALF_EVEN)
                + " kWh in the "
                + concerned.size()
                + " days that it is about";
    return name
        + ", from "
        + at(first, zone)
        + (until == Long.MAX_VALUE
            ? ""
            : " until " + at(until, zone) + " (then as it is: another line begins there)")
        + ": "
        + (described.before() == null ? counted(concerned) : place(described.before(), first))
        + " → "
        + place(described.after(), first)
        + ", "
        + amount
        + (older ? "; what was metered before stays where it counts, unless it came in today" : "");
  }

  /** Where days count: also what no table describes may, as of a replay with a list of its own. */
  private static String counted(Collection<Total> days) {
    return days.stream()
        .map(Total::scope)
        .filter(scope -> scope.site() != null && scope.equipmentClass() != null)
        .map(scope -> scope.site() + "/" + scope.equipmentClass())
        .filter(place -> !place.startsWith(Assignment.UNASSIGNED_SITE + "/"))
        .distinct()
        .sorted()
        .limit(3)
        .reduce((a, b) -> a + " + " + b)
        .orElse(Assignment.UNASSIGNED_SITE);
  }

  private static String place(@Nullable Device device, long at) {
    if (device == null) {
      return Assignment.UNASSIGNED_SITE;
    }
    List<String> places =
        device.at(at).stream()
            .map(a -> a.site() + "/" + a.equipmentClass())
            .distinct()
            .limit(3)
            .toList();
    return places.isEmpty() ? Assignment.UNASSIGNED_SITE : String.join(" + ", places);
  }

  private static String at(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis)
        .atZone(zone)
        .truncatedTo(ChronoUnit.MINUTES)
        .toOffsetDateTime()
        .toString();
  }
}
