package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Finding;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.TotalJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeOfMetersTest {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-02-28T17:00:00Z");
  static final long WH = 3_600_000L;
  static final Scope UNMETERED = new Scope("city", "hq", "unmetered", null);
  static final Scope SERVERS = new Scope("city", "hq", "server", null);
  static final Scope HQ = new Scope("city", "hq", null, null);

  @TempDir Path dir;

  private static Assignment point(
      @Nullable String channel,
      String site,
      List<Part> parts,
      List<PointRef> above,
      boolean hasChildren,
      long from,
      long to) {
    return new Assignment(
        from,
        to,
        channel,
        site,
        TotalsDriver.PARIS,
        null,
        null,
        true,
        false,
        parts,
        MeterProfile.DEFAULT,
        new TreePlace(above, hasChildren, 10_000));
  }

  static Assignment always(
      @Nullable String channel, Part part, List<PointRef> above, boolean hasChildren) {
    return point(channel, "hq", List.of(part), above, hasChildren, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static Part part(@Nullable String asset, String equipmentClass, String family) {
    return new Part(asset, "city", equipmentClass, family, 1);
  }

  static final PointRef INLET = new PointRef("pdu", "inlet");
  static final PointRef MAIN = new PointRef("main", null);

  /** A PDU with two outlets, each of which has a server. */
  static void pdu(TotalsDriver driver) {
    driver.device(
        "pdu",
        always("inlet", part(null, "unmetered", "unmetered"), List.of(), true),
        always("1", part("srv-1", "server", "server-room-it"), List.of(INLET), false),
        always("2", part("srv-2", "server", "server-room-it"), List.of(INLET), false));
  }

  /** Registers that count so many watt-hours in each quarter-hour from one hour to another. */
  static void count(
      TotalsDriver driver, String device, String channel, int from, int to, double perQuarter) {
    for (int minute = from * 60; minute <= to * 60; minute += 5) {
      driver.energy(
          device, channel, START.plusSeconds(minute * 60L), 1000 + minute / 15.0 * perQuarter);
    }
  }

  static Total day(TotalsDriver driver, Scope scope) {
    return Objects.requireNonNull(driver.total(scope, Period.DAY, "2026-02-28T23:00:00Z"));
  }

  static long energy(TotalsDriver driver, Scope scope) {
    Total total = day(driver, scope);
    return total == null ? 0 : total.energy();
  }

  @Test
  void aBranchCountsAtItsTopAndWhatTheMetersBelowItDoNotMeasureIsUnmetered() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 2, 100);
      count(driver, "pdu", "1", 0, 2, 40);
      count(driver, "pdu", "2", 0, 2, 30);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, Scope.ESTATE)).isEqualTo(800 * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(560 * WH);
      assertThat(energy(driver, UNMETERED)).isEqualTo(240 * WH);
      assertThat(energy(driver, Scope.ofFamily("city", "server-room-it"))).isEqualTo(560 * WH);
      assertThat(energy(driver, Scope.ofEntity("city"))).isEqualTo(800 * WH);
      assertThat(energy(driver, new Scope("city", "hq", "server", "pdu", null, "srv-1")))
          .isEqualTo(320 * WH);
    }
  }

  @Test
  void withoutTheParentTheChildrenCountAndTheCoverageSaysSo() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 1, 100);
      count(driver, "pdu", "1", 0, 2, 40);
      count(driver, "pdu", "2", 0, 2, 30);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo((400 + 280) * WH);
      assertThat(energy(driver, UNMETERED)).isEqualTo(120 * WH);
      Total unmetered = day(driver, UNMETERED);
      Total servers = day(driver, SERVERS);
      assertThat(unmetered.coveredMillis()).isEqualTo(3_600_000L);
      assertThat(servers.coveredMillis()).isEqualTo(4 * 3_600_000L);
      assertThat(servers.expectedMillis()).isEqualTo(2 * 86_400_000L);
    }
  }

  @Test
  void metersThatSayMoreThanTheOneAboveThemShareWhatItSaysAndAnAlertIsRaised() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 2, 100);
      count(driver, "pdu", "1", 0, 2, 90);
      count(driver, "pdu", "2", 0, 2, 30);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(800 * WH);
      assertThat(energy(driver, UNMETERED)).isZero();
      Total servers = day(driver, SERVERS);
      assertThat(servers.allocated()).as("both children are in this class").isZero();
      assertThat(driver.alerts())
          .filteredOn(a -> a.kind() == Finding.Kind.TREE_EXCESS)
          .singleElement()
          .satisfies(a -> assertThat(a.detail()).contains("0.96 kWh", "0.8 kWh"));
    }
  }

  @Test
  void anExcessThatShowsLateInTheDayReachesItsFirstHourAlsoWhenAllOfItComesAtOnce() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      for (int minute = 0; minute <= 20 * 60; minute += 5) {
        Instant at = START.plusSeconds(minute * 60L);
        driver.energy("pdu", "inlet", at, 1000 + minute / 15.0 * 100);
        // From the tenth hour on three times as much.
        double late = Math.max(0, minute - 600) / 15.0 * 160;
        driver.energy("pdu", "1", at, 1000 + minute / 15.0 * 80 + late);
      }
      driver.flush();
      Total hour =
          Objects.requireNonNull(driver.total(SERVERS, Period.HOUR, "2026-03-01T00:00:00Z"));
      assertThat(hour.energy()).isEqualTo(400 * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(8000 * WH);
    }
  }

  @Test
  void aDeskStripsEnergyIsDividedAmongWhatHangsOnItAndSaysSo() {
    Assignment strip =
        point(
            null,
            "hq",
            List.of(
                new Part("pc-1", "city", "desktop", "workstations", 3),
                new Part("screen-1", "city", "screen", "workstations", 1)),
            List.of(),
            false,
            Long.MIN_VALUE,
            Long.MAX_VALUE);
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.device("strip", strip);
      count(driver, "strip", "0", 0, 2, 100);
      driver.flush();
      Total desktops = day(driver, new Scope("city", "hq", "desktop", null));
      Total site = day(driver, HQ);
      assertThat(desktops.energy()).isEqualTo(600 * WH);
      assertThat(desktops.allocated()).isEqualTo(600 * WH);
      assertThat(site.energy()).isEqualTo(800 * WH);
      assertThat(site.allocated()).isZero();
      assertThat(site.devices()).isEqualTo(1);
      assertThat(site.coveredMillis()).isEqualTo(2 * 3_600_000L);
      assertThat(energy(driver, new Scope("city", "hq", "screen", "strip", null, "screen-1")))
          .isEqualTo(200 * WH);
    }
  }

  // --- Whatever the order in which readings and inventory arrive ---

  private record Said(String device, String channel, Instant at, double value) {}

  private record Described(String device, List<Assignment> assignments) {}

  private sealed interface Event {
    record OfReading(Said said) implements Event {}

    record OfInventory(Described described) implements Event {}
  }

  /**
   * An estate in which, within half a day around a midnight, things move, are re-cabled, fall
   * silent and say too much.
   */
  private static List<Described> described(Random random, int version) {
    long moved = EVENING.plusSeconds(900L * (4 + random.nextInt(40))).toEpochMilli();
    long recabled = EVENING.plusSeconds(900L * (4 + random.nextInt(40))).toEpochMilli();
    Part none = part(null, "unmetered", "unmetered");
    Part printer = part("prn-1", "printer", "printing");
    List<Part> desk =
        List.of(
            new Part("pc-1", "city", "desktop", "workstations", 3),
            new Part("screen-1", "service", "screen", "workstations", 1));
    List<Described> all = new ArrayList<>();
    all.add(new Described("main", List.of(always(null, none, List.of(), true))));
    all.add(
        new Described(
            "pdu",
            List.of(
                always("inlet", none, List.of(MAIN), true),
                always("1", part("srv-1", "server", "server-room-it"), List.of(INLET, MAIN), false),
                always(
                    "2", part("srv-2", "server", "server-room-it"), List.of(INLET, MAIN), false))));
    all.add(
        new Described(
            "strip",
            List.of(
                point(null, "hq", desk, List.of(MAIN), false, Long.MIN_VALUE, recabled),
                point(null, "hq", desk, List.of(), false, recabled, Long.MAX_VALUE))));
    all.add(
        new Described(
            "printer",
            List.of(
                point(null, "hq", List.of(printer), List.of(MAIN), false, Long.MIN_VALUE, moved),
                point(null, "annex", List.of(printer), List.of(), false, moved, Long.MAX_VALUE))));
    return version == 0 ? all : all.subList(random.nextInt(all.size()), all.size());
  }

  private static List<Said> readings(Random random) {
    List<Said> all = new ArrayList<>();
    Map<String, Double> perMinute =
        new TreeMap<>(
            Map.of(
                "main|0",
                30.0,
                "pdu|inlet",
                12.0,
                "pdu|1",
                5.0,
                "pdu|2",
                4.0,
                "strip|0",
                6.0,
                "printer|0",
                3.0));
    perMinute.forEach(
        (name, rate) -> {
          String device = name.substring(0, name.indexOf('|'));
          String channel = name.substring(name.indexOf('|') + 1);
          int silent = random.nextInt(10 * 60);
          double register = 100;
          for (int minute = 0; minute < 12 * 60; minute += 5) {
            boolean tooMuch = device.equals("pdu") && channel.equals("1") && minute > 6 * 60;
            register += 5 * rate * random.nextDouble() * (tooMuch ? 3 : 1);
            if (minute < silent || minute > silent + 90) {
              Instant at = EVENING.plusSeconds(minute * 60L + random.nextInt(60));
              all.add(new Said(device, channel, at, Math.floor(register)));
            }
          }
        });
    return all;
  }

  private Map<String, Total> totals(String name, List<Event> events, Random flushes) {
    try (TotalsDriver driver = new TotalsDriver(dir.resolve(name))) {
      for (Event event : events) {
        switch (event) {
          case Event.OfReading(Said said) ->
              driver.energy(said.device(), said.channel(), said.at(), said.value());
          case Event.OfInventory(Described d) ->
              driver.device(d.device(), d.assignments().toArray(Assignment[]::new));
        }
        if (flushes.nextInt(400) == 0) {
          driver.flush();
        }
      }
      return new TreeMap<>(driver.flush().pass(Duration.ofMinutes(1)).flush().totals());
    }
  }

  @Test
  void whateverTheOrderOfReadingsAndInventoryTheTotalsAreAsIfEverythingHadBeenKnown() {
    for (long seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      List<Event> readings = new ArrayList<>();
      readings(random).forEach(said -> readings.add(new Event.OfReading(said)));
      List<Event> known = new ArrayList<>();
      List<Described> last = described(random, 0);
      last.forEach(d -> known.add(new Event.OfInventory(d)));
      List<Event> late = new ArrayList<>(readings);
      late.addAll(readings.subList(0, readings.size() / 10));
      for (int version = 1; version <= 3; version++) {
        described(random, version).forEach(d -> late.add(new Event.OfInventory(d)));
      }
      Collections.shuffle(late, random);
      List<Event> inventory = new ArrayList<>(known);
      Collections.shuffle(inventory, random);
      late.addAll(inventory.subList(0, 2));
      late.addAll(inventory.subList(2, inventory.size()));
      known.addAll(readings);
      Map<String, Total> expected = totals("known-" + seed, known, random);
      Map<String, Total> actual = totals("late-" + seed, late, random);
      assertThat(sum(expected))
          .isEqualTo(Objects.requireNonNull(expected.get(estateMonth())).energy());
      // What moved away is published again as nothing.
      actual.values().removeIf(t -> nothing(t) && !expected.containsKey(key(t)));
      expected.values().removeIf(t -> nothing(t) && !actual.containsKey(key(t)));
      assertThat(actual).as("seed %s", seed).isEqualTo(expected);
    }
  }

  private static boolean nothing(Total t) {
    return t.devices() == 0 && t.energy() == 0 && t.coveredMillis() == 0;
  }

  private static String estateMonth() {
    return TotalJson.key(
        Scope.ESTATE, Period.MONTH, Instant.parse("2026-02-28T23:00:00Z").toEpochMilli());
  }

  /** The site-and-class months: they must add up to the estate's. */
  private static long sum(Map<String, Total> totals) {
    return totals.values().stream()
        .filter(t -> t.period() == Period.MONTH && t.scope().device() == null)
        .filter(t -> t.scope().site() != null && t.scope().equipmentClass() != null)
        .filter(t -> t.start() == Instant.parse("2026-02-28T23:00:00Z").toEpochMilli())
        .mapToLong(Total::energy)
        .sum();
  }

  private static String key(Total t) {
    return TotalJson.key(t.scope(), t.period(), t.start());
  }
}
