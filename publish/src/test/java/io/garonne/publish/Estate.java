package io.garonne.publish;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.view.Views;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small estate on a Monday morning in March, as the topics would tell of it. */
public final class Estate {
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  public static final long NOW = Instant.parse("2026-03-02T10:15:30Z").toEpochMilli();
  public static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));

  /** On somebody's desk, the only workstation of its site. */
  public static final String DESK = "plug-desk-of-somebody";

  private final Views views = Views.empty(CLOCK);

  private Estate() {}

  /** An estate without anything in it. */
  public static Views empty() {
    return Views.empty(CLOCK);
  }

  /** Two sites, five classes, a desk, two alerts, a ledger that balances. */
  public static Views usual() {
    Estate e = new Estate();
    e.group("hotel-de-ville", "pc", 84, 91, 6_420_000, 21_300_000_000L, 500_000_000L);
    e.group("hotel-de-ville", "printer", 12, 12, 640_500, 2_310_000_000L, 0);
    e.group("hotel-de-ville", "switch", 9, 9, 812_000, 8_190_000_000L, 0);
    e.group("salle-serveurs", "server", 64, 66, 14_870_000, 152_000_000_000L, 9_400_000_000L);
    e.group("salle-serveurs", "nas", 2, 2, 71_300, 730_000_000L, 0);
    e.day("hotel-de-ville", null, 105, 112, 31_800_000_000L, 500_000_000L);
    e.day("salle-serveurs", null, 66, 68, 152_730_000_000L, 9_400_000_000L);
    e.day(null, null, 172, 181, 184_600_000_000L, 9_900_000_000L);
    e.desk();
    for (int i = 0; i < 3; i++) {
      e.ledger("streams", Integer.toString(i), streams(i));
    }
    e.ledger("ingest", "garonne-ingest", ingest(412_907, 410_102));
    e.alert(Finding.Kind.POWER_ABOVE_RATING, "pdu-r03-a", "3,912 W is above the default rating");
    e.alert(Finding.Kind.UNKNOWN_DEVICE, "shellyplug-7c2f", "nobody has described this device");
    return e.views;
  }

  /** The usual estate with a ledger in which a reading is lost. */
  public static Views unbalanced() {
    Estate e = new Estate();
    TreeMap<String, Long> counts = new TreeMap<>(streams(0));
    counts.merge("metered", -1L, Long::sum);
    e.ledger("streams", "0", counts);
    e.ledger("ingest", "garonne-ingest", ingest(412_907, 410_102));
    return e.views;
  }

  /** So many sites of four classes. */
  public static Views large(int sites) {
    Estate e = new Estate();
    for (int i = 0; i < sites; i++) {
      String site = "ecole-elementaire-%03d".formatted(i);
      for (String c : List.of("pc", "printer", "switch", "monitor")) {
        e.group(site, c, 20, 22, 900_000 + i, 3_600_000_000L, 0);
      }
      e.day(site, null, 80, 88, 14_400_000_000L, 0);
    }
    e.day(null, null, 80 * sites, 88 * sites, 14_400_000_000L * sites, 0);
    return e.views;
  }

  /** An estate that was measured in 2011 and not since. */
  public static Views past() {
    Views views = empty();
    for (int day = 10; day <= 14; day++) {
      String at = "2011-05-%dT12:00:00Z".formatted(day);
      put(views, Samples.total(Period.DAY, at, "mit", "nas", null, 3_600_000_000L * day));
      put(views, Samples.total(Period.DAY, at, "mit", null, null, 3_600_000_000L * day));
    }
    put(views, Samples.total(Period.MONTH, "2011-05-01T12:00:00Z", "mit", "nas", null, 60));
    return views;
  }

  public static void put(Views views, Total t) {
    String key = TotalJson.key(t.scope(), t.period(), t.start());
    views.totals().take(key, TotalJson.write(t));
  }

  public static Map<String, Long> ingest(long received, long stored) {
    return Map.of(
        "received", received,
        "stored", stored,
        "readings", 502_120L,
        "ignored.no-energy", 2_600L,
        "ignored.availability", 121L,
        "dead-lettered.not-json", 40L,
        "dead-lettered.absurd-clock", 3L);
  }

  private static Map<String, Long> streams(int partition) {
    long readings = 167_300L + partition;
    return Map.of(
        "readings", readings,
        "metered", readings - 1_211,
        "repeated", 1_200L,
        "too-late", 4L,
        "void", 7L);
  }

  /** A live value and the day so far of a site and class. */
  private void group(
      String site,
      String equipmentClass,
      int devices,
      int expected,
      long power,
      long energy,
      long interpolated) {
    live(
        new LivePower(
            LivePower.Kind.SITE_CLASS,
            null,
            null,
            site,
            equipmentClass,
            false,
            power,
            NOW - 1_000,
            devices));
    day(site, equipmentClass, devices, expected, energy, interpolated);
    if (equipmentClass.equals("pc") && devices > 2) {
      for (int i = 0; i < expected; i++) {
        Device pc = person("pc-%s-%d".formatted(site, i), site);
        views.devices().take(pc.device(), DeviceJson.write(pc));
      }
    }
  }

  private void desk() {
    group("mairie-annexe", "pc", 1, 1, 61_000, 200_000_000L, 0);
    day("mairie-annexe", null, 1, 1, 200_000_000L, 0);
    live(
        new LivePower(
            LivePower.Kind.DEVICE,
            DESK,
            null,
            "mairie-annexe",
            "pc",
            true,
            61_000,
            NOW - 1_000,
            1));
    Device desk = person(DESK, "mairie-annexe");
    views.devices().take(DESK, DeviceJson.write(desk));
    Device[] more = {person("plug-a", "bibliotheque"), person("plug-b", "bibliotheque")};
    for (Device device : more) {
      views.devices().take(device.device(), DeviceJson.write(device));
    }
    group("bibliotheque", "pc", 2, 2, 99_000, 300_000_000L, 0);
    day("bibliotheque", null, 2, 2, 300_000_000L, 0);
    alert(Finding.Kind.RESET, DESK, "the register of " + DESK + " restarted");
  }

  public static Device person(String plug, String site) {
    return new Device(
        plug,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                site,
                site,
                "pc",
                PARIS,
                null,
                true,
                true,
                MeterProfile.DEFAULT)));
  }

  private void live(LivePower p) {
    views.live().take(p.key(), LivePowerJson.write(p));
  }

  private void day(
      @Nullable String site,
      @Nullable String equipmentClass,
      int devices,
      int expected,
      long energy,
      long interpolated) {
    Total t = Samples.total(Period.DAY, "2026-03-02T10:15:30Z", site, equipmentClass, null, energy);
    long elapsed = NOW - t.start();
    Total day =
        new Total(
            t.scope(),
            t.period(),
            t.start(),
            t.end(),
            t.zone(),
            energy - interpolated,
            interpolated,
            0,
            elapsed * devices,
            0,
            (t.end() - t.start()) * expected,
            devices,
            expected,
            energy,
            0,
            Total.Status.PROVISIONAL,
            Total.METHOD);
    put(views, day);
    if (equipmentClass != null) {
      Total month =
          Samples.total(Period.MONTH, "2026-03-02T10:15:30Z", site, equipmentClass, null, energy);
      put(views, Samples.with(month, devices, Total.Status.PROVISIONAL, 0));
    }
  }

  private void ledger(String stage, String instance, Map<String, Long> counts) {
    Ledger ledger = new Ledger(stage, instance, new TreeMap<>(counts));
    views.ledger().take(ledger.key(), LedgerJson.write(ledger));
  }

  private void alert(Finding.Kind kind, String device, String detail) {
    views.findings().take(device, FindingJson.write(new Finding(kind, device, null, NOW, detail)));
  }
}
