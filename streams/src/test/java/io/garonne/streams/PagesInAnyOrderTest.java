package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Total;
import io.garonne.model.wire.TotalJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M11 of page counters: pages are a function of the set of readings. */
class PagesInAnyOrderTest {
  private static final Instant START = Instant.parse("2026-03-08T20:00:00Z");

  @TempDir Path dir;

  /** Several counters in one message, or in a message each: it is the same. */
  private record Said(
      String device, String channel, Instant at, @Nullable Double wattHours, @Nullable Long pages) {

    Said(String device, Instant at, @Nullable Double wattHours, @Nullable Long pages) {
      this(device, "0", at, wattHours, pages);
    }
  }

  /** A day of a printer in good order, of one with resets, and of one with glitches. */
  private static List<Said> readings(Random random) {
    List<Said> all = new ArrayList<>();
    Map<String, Long> counters = new HashMap<>();
    double energy = 100;
    for (int minute = 0; minute < 24 * 60; minute += 1 + random.nextInt(20)) {
      Instant at = START.plusSeconds(minute * 60L);
      energy += random.nextInt(10);
      for (String device : List.of("good", "resetting", "glitching")) {
        long before = counters.getOrDefault(device, 100_000L);
        boolean resets = device.equals("resetting") && random.nextInt(30) == 0;
        long now = resets ? random.nextInt(3) : before + random.nextInt(40);
        counters.put(device, now);
        boolean glitch = device.equals("glitching") && random.nextInt(20) == 0;
        long shown = glitch ? random.nextInt(2) * 3_000_000L : now;
        switch (random.nextInt(3)) {
          case 0 -> all.add(new Said(device, at, energy, shown));
          case 1 -> all.add(new Said(device, at, null, shown));
          default -> {
            all.add(new Said(device, at, energy, null));
            all.add(new Said(device, at, null, shown));
          }
        }
      }
      // Now with a counter of all, now without one, and paper for hours without either.
      int printed = random.nextInt(40);
      for (String channel : List.of("mono", "colour", "0", "sheets")) {
        long more = channel.equals("colour") ? printed / 4 : printed;
        long now = counters.merge("kinds/" + channel, more, Long::sum);
        int hour = minute / 60;
        boolean read =
            switch (channel) {
              case "0" -> hour % 4 == 1;
              case "sheets" -> true;
              default -> hour % 3 != 0;
            };
        if (read) {
          all.add(new Said("kinds", channel, at, null, now));
        }
      }
    }
    return all;
  }

  private Map<String, Total> totals(String name, List<Said> readings, Random flushes) {
    try (TotalsDriver driver = new TotalsDriver(dir.resolve(name))) {
      for (String device : List.of("good", "resetting", "glitching")) {
        driver.device(device, TotalsDriver.at("hq", "printer", null));
      }
      driver.device("kinds", PageKindsTest.withRate(TotalsDriver.at("hq", "printer", null), 135));
      for (Said said : readings) {
        String at = said.at().toString();
        if (said.wattHours() != null && said.pages() != null) {
          driver.energyAndPages(said.device(), at, said.wattHours(), said.pages());
        } else if (said.wattHours() != null) {
          driver.energy(said.device(), at, said.wattHours());
        } else if (said.pages() != null) {
          driver.pages(said.device(), said.channel(), at, said.pages());
        }
        if (flushes.nextInt(60) == 0) {
          driver.flush();
        }
      }
      Map<String, Total> totals = driver.flush().totals();
      // What is there only as something that has moved away, or as a day that was opened.
      totals.values().removeIf(t -> !t.isMetered() && t.pages() == 0 && t.energy() == 0);
      return totals;
    }
  }

  @Test
  void everyOrderRepetitionAndBatchingWithinTheHorizonGivesTheSamePages() {
    for (long seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      List<Said> inOrder = readings(random);
      List<Said> shuffled = new ArrayList<>(inOrder);
      shuffled.addAll(inOrder.subList(0, inOrder.size() / 5));
      Collections.shuffle(shuffled, random);
      Map<String, Total> expected = totals("in-order-" + seed, inOrder, random);
      assertThat(expected.values())
          .as("seed %s", seed)
          .hasSizeGreaterThan(500)
          .filteredOn(t -> t.scope().device() == null && t.pages() > 0)
          .hasSizeGreaterThan(100);
      assertThat(expected.values())
          .as("seed %s: some of each", seed)
          .anyMatch(t -> t.pageKinds().colour() > 0)
          .anyMatch(t -> t.pageKinds().estimated() > 0)
          .anyMatch(t -> t.pages() > 0 && t.pageKinds().toldApart() == 0);
      assertThat(differences(totals("shuffled-" + seed, shuffled, random), expected))
          .as("seed %s", seed)
          .isEmpty();
      // Whether a message said both at once or each apart is no difference either.
      assertThat(differences(totals("apart-" + seed, apart(shuffled), random), expected))
          .as("seed %s, apart", seed)
          .isEmpty();
      for (Total total : expected.values()) {
        assertThat(total.pages()).as(key(total)).isNotNegative();
      }
    }
  }

  private static List<Said> apart(List<Said> readings) {
    List<Said> apart = new ArrayList<>();
    for (Said said : readings) {
      apart.add(new Said(said.device(), said.channel(), said.at(), null, said.pages()));
      apart.add(new Said(said.device(), said.channel(), said.at(), said.wattHours(), null));
    }
    return apart;
  }

  private static List<String> differences(Map<String, Total> actual, Map<String, Total> expected) {
    Set<String> keys = new TreeSet<>(actual.keySet());
    keys.addAll(expected.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
        .limit(5)
        .map(key -> key + ": " + actual.get(key) + ", should be " + expected.get(key))
        .toList();
  }

  private static String key(Total t) {
    return TotalJson.key(t.scope(), t.period(), t.start());
  }
}
