package io.garonne.deploy.sums;

import static io.garonne.deploy.sums.Sums.PARIS;

import io.garonne.deploy.sums.Sums.Cell;
import io.garonne.model.calendar.Period;
import io.garonne.publish.TotalsQuery.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An invented estate of four sites and two entities, measured in four campaigns of some days each:
 * a year's end, the two Sundays on which the clocks change, each with a month's end, and the last
 * days of last month. Each plug says its register every half-hour. What it says is known, and so is
 * the energy of each month and place, by adding alone.
 */
final class Campaigns {
  /** Clocks change by summer time: a day of 23 hours, and one of 25. */
  static final String SHORT_DAY = "2025-03-30";

  static final String LONG_DAY = "2025-10-26";

  /** From here on the library's printer stands in the hall, which is told later. */
  static final Instant MOVED = Instant.parse("2025-10-24T07:30:00Z");

  private static final Days NEW_YEAR = days("2024-12-30", "2025-01-02");
  private static final Days SPRING = days("2025-03-30", "2025-04-02");
  private static final Days AUTUMN = days("2025-10-23", "2025-11-02");

  @SuppressWarnings("TimeInStaticInitializer") // one month for the whole class
  private static final LocalDate THIS_MONTH = YearMonth.now(PARIS).atDay(1);

  /** So near that the page and the API still know its days. */
  static final Days RECENT = new Days(THIS_MONTH.minusDays(2), THIS_MONTH);

  private static final List<Days> ALL = List.of(NEW_YEAR, SPRING, AUTUMN, RECENT);
  private static final Duration STEP = Duration.ofMinutes(30);

  /** Nobody knows what plugs counted between two campaigns: no equipment could have drawn it. */
  private static final long ELSEWHERE = 1_000_000L * 3_600_000_000L;

  /** From midnight to midnight in Paris. */
  record Days(LocalDate from, LocalDate to) {
    Instant begin() {
      return from.atStartOfDay(PARIS).toInstant();
    }

    Instant end() {
      return to.atStartOfDay(PARIS).toInstant();
    }
  }

  private static Days days(String from, String to) {
    return new Days(LocalDate.parse(from), LocalDate.parse(to));
  }

  /**
   * A piece of equipment with a plug of its name.
   *
   * @param watts by night; by day three times as much
   * @param users of it, if somebody has said
   */
  private record Equipment(
      String name, String equipmentClass, String site, String users, int watts, List<Days> when) {
    String siteAt(Instant at) {
      return name.equals("prn-2") && !at.isBefore(MOVED) ? "hall" : site;
    }
  }

  /** One plug's register at one time. */
  record Said(String device, Instant at, long register) {}

  private static final List<Equipment> EQUIPMENT =
      List.of(
          new Equipment("srv-1", "server", "hall", "", 211, ALL),
          // Switched off in January.
          new Equipment("srv-2", "server", "hall", "", 307, List.of(NEW_YEAR)),
          new Equipment("prn-1", "printer", "hall", "", 47, ALL),
          new Equipment("prn-2", "printer", "library", "", 53, List.of(AUTUMN)),
          new Equipment("sw-1", "switch", "library", "", 23, ALL),
          new Equipment("sw-2", "switch", "annex", "", 29, ALL),
          // Five persons may be told of together; where there are no exports, three devices.
          new Equipment("hall-desk-1", "desktop", "hall", "", 61, ALL),
          new Equipment("hall-desk-2", "desktop", "hall", "", 67, ALL),
          new Equipment("hall-desk-3", "desktop", "hall", "", 71, ALL),
          new Equipment("hall-desk-4", "desktop", "hall", "", 73, ALL),
          new Equipment("hall-desk-5", "desktop", "hall", "", 79, ALL),
          // Two desks here and two there tell of too few persons: the masked group.
          new Equipment("annex-desk-1", "desktop", "annex", "", 83, ALL),
          new Equipment("annex-desk-2", "desktop", "annex", "", 89, ALL),
          new Equipment("depot-desk-1", "desktop", "depot", "2", 97, ALL),
          new Equipment("depot-desk-2", "desktop", "depot", "2", 101, ALL));

  /** Sums that tell of the desks of the annex or the depot alone. */
  static final List<String> MASKED = List.of("annex/desktop", "depot/desktop");

  /** Sites from which they could be found by subtracting. */
  static final List<String> MASKED_SITES = List.of("annex", "depot");

  private Campaigns() {}

  /** The server's register is not read in the night in which the clocks are put forward. */
  static boolean isSilent(Said said) {
    return said.device().equals("srv-1")
        && said.at().isAfter(at("2025-03-30T00:00+01:00"))
        && said.at().isBefore(at("2025-03-30T06:00+02:00"));
  }

  /** What the other server says over New Year's Eve is held up somewhere, and comes last. */
  static boolean isLate(Said said) {
    return said.device().equals("srv-2")
        && said.at().isAfter(at("2024-12-31T20:00+01:00"))
        && said.at().isBefore(at("2025-01-01T06:00+01:00"));
  }

  private static Instant at(String when) {
    return ZonedDateTime.parse(when).toInstant();
  }

  /** What plugs say that are not silent, each plug's in order. */
  static List<Said> said(Predicate<Said> which) {
    List<Said> all = new ArrayList<>();
    for (Equipment of : EQUIPMENT) {
      for (Days days : of.when()) {
        long register = ELSEWHERE * (1 + ALL.indexOf(days));
        for (Instant at = days.begin(); !at.isAfter(days.end()); at = at.plus(STEP)) {
          all.add(new Said(of.name(), at, register));
          register += step(of, at);
        }
      }
    }
    all.removeIf(which.negate().or(Campaigns::isSilent));
    return all;
  }

  /** Millijoules of the half-hour that begins at an instant: never a round number. */
  private static long step(Equipment of, Instant at) {
    int hour = at.atZone(PARIS).getHour();
    long watts = hour >= 7 && hour < 19 ? 3L * of.watts() : of.watts();
    long odd = Math.floorMod(at.getEpochSecond() / 1800 * 7919 + of.watts(), 1009);
    return watts * STEP.toMillis() + odd;
  }

  /**
   * Energy by site and class: each half-hour where and when it was used, the switch of site too.
   */
  static Sums truth(Period period) {
    Sums.Making truth = new Sums.Making();
    for (Equipment of : EQUIPMENT) {
      for (Days days : of.when()) {
        for (Instant at = days.begin(); at.isBefore(days.end()); at = at.plus(STEP)) {
          Instant start = Instant.ofEpochMilli(period.startOf(at.toEpochMilli(), PARIS));
          String scope = of.siteAt(at) + "/" + of.equipmentClass();
          truth.add(Cell.of(period, start, scope), step(of, at));
        }
      }
    }
    return truth.made();
  }

  /** The same in another shape. */
  static Sums truth(Period period, By by) {
    return truth(period).by(siteAndClass -> as(by, siteAndClass));
  }

  /** The scope of this shape that a site and class is part of. */
  static String as(By by, String siteAndClass) {
    return switch (by) {
      case SITE_CLASS, DEVICE -> siteAndClass;
      case SITE -> site(siteAndClass);
      case CLASS -> equipmentClass(siteAndClass);
      case ENTITY -> entity(siteAndClass);
      case FAMILY -> family(siteAndClass);
      case ENTITY_FAMILY -> entity(siteAndClass) + "/" + family(siteAndClass);
      case ESTATE -> "";
    };
  }

  static String site(String siteAndClass) {
    return siteAndClass.substring(0, siteAndClass.indexOf('/'));
  }

  private static String equipmentClass(String siteAndClass) {
    return siteAndClass.substring(siteAndClass.indexOf('/') + 1);
  }

  private static String entity(String siteAndClass) {
    return site(siteAndClass).equals("library") ? "library" : "city";
  }

  static String family(String siteAndClass) {
    return switch (equipmentClass(siteAndClass)) {
      case "server" -> "server-room-it";
      case "printer" -> "printing";
      case "switch" -> "network";
      default -> "workstations";
    };
  }

  /** The tables of the estate and of the programme, as a city would fill them in. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("entities.csv"), "entity\ncity\nlibrary\n");
    Files.writeString(
        folder.resolve("sites.csv"),
        """
        site,entity,publication
        hall,city,public
        annex,city,public
        depot,city,public
        library,library,public
        """);
    table(
        folder.resolve("assets.csv"),
        "asset,equipment_class,site,users",
        EQUIPMENT.stream()
            .map(of -> of.name() + "," + of.equipmentClass() + "," + of.site() + "," + of.users()));
    // A half-hour is the interval of these plugs; only a longer silence is interpolated (M10).
    table(
        folder.resolve("points.csv"),
        "device,resolution_wh,interval_s,max_gap_s",
        EQUIPMENT.stream().map(of -> of.name() + ",0.001,1800,3600"));
    table(
        folder.resolve("connections.csv"),
        "asset,device",
        EQUIPMENT.stream().map(of -> of.name() + "," + of.name()));
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        reference:
          first_month: 2023-01
        users: agent
        targets:
          electricity: {percent: -15, due: 2030-12-31}
        """);
    table(
        folder.resolve("baseline.csv"),
        "period,entity,family,kwh,method,uncertainty_percent,source,decided_by,decided_on",
        EQUIPMENT.stream()
            .map(of -> of.site() + "/" + of.equipmentClass())
            .map(of -> entity(of) + "," + family(of))
            .distinct()
            .map(cell -> "2023," + cell + ",1200,invoice,5,bills,board,2024-02-01"));
    YearMonth first = YearMonth.of(2023, 1);
    table(
        folder.resolve("users.csv"),
        "month,entity,kind,users",
        java.util.stream.Stream.iterate(
                first, month -> month.isBefore(YearMonth.from(THIS_MONTH)), m -> m.plusMonths(1))
            .flatMap(
                month ->
                    List.of("city", "library").stream().map(e -> month + "," + e + ",agent,50")));
  }

  private static void table(Path file, String header, java.util.stream.Stream<String> lines)
      throws IOException {
    Files.writeString(file, lines.collect(Collectors.joining("\n", header + "\n", "\n")));
  }
}
