package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.Reason;
import io.garonne.model.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What walks become on bad lines, with bad firmware and in bad hands. */
class WalkFuzzTest {
  private static final int MUTATIONS = 24_000;
  private static final long NOW = 1_790_000_000_000L;
  private static final long TERAWATT_HOUR = 1_000_000_000L * 3_600_000_000L;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "-1",
          "-2",
          "0",
          "nan",
          "NaN",
          "null",
          "1e999999",
          "-0",
          "--1",
          "1.2.3",
          ".",
          "99999999999999999999",
          "18446744073709551615",
          "4294967296",
          "-2147483648",
          "65535",
          "not supported",
          "\u0000\u0001",
          "0x10",
          "1,5",
          "∞",
          "12.50",
          "+5",
          "\uFFFF",
          "{}");

  @Test
  void noMutationOfAWalkThrowsOrYieldsSomethingAbsurd() throws Exception {
    List<Walk> walks = new ArrayList<>();
    for (Path file : Walks.own()) {
      walks.add(Walks.read(file));
    }
    Random random = new Random(20261122);
    int readings = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Walk walk = mutated(walks.get(i % walks.size()), random);
      Findings found = WalkReader.read(walk, Choices.NONE);
      assertThat(found.measured().size() + found.refused().size()).isPositive();
      for (Measured measured : found.measured()) {
        PlainJson message = PlainJson.of("device", measured, NOW, found.family());
        switch (WalkReport.decode(message, NOW)) {
          case Decoding.Readings some -> {
            some.readings().forEach(WalkFuzzTest::sane);
            readings += some.readings().size();
          }
          case Decoding.Rejected no -> {
            assertThat(no.reason())
                .as(no.detail() + " of " + message.topic())
                .isIn(Reason.NO_USABLE_VALUE, Reason.ABSURD_VALUE);
            refused++;
          }
          case Decoding.Ignored no -> throw new AssertionError(no);
          case Decoding.Announced no -> throw new AssertionError(no);
        }
      }
    }
    System.out.printf("%d walks: %d readings, %d refused%n", MUTATIONS, readings, refused);
    assertThat(readings).isGreaterThan(MUTATIONS / 2);
  }

  @Test
  void noLineOfAFileThrows() throws Exception {
    Random random = new Random(7);
    List<Path> own = Walks.own();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = java.nio.file.Files.readAllBytes(own.get(i % own.size()));
      for (int k = 0; k < 8; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      WalkFile file =
          WalkFile.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), "fuzz");
      assertThat(WalkReader.read(file.walk(), Choices.NONE).family()).isNotEmpty();
    }
  }

  private static void sane(Reading reading) {
    between(reading.energy(), 0, TERAWATT_HOUR);
    between(reading.power(), -10_000_000_000L, 10_000_000_000L);
    between(reading.voltage(), 0, 100_000_000L);
    between(reading.current(), -100_000_000L, 100_000_000L);
    between(reading.powerFactor(), -1000, 1000);
    between(reading.pages(), 0, 10_000_000_000L);
    if (reading.energy() != null) {
      assertThat(reading.resolution()).isPositive();
    }
  }

  private static void between(@Nullable Long value, long min, long max) {
    if (value != null) {
      assertThat(value).isBetween(min, max);
    }
  }

  /**
   * One to four changes: a value garbled or of another type, objects gone, rows at other places.
   */
  private static Walk mutated(Walk walk, Random random) {
    TreeMap<Oid, Value> values = new TreeMap<>(walk.values());
    List<Oid> oids = new ArrayList<>(values.keySet());
    for (int change = random.nextInt(4); change >= 0 && !oids.isEmpty(); change--) {
      Oid oid = oids.get(random.nextInt(oids.size()));
      Value value = values.getOrDefault(oid, new Value(Value.INTEGER, "7"));
      switch (random.nextInt(7)) {
        case 0 -> values.put(oid, new Value(value.type(), any(random)));
        case 1 -> values.put(oid, new Value(random.nextInt(80), value.text()));
        case 2 -> values.remove(oid);
        case 3 -> values.tailMap(oid, true).clear();
        case 4 -> values.put(oid.plus(Oid.of(Integer.toString(random.nextInt(5)))), value);
        case 5 -> values.put(oid, new Value(value.type(), Long.toString(random.nextLong())));
        default -> values.put(oid, Value.octets(bytes(random)));
      }
      if (values.isEmpty()) {
        values.put(oid, value);
      }
    }
    return new Walk(values);
  }

  private static String any(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return bytes;
  }
}
