package io.garonne.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.runtime.Chain;
import io.garonne.model.Reading;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import io.garonne.service.Readiness;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugs lose on the air, before any broker: nothing can bring it back but their registers. */
class LossBelowUsTest {
  private static final long FROM = Instant.parse("2026-03-31T12:00:00Z").toEpochMilli();

  /** Midnight in Paris, where March ends. */
  private static final long EDGE = Instant.parse("2026-03-31T22:00:00Z").toEpochMilli();

  private static final long TO = Instant.parse("2026-04-01T12:00:00Z").toEpochMilli();
  private static final double LOST = 0.3;

  @TempDir Path data;

  /** A channel's registers by time, as the twin's devices said them and as they arrived. */
  private record Registers(NavigableMap<Long, Long> said, NavigableMap<Long, Long> arrived) {
    Registers() {
      this(new TreeMap<>(), new TreeMap<>());
    }

    long moved() {
      return said.lastEntry().getValue() - said.firstEntry().getValue();
    }

    /**
     * What the step over the end of the month has, of what arrived: so far its halves can be off.
     */
    long overTheEdge() {
      return arrived.ceilingEntry(EDGE).getValue() - arrived.floorEntry(EDGE).getValue();
    }

    /** What was drawn before the edge: between what the registers said before and behind it. */
    long atMostBefore() {
      return said.ceilingEntry(EDGE).getValue() - said.firstEntry().getValue();
    }

    long atLeastBefore() {
      return said.floorEntry(EDGE).getValue() - said.firstEntry().getValue();
    }
  }

  @Test
  void withThirtyPercentOfTheMessagesLostRegistersStillGiveEveryMonth() throws Exception {
    Twin twin = new Twin(EstateSpec.of(11, 24, 2, Duration.ofMinutes(2)));
    List<TwinMessage> all = new ArrayList<>();
    for (Iterator<TwinMessage> each = twin.messages(FROM, TO); each.hasNext(); ) {
      all.add(each.next());
    }
    Map<String, Registers> registers = new TreeMap<>();
    Set<String> powerOnly = new TreeSet<>();
    for (TwinMessage message : all) {
      Reading reading = message.reading();
      Long energy = reading.energy();
      if (energy == null) {
        powerOnly.add(reading.device());
      } else {
        registers
            .computeIfAbsent(key(reading), key -> new Registers())
            .said()
            .put(reading.at(), energy);
      }
    }
    registers.keySet().removeIf(key -> powerOnly.contains(device(key)));
    assertThat(registers).hasSizeGreaterThan(10);
    List<TwinMessage> arrived = lose(all, registers);
    assertThat((double) arrived.size() / all.size()).isBetween(0.68, 0.73);

    try (Chain chain = Chain.start(TwinIntoChain.settings(data))) {
      // Before ingest has subscribed for the first time, the broker keeps nothing for it.
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> chain.readiness().get("ingest") instanceof Readiness.Ready);
      TwinIntoChain.describe(chain, TwinIntoChain.inventory(twin));
      TwinIntoChain.publish(chain, arrived.iterator(), message -> {});
      Map<String, Long> moved = new TreeMap<>();
      registers.forEach((key, r) -> moved.merge(device(key), r.moved(), Long::sum));
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                Map<String, Long> booked = new TreeMap<>();
                months(chain, moved.keySet())
                    .forEach(t -> booked.merge(device(t), t.energy(), Long::sum));
                // Not a millijoule is missing from the two months together …
                assertThat(booked).isEqualTo(moved);
              });
      List<Total> months = months(chain, moved.keySet());
      for (Total march : months) {
        assertThat(march.measured() + march.interpolated()).isEqualTo(march.energy());
        if (march.start() < EDGE) {
          List<Registers> channels =
              registers.entrySet().stream()
                  .filter(e -> device(e.getKey()).equals(device(march)))
                  .map(Map.Entry::getValue)
                  .toList();
          long off = channels.stream().mapToLong(Registers::overTheEdge).sum();
          // … and between them only the step over midnight can be divided otherwise.
          assertThat(march.energy())
              .isBetween(
                  channels.stream().mapToLong(Registers::atLeastBefore).sum() - off,
                  channels.stream().mapToLong(Registers::atMostBefore).sum() + off);
        }
      }
      // Longer silences than the greatest gap have their sum and not their shape, and say so.
      long interpolated = months.stream().mapToLong(Total::interpolated).sum();
      assertThat(interpolated)
          .isPositive()
          .isLessThan(moved.values().stream().mapToLong(e -> e).sum() / 4);
    }
  }

  /** Each message is lost or not by itself; the first and the last of a channel arrive. */
  private static List<TwinMessage> lose(List<TwinMessage> all, Map<String, Registers> registers) {
    Random random = new Random(30);
    List<TwinMessage> arrived = new ArrayList<>();
    for (TwinMessage message : all) {
      Reading reading = message.reading();
      Registers of = registers.get(key(reading));
      boolean isEnd =
          of != null
              && (reading.at() == of.said().firstKey() || reading.at() == of.said().lastKey());
      if (random.nextDouble() >= LOST || isEnd) {
        arrived.add(message);
        if (of != null) {
          of.arrived().put(reading.at(), Objects.requireNonNull(reading.energy()));
        }
      }
    }
    return arrived;
  }

  private static List<Total> months(Chain chain, Set<String> devices) {
    return List.copyOf(
        TotalsReader.read(
            chain.kafkaBootstrap(),
            Topics.TOTALS_DEVICE,
            total -> total.period() == Period.MONTH && devices.contains(device(total))));
  }

  private static String device(Total total) {
    return Objects.requireNonNullElse(total.scope().device(), "");
  }

  private static String key(Reading reading) {
    return reading.device() + "\t" + reading.channel();
  }

  private static String device(String key) {
    return key.substring(0, key.indexOf('\t'));
  }
}
