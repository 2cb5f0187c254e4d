package io.garonne.publish.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.withholding.SmallGroups;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.TotalsQuery;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void aTombstoneTakesASilentDeviceAway() {
    LiveView live = new LiveView();
    LivePower p = device("pdu-1", false);
    live.take(p.key(), LivePowerJson.write(p));
    assertThat(live.all()).containsExactly(p);
    live.remove(p.key());
    assertThat(live.all()).isEmpty();
  }

  @Test
  void aPersonalDeviceIsNotRememberedAndADeviceThatBecomesPersonalIsForgotten() {
    LiveView live = new LiveView();
    LivePower before = device("plug-1", false);
    LivePower after = device("plug-1", true);
    live.take(before.key(), LivePowerJson.write(before));
    live.take(after.key(), LivePowerJson.write(after));
    assertThat(live.all()).isEmpty();
  }

  @Test
  void daysAreRememberedForTwoMonthsAndMonthsForEver() {
    Views views = Estate.empty();
    Total recent = Samples.total(Period.DAY, "2026-01-10T10:00:00Z", "a", "printer", null, 1);
    Total old = Samples.total(Period.DAY, "2025-12-10T10:00:00Z", "a", "printer", null, 1);
    Total month = Samples.total(Period.MONTH, "2011-05-10T10:00:00Z", "a", "printer", null, 1);
    List.of(recent, old, month).forEach(t -> Estate.put(views, t));
    assertThat(views.totals().all()).containsExactlyInAnyOrder(recent, month);
    assertThat(views.totals().newestDays()).containsExactly(recent);
  }

  @Test
  void theNewestDayIsNotOneThatSawNothing() {
    Views views = Estate.empty();
    Total monday = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "printer", null, 1);
    Estate.put(views, monday);
    Estate.put(
        views,
        Samples.with(
            Samples.total(Period.DAY, "2026-03-03T10:00:00Z", "a", "printer", null, 0),
            0,
            Total.Status.PROVISIONAL,
            0));
    assertThat(views.totals().newestDays()).containsExactly(monday);
    Estate.put(views, Samples.with(monday, 0, Total.Status.FINAL, 1));
    assertThat(views.totals().newestDays()).isEmpty();
  }

  @Test
  void whatIsReceivedAndNotYetDecidedIsUnderWayNotLost() {
    LedgerBalance b =
        LedgerBalance.of(
            List.of(
                ledger("ingest", "a", Estate.ingest(412_907, 410_102)),
                ledger("ingest", "b", Map.of("received", 5L, "stored", 5L, "readings", 5L)),
                ledger("sink", "x", Map.of("readings", 1L))),
            1_000);
    assertThat(b.received()).isEqualTo(412_912);
    assertThat(b.underWay()).isEqualTo(41);
    assertThat(b.readingsUnderWay()).isEqualTo(502_125);
    assertThat(b.ignored()).containsEntry("no-energy", 2_600L);
    assertThat(b.mismatches()).isEmpty();
  }

  @Test
  void moreAccountedForThanReceivedIsAMismatchOfThatInstanceAlone() {
    LedgerBalance b =
        LedgerBalance.of(
            List.of(
                ledger("ingest", "a", Map.of("received", 5L, "stored", 6L)),
                ledger("ingest", "b", Map.of("received", 50L, "stored", 40L))),
            1_000);
    assertThat(b.mismatches()).containsExactly(new LedgerBalance.Mismatch("ingest/a", 5, 6));
    assertThat(b.underWay()).isEqualTo(10);
  }

  @Test
  void aReadingThatStreamsLostIsAMismatchAndOneFromElsewhereIsNot() {
    LedgerBalance b =
        LedgerBalance.of(
            List.of(
                ledger("ingest", "a", Map.of("received", 5L, "stored", 5L, "readings", 5L)),
                ledger("streams", "0", Map.of("readings", 9L, "metered", 8L, "void", 1L)),
                ledger("streams", "1", Map.of("readings", 9L, "metered", 8L))),
            1_000);
    assertThat(b.mismatches()).containsExactly(new LedgerBalance.Mismatch("streams/1", 9, 8));
    assertThat(b.readingsFromElsewhere()).isEqualTo(13);
    assertThat(b.readingsUnderWay()).isZero();
  }

  @Test
  void whatIsMissingWhileNothingMovesIsNotUnderWayButLost() {
    List<Ledger> records =
        List.of(
            ledger("ingest", "a", Map.of("received", 5L, "stored", 4L, "readings", 5L)),
            ledger("streams", "0", Map.of("readings", 3L, "metered", 3L)));
    assertThat(LedgerBalance.of(records, 59_000).mismatches()).isEmpty();
    assertThat(LedgerBalance.of(records, 61_000).mismatches())
        .containsExactly(
            new LedgerBalance.Mismatch("ingest/a", 5, 4),
            new LedgerBalance.Mismatch("ingest → streams", 5, 3));
  }

  @Test
  void whatMayBeShownFollowsTheInventoryAndHowManyWereMeasured() {
    Views views = Estate.usual();
    assertThat(shown(views)).doesNotContain("hotel-de-ville/pc").contains("_grouped/_grouped");
    Total few = Samples.total(Period.MONTH, "2026-03-02T10:15:30Z", "bibliotheque", "pc", null, 7);
    Estate.put(views, Samples.with(few, 6, Total.Status.PROVISIONAL, 0));
    assertThat(shown(views)).as("two are described").doesNotContain("hotel-de-ville/pc");
    for (int i = 0; i < 4; i++) {
      String plug = "plug-more-" + i;
      views.devices().take(plug, DeviceJson.write(Estate.person(plug, "bibliotheque")));
    }
    assertThat(shown(views)).contains("hotel-de-ville/pc", "_grouped/_grouped");
    views.devices().remove("plug-more-0");
    views.devices().remove("plug-more-1");
    views.devices().remove("plug-more-2");
    assertThat(shown(views)).doesNotContain("hotel-de-ville/pc");
  }

  private static List<String> shown(Views views) {
    TotalsQuery months =
        new TotalsQuery(Period.MONTH, TotalsQuery.By.SITE_CLASS, null, null, null, null, false);
    return views.visible(months).totals().stream()
        .map(total -> total.scope().site() + "/" + total.scope().equipmentClass())
        .toList();
  }

  @Test
  void aSumIsWithheldIfSubtractionWouldLeaveFewerThanThreeDevices() {
    SmallGroups small = SmallGroups.of(Estate.usual().devices().all(), Estate.NOW);
    assertThat(small.withholds(scope("mairie-annexe", "pc"))).isTrue();
    assertThat(small.withholds(scope("mairie-annexe", null))).isTrue();
    assertThat(small.withholds(scope("bibliotheque", "pc"))).isTrue();
    assertThat(small.withholds(scope("hotel-de-ville", "pc"))).isFalse();
    assertThat(small.withholds(Scope.ESTATE)).as("three desks are hidden in it").isFalse();
  }

  private static Scope scope(String site, @Nullable String equipmentClass) {
    return new Scope(site, site, equipmentClass, null);
  }

  private static Ledger ledger(String stage, String instance, Map<String, Long> counts) {
    return new Ledger(stage, instance, new TreeMap<>(counts));
  }

  private static LivePower device(String name, boolean personal) {
    return new LivePower(
        LivePower.Kind.DEVICE, name, null, "a", "pc", personal, 5_000, Estate.NOW, 1);
  }
}
