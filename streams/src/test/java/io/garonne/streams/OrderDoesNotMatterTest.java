package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M11 through the whole topology: totals are a function of the set of readings. */
class OrderDoesNotMatterTest {
  private static final Instant START = Instant.parse("2026-03-28T20:00:00Z");

  private static final Duration HORIZON = Duration.ofDays(2);

  @TempDir Path dir;

  private record Said(String device, String channel, Instant at, double value, boolean isEnergy) {
    Said(String device, Instant at, double value, boolean isEnergy) {
      this(device, "0", at, value, isEnergy);
    }
  }

  /** Two days over the change to summer time: power, a register, and one that is reset. */
  private static List<Said> readings(Random random) {
    List<Said> all = new ArrayList<>();
    double register = 1000;
    double resetting = 500;
    for (int minute = 0; minute < 2 * 24 * 60; minute += 7) {
      Instant at = START.plusSeconds(minute * 60L + random.nextInt(60));
      all.add(new Said("power", at, random.nextInt(500), false));
      register += random.nextInt(20);
      all.add(new Said("register", at, register, true));
      resetting = random.nextInt(100) == 0 ? 0 : resetting + random.nextInt(20);
      all.add(new Said("resetting", at, resetting, true));
      if (random.nextInt(50) == 0) {
        all.add(new Said("register", at.plusSeconds(61), 0, true));
      }
      // Three phases under one line, each of them away for hours, so that some periods lack one.
      for (int phase = 1; phase <= 3; phase++) {
        if ((minute / 300) % 4 != phase) {
          all.add(new Said("phases", "phase-" + phase, at, 100 + register, true));
        }
      }
    }
    return all;
  }

  private Map<String, Total> totals(String name, List<Said> readings, Random flushes) {
    try (TotalsDriver driver = new TotalsDriver(dir.resolve(name))) {
      for (String device : List.of("power", "register", "resetting", "phases")) {
        driver.device(device, TotalsDriver.at("hq", "pc", null));
      }
      for (Said said : readings) {
        if (said.isEnergy()) {
          driver.energy(said.device(), said.channel(), said.at(), said.value());
        } else {
          driver.power(said.device(), said.at().toString(), said.value());
        }
        if (flushes.nextInt(200) == 0) {
          driver.flush();
        }
      }
      Map<String, Total> totals = driver.flush().totals();
      // A register's step is booked whole, also where it is metered again in another order.
      Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
      assertThat(ledger.count(LedgerBalance.REGISTERS_CHECKED)).isPositive();
      assertThat(ledger.count(LedgerBalance.REGISTERS_FAILED)).isZero();
      assertThat(LedgerBalance.of(List.of(ledger), 0).mismatches()).isEmpty();
      return totals;
    }
  }

  @Test
  void everyOrderRepetitionAndBatchingWithinTheHorizonGivesTheSameTotals() {
    for (long seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      List<Said> inOrder = readings(random);
      List<Said> shuffled = new ArrayList<>(inOrder);
      shuffled.addAll(inOrder.subList(0, inOrder.size() / 10));
      Collections.shuffle(shuffled, random);
      Map<String, Total> expected = totals("in-order-" + seed, inOrder, random);
      assertThat(expected).hasSizeGreaterThan(1000);
      assertThat(expected.values().stream().filter(OrderDoesNotMatterTest::isHourOfPhases))
          .extracting(t -> t.expectedMillis() / 3_600_000)
          .as("hours with fewer phases, and with all")
          .contains(2L, 3L);
      Map<String, Total> actual = totals("shuffled-" + seed, shuffled, random);
      // What moved away while readings were missing is published again as nothing.
      actual.values().removeIf(t -> t.devices() == 0 && !expected.containsKey(key(t)));
      // Days that were opened because the wall clock went on longer hold nothing either.
      expected.values().removeIf(t -> t.devices() == 0 && !actual.containsKey(key(t)));
      assertThat(actual).as("seed %s", seed).isEqualTo(expected);
    }
  }

  /** What the retention of 29 days has deleted is not there when everything is read again. */
  @Test
  void readAgainFromTheMiddleEveryPeriodThatBeginsAHorizonLaterIsTheSame() {
    for (long seed = 3; seed <= 4; seed++) {
      Random random = new Random(seed);
      List<Said> all = new ArrayList<>();
      readings(random).forEach(all::add);
      for (int i = 1; i <= 2; i++) {
        Duration on = Duration.ofDays(2L * i);
        readings(random).stream()
            .map(
                s ->
                    new Said(
                        s.device(),
                        s.channel(),
                        s.at().plus(on),
                        s.isEnergy() ? s.value() + 100_000 * on.toDays() : s.value(),
                        s.isEnergy()))
            .forEach(all::add);
      }
      Instant cut = START.plus(Duration.ofHours(31));
      List<Said> left = all.stream().filter(s -> !s.at().isBefore(cut)).toList();
      Instant from =
          left.stream().map(Said::at).min(Instant::compareTo).orElseThrow().plus(HORIZON);
      Map<String, Total> once = from(from, totals("whole-" + seed, all, random));
      Map<String, Total> again = from(from, totals("again-" + seed, left, random));
      assertThat(once.values().stream().filter(t -> t.energy() > 0)).hasSizeGreaterThan(500);
      assertThat(once.values().stream().map(Total::period)).contains(Period.DAY);
      assertThat(again).as("seed %s", seed).isEqualTo(once);
    }
  }

  private static Map<String, Total> from(Instant from, Map<String, Total> totals) {
    totals.values().removeIf(t -> t.start() < from.toEpochMilli() || t.devices() == 0);
    return totals;
  }

  private static boolean isHourOfPhases(Total t) {
    return t.period() == Period.HOUR && "phases".equals(t.scope().device());
  }

  private static String key(Total t) {
    return io.garonne.model.wire.TotalJson.key(t.scope(), t.period(), t.start());
  }
}
