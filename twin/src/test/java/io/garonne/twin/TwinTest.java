package io.garonne.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.InventoryTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwinTest {
  private static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final EstateSpec SPEC = EstateSpec.of(42, 60, 3, Duration.ofSeconds(60));

  @Test
  void theTruthOfSlotsAddsUpToTheTruthOfTheWhole() {
    Twin twin = new Twin(SPEC);
    for (Device device : twin.inventory()) {
      long sum = 0;
      for (long slot = MONDAY; slot < MONDAY + DAY; slot += Period.SLOT) {
        long energy = twin.trueEnergy(device.device(), slot, slot + Period.SLOT);
        assertThat(energy).isPositive();
        sum += energy;
      }
      assertThat(sum).isEqualTo(twin.trueEnergy(device.device(), MONDAY, MONDAY + DAY));
    }
  }

  @Test
  void theTruthIsTheIntegralOfThePowerOverHalfMinutes() {
    EstateSpec spec = SPEC.withFaults(FaultSpec.parse("power-cuts=2:PT1H"));
    Days days = new Days(spec.zone(), spec.epoch());
    for (Point point : Estate.points(spec).subList(0, 40)) {
      TrueMeter meter = new TrueMeter(point, new DeviceDays(spec.faults(), 1, 2, days));
      long sum = 0;
      for (long at = MONDAY; at < MONDAY + DAY; at += 30_000) {
        assertThat(meter.power(at)).isEqualTo(meter.power(at + 29_999)).isNotNegative();
        assertThat(meter.power(at)).isLessThan(point.equipment().ratedPower());
        sum += meter.power(at) * 30_000;
      }
      assertThat(meter.energy(MONDAY + DAY) - meter.energy(MONDAY)).isEqualTo(sum);
      long odd = MONDAY + 9 * HOUR + 12_345;
      assertThat(meter.energy(odd + 7) - meter.energy(odd)).isEqualTo(7 * meter.power(odd));
    }
  }

  @Test
  void aRegisterNeverRunsAheadOfTheTruthAndLagsByLessThanItsResolution() {
    Twin twin = new Twin(SPEC.withFaults(FaultSpec.parse("jitter=0.5,gaps=1:PT3H")));
    Map<String, Reading> firsts = new HashMap<>();
    int checked = 0;
    for (Reading reading : readings(twin.messages(MONDAY, MONDAY + DAY))) {
      Long energy = reading.energy();
      Reading first = firsts.putIfAbsent(reading.device() + "/" + reading.channel(), reading);
      // Of a device with several channels only the sum is asked for here, so it is left out.
      if (first == null || energy == null || !reading.channel().equals("0")) {
        continue;
      }
      long shown = energy - energyOf(first);
      long truth = twin.trueEnergy(reading.device(), first.at(), reading.at());
      long resolution = Objects.requireNonNull(reading.resolution());
      assertThat(shown).isBetween(truth - resolution, truth + resolution);
      assertThat(energy % resolution).isZero();
      checked++;
    }
    assertThat(checked).isGreaterThan(10_000);
  }

  @Test
  void theRegisterItselfIsTheTruthSinceItsZeroCutToItsSteps() {
    EstateSpec spec = SPEC.withFaults(FaultSpec.parse("resets=0.7,cold-restarts=0.5"));
    Days days = new Days(spec.zone(), spec.epoch());
    for (Point point : Estate.points(spec).subList(0, 20)) {
      DeviceDays device = new DeviceDays(spec.faults(), point.seed(), 2, days);
      TrueMeter meter = new TrueMeter(point, device);
      long zero = Long.MIN_VALUE;
      for (int day = days.indexOf(MONDAY) - 20; day < days.indexOf(MONDAY); day++) {
        long start = days.day(day).start();
        for (long at = start; at < start + DAY; at += 421_000) {
          for (long reset : device.on(day).resets()) {
            zero = reset <= at ? Math.max(zero, reset) : zero;
          }
          if (zero != Long.MIN_VALUE) {
            long since = meter.energy(at) / 1000 - meter.energy(zero) / 1000;
            assertThat(since - meter.register(at)).isBetween(-1L, point.resolution());
          }
        }
        for (long reset : device.on(day).resets()) {
          zero = Math.max(zero, reset);
        }
      }
      assertThat(zero).isNotEqualTo(Long.MIN_VALUE);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesFromAnyStart() {
    EstateSpec spec =
        SPEC.withFaults(
            FaultSpec.parse(
                "duplicates=0.1,late=0.05:PT1H,jitter=0.3,resets=1,bursts=1,zeros=0.01"));
    List<String> all = texts(new Twin(spec).messages(MONDAY, MONDAY + 6 * HOUR));
    assertThat(texts(new Twin(spec).messages(MONDAY, MONDAY + 6 * HOUR))).isEqualTo(all);

    Twin other = new Twin(spec);
    List<String> parts = texts(other.messages(MONDAY + 3 * HOUR, MONDAY + 6 * HOUR));
    parts.addAll(texts(other.messages(MONDAY, MONDAY + 3 * HOUR)));
    parts.sort(null);
    assertThat(parts).isEqualTo(all.stream().sorted().toList());

    EstateSpec elsewhere = EstateSpec.of(43, 60, 3, Duration.ofSeconds(60));
    List<String> different = texts(new Twin(elsewhere).messages(MONDAY, MONDAY + HOUR));
    assertThat(different).isNotEmpty();
    assertThat(Collections.disjoint(new HashSet<>(all), different)).isTrue();
  }

  @Test
  void everyChannelSpeaksOncePerIntervalInOrderOfTime() {
    Twin twin = new Twin(SPEC);
    Map<String, Integer> counts = new HashMap<>();
    long last = MONDAY;
    Iterator<TwinMessage> messages = twin.messages(MONDAY, MONDAY + HOUR);
    while (messages.hasNext()) {
      TwinMessage message = messages.next();
      assertThat(message.at()).isBetween(last, MONDAY + HOUR - 1);
      last = message.at();
      counts.merge(message.topic(), 1, Integer::sum);
    }
    assertThat(counts).hasSize(twin.channels());
    assertThat(counts.values()).containsOnly(60);
  }

  @Test
  void theRateAskedForIsTheRateGiven() {
    EstateSpec spec = EstateSpec.of(1, 500, 5, Duration.ofSeconds(60)).withRate(1000);
    Iterator<TwinMessage> messages = new Twin(spec).messages(MONDAY, MONDAY + 60_000);
    int count = 0;
    while (messages.hasNext()) {
      messages.next();
      count++;
    }
    assertThat(count).isBetween(59_900, 60_100);
  }

  @Test
  void theInventoryNamesEveryDeviceThatSpeaks() {
    Twin twin = new Twin(EstateSpec.of(5, 500, 5, Duration.ofSeconds(60)));
    Set<String> speaking = new HashSet<>();
    twin.snapshot(MONDAY).forEach(message -> speaking.add(message.device()));

    assertThat(twin.snapshot(MONDAY)).hasSize(twin.channels());
    assertThat(twin.inventory()).hasSize(500).extracting(Device::device).containsAll(speaking);
    assertThat(speaking).hasSize(500);
    List<Assignment> all =
        twin.inventory().stream().flatMap(d -> d.assignments().stream()).toList();
    assertThat(all.stream().map(Assignment::site).distinct()).hasSize(5);
    assertThat(all.stream().map(Assignment::equipmentClass).distinct()).hasSize(8);
    assertThat(all.stream().anyMatch(a -> a.rack() != null)).isTrue();
    assertThat(all.stream().filter(Assignment::personal)).isNotEmpty();
    InventoryTable.Result table =
        InventoryTable.parse(
            InventoryTable.format(twin.inventory()), "f", ZoneId.of("Europe/Paris"));
    assertThat(table.problems()).isEmpty();
    assertThat(table.devices()).isEqualTo(twin.inventory());
  }

  @Test
  void officesSleepAtNightAndOnHolidaysAndTheDataCentreDoesNot() {
    Twin twin = new Twin(EstateSpec.of(9, 400, 4, Duration.ofSeconds(60)));
    long tuesdayMorning = Instant.parse("2026-05-05T08:00:00Z").toEpochMilli();
    long fridayHoliday = Instant.parse("2026-05-08T08:00:00Z").toEpochMilli();
    long tuesdayNight = Instant.parse("2026-05-05T01:00:00Z").toEpochMilli();
    for (String kind : List.of("pc", "monitor", "printer")) {
      long work = energy(twin, kind, tuesdayMorning);
      assertThat(energy(twin, kind, fridayHoliday)).isLessThan(work / 2);
      assertThat(energy(twin, kind, tuesdayNight)).isLessThan(work / 2);
    }
    long servers = energy(twin, "server", tuesdayMorning);
    assertThat(energy(twin, "server", tuesdayNight)).isBetween(servers * 7 / 10, servers);
  }

  @Test
  void theTruthIsWrittenPerDeviceAndSlot() throws Exception {
    Twin twin = new Twin(SPEC);
    StringBuilder out = new StringBuilder();
    twin.writeTruth(out, MONDAY + 60_000, MONDAY + HOUR);
    List<String> lines = out.toString().lines().toList();

    assertThat(lines).hasSize(1 + 60 * 4);
    assertThat(lines.get(0)).isEqualTo("device,site,equipment_class,start,energy_millijoules");
    String device = twin.inventory().get(0).device();
    assertThat(lines.get(1)).startsWith(device + ",").contains(",2026-03-02T00:00:00Z,");
    long sum = 0;
    for (String line : lines.subList(1, 5)) {
      sum += Long.parseLong(line.substring(line.lastIndexOf(',') + 1));
    }
    assertThat(sum).isEqualTo(twin.trueEnergy(device, MONDAY + 60_000, MONDAY + HOUR));
  }

  @Test
  void whatIsBeforeTheEpochOrUnknownIsRefused() {
    Twin twin = new Twin(SPEC);
    assertThatThrownBy(() -> twin.trueEnergy("nobody", MONDAY, MONDAY + 1))
        .hasMessage("no such device: nobody");
    assertThatThrownBy(() -> twin.snapshot(0)).hasMessageContaining("before the estate's epoch");
  }

  private static long energy(Twin twin, String equipmentClass, long at) {
    return twin.inventory().stream()
        .filter(d -> d.assignments().get(0).equipmentClass().equals(equipmentClass))
        .mapToLong(d -> twin.trueEnergy(d.device(), at, at + HOUR))
        .sum();
  }

  private static long energyOf(Reading reading) {
    return Objects.requireNonNull(reading.energy());
  }

  static List<Reading> readings(Iterator<TwinMessage> messages) {
    List<Reading> readings = new ArrayList<>();
    messages.forEachRemaining(message -> readings.add(message.reading()));
    return readings;
  }

  private static List<String> texts(Iterator<TwinMessage> messages) {
    List<String> texts = new ArrayList<>();
    messages.forEachRemaining(
        m -> texts.add(m.at() + m.topic() + new String(m.payload(), StandardCharsets.UTF_8)));
    return texts;
  }
}
