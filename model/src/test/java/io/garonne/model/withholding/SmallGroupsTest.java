package io.garonne.model.withholding;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  @Test
  void whatADeskUsedWhereItIsNotAnyMoreStaysWithheldWhoeverIsThereToday() {
    Total pc = measured(scope("hotel-de-ville", "pc"), 1);
    Total more = measured(scope("hotel-de-ville", "pc"), 4);
    List<Device> gone = until(pc.end(), desks("plug-1"));
    List<Device> fewer = new ArrayList<>(desks("plug-1"));
    fewer.addAll(until(pc.end(), desks("plug-2", "plug-3", "plug-4")));
    long later = pc.end() + 86_400_000L;
    for (long today : new long[] {pc.start(), later}) {
      Total printed = printed(pc, 12, 1);
      assertThat(OneByOne.of(gone, today).withholds(pc)).isTrue();
      assertThat(OneByOne.of(fewer, today).withholds(more)).as("four were there then").isFalse();
      assertThat(OneByOne.of(gone, today).withPages(printed).hasPages()).isFalse();
    }
  }

  /** The same, which go at an instant. */
  private static List<Device> until(long to, List<Device> devices) {
    return devices.stream()
        .map(device -> new Device(device.device(), List.of(until(to, device.assignments().get(0)))))
        .toList();
  }

  private static Assignment until(long to, Assignment a) {
    return new Assignment(
        a.from(),
        to,
        a.entity(),
        a.site(),
        a.equipmentClass(),
        a.parts().get(0).family(),
        a.zone(),
        a.rack(),
        a.includeInTotals(),
        a.personal(),
        a.profile());
  }

  @Test
  void oneDeskAmongManyIsFoundBySubtractingFromEverySumItCountsIn() {
    List<Device> devices = new ArrayList<>(desks("plug-1"));
    for (int i = 0; i < 9; i++) {
      devices.add(device("printer-" + i, "hotel-de-ville", "printer", "printing", false));
      devices.add(device("server-" + i, "salle", "server", "servers", false));
    }
    SmallGroups small = SmallGroups.of(devices, NOW);
    Scope desk = scope("hotel-de-ville", "pc");
    List<Scope> of = devices.getFirst().at(NOW).stream().flatMap(SmallGroupsTest::scopes).toList();
    assertThat(of).contains(desk, Scope.ESTATE).allMatch(small::withholds);
    List<Scope> others =
        devices.stream()
            .flatMap(device -> device.at(NOW).stream())
            .flatMap(SmallGroupsTest::scopes)
            .filter(scope -> !of.contains(scope))
            .distinct()
            .toList();
    assertThat(others).contains(scope("salle", null)).noneMatch(small::withholds);
  }

  @Test
  void aComputerWithTwoScreensIsOnePersonsSumAndNotOfThreeDevices() {
    SmallGroups small =
        SmallGroups.of(
            List.of(
                device("pc", "annexe", "pc", "workstations", true),
                device("screen-1", "annexe", "monitor", "workstations", true),
                device("screen-2", "annexe", "monitor", "workstations", true)),
            NOW);
    assertThat(List.of(scope("annexe", null), scope("annexe", "monitor"), Scope.ESTATE))
        .allMatch(small::withholds);
  }

  @Test
  void aDeskIsWithheldOneByOneUntilItIsOneOfThree() {
    OneByOne one = OneByOne.of(desks("plug-1"), NOW);
    OneByOne three = OneByOne.of(desks("plug-1", "plug-2", "plug-3"), NOW);
    for (Period period : Period.values()) {
      boolean tells = period.compareTo(Period.DAY) <= 0;
      for (Scope scope : scopes(desks("plug-1").getFirst().at(NOW).getFirst()).toList()) {
        assertThat(one.withholds(measured(scope, period, 1))).isEqualTo(tells);
        assertThat(three.withholds(measured(scope, period, 1)))
            .as("the others are silent")
            .isEqualTo(tells);
        assertThat(three.withholds(measured(scope, period, 3))).isFalse();
        assertThat(one.withholds(measured(scope, period, 0)))
            .as("nothing, in the place of what moved away")
            .isFalse();
      }
    }
    assertThat(one.withholds(live(1))).isTrue();
    assertThat(three.withholds(live(2))).isTrue();
    assertThat(three.withholds(live(3))).isFalse();
  }

  @Test
  void ofWhatIsNobodysOwnNothingIsWithheldHoweverFewItIs() {
    OneByOne one = OneByOne.of(List.of(device("p", "hotel-de-ville", "pc", "other", false)), NOW);
    assertThat(one.withholds(measured(scope("hotel-de-ville", "pc"), 1))).isFalse();
    assertThat(one.withholds(live(1))).isFalse();
    Total pages = printed(printed(measured(scope("hotel-de-ville", "pc"), 1), 4, 1), KINDS);
    assertThat(one.withPages(pages)).isEqualTo(pages);
  }

  @Test
  void pagesOfSomebodysOwnPrinterAreTakenOutOneByOneAlsoOfLargerSums() {
    List<Device> devices = new ArrayList<>(desks("plug-1", "plug-2", "plug-3"));
    devices.add(device("own", "hotel-de-ville", "desk-printer", "printing", true));
    for (int i = 0; i < 9; i++) {
      devices.add(device("printer-" + i, "hotel-de-ville", "printer", "printing", false));
      devices.add(device("other-" + i, "annexe", "printer", "printing", false));
    }
    OneByOne rule = OneByOne.of(devices, NOW);
    Total site = pages(scope("hotel-de-ville", null), 13, 10);
    assertThat(rule.withPages(site)).isEqualTo(site.withoutPages());
    Total shared = pages(scope("hotel-de-ville", "printer"), 9, 9);
    assertThat(rule.withPages(shared)).isEqualTo(shared);
    Total annexe = pages(scope("annexe", null), 9, 2);
    assertThat(rule.withPages(annexe)).as("nobody's own").isEqualTo(annexe);
    Total desks = pages(scope("hotel-de-ville", "pc"), 3, 1);
    assertThat(rule.withPages(desks)).isEqualTo(desks.withoutPages());
    Total three = pages(scope("hotel-de-ville", "pc"), 3, 3);
    assertThat(rule.withPages(three)).isEqualTo(three.withoutPageKinds());
  }

  private static final PageKinds KINDS = new PageKinds(2, 5, 700);

  private static Stream<Scope> scopes(Assignment a) {
    return Attribution.of(a).stream().flatMap(to -> to.groups().stream());
  }

  private static LivePower live(int devices) {
    return new LivePower(
        LivePower.Kind.SITE_CLASS, null, null, "hotel-de-ville", "pc", false, 5_000, NOW, devices);
  }

  private static List<Device> desks(String... names) {
    return Stream.of(names)
        .map(name -> device(name, "hotel-de-ville", "pc", "workstations", true))
        .toList();
  }

  private static Device device(
      String name, String site, String equipmentClass, String family, boolean personal) {
    return new Device(
        name,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                site,
                site,
                equipmentClass,
                family,
                PARIS,
                null,
                true,
                personal,
                MeterProfile.DEFAULT)));
  }

  private static Scope scope(String site, @Nullable String equipmentClass) {
    return new Scope(site, site, equipmentClass, null);
  }

  private static Total measured(Scope scope, int devices) {
    return measured(scope, Period.DAY, devices);
  }

  private static Total measured(Scope scope, Period period, int devices) {
    return total(scope, period, devices, 0, 0, PageKinds.NONE);
  }

  private static Total pages(Scope scope, int devices, int counters) {
    return total(scope, Period.DAY, devices, 100, counters, KINDS);
  }

  private static Total printed(Total t, long pages, int counters) {
    return total(t.scope(), t.period(), t.devices(), pages, counters, t.pageKinds());
  }

  private static Total printed(Total t, PageKinds kinds) {
    return total(t.scope(), t.period(), t.devices(), t.pages(), t.pageCounters(), kinds);
  }

  private static Total total(
      Scope scope, Period period, int devices, long pages, int counters, PageKinds kinds) {
    long start = period.startOf(NOW, PARIS);
    long end = period.endOf(start, PARIS);
    long energy = devices == 0 ? 0 : 1_000_000;
    return new Total(
        scope,
        period,
        start,
        end,
        PARIS,
        energy,
        0,
        0,
        0,
        devices * (end - start),
        devices * (end - start),
        0,
        devices * (end - start),
        pages,
        counters * (end - start),
        counters,
        kinds,
        devices,
        devices,
        energy,
        0,
        Total.Status.FINAL,
        Total.METHOD,
        false,
        Causes.UNKNOWN);
  }
}
