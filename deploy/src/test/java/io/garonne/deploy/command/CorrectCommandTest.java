package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.correction.CorrectionTopic;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Causes;
import io.garonne.model.Correction;
import io.garonne.model.Reading;
import io.garonne.model.Scope;
import io.garonne.model.Statement;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person corrects, and totals in Kafka are the plain definition of all that was said. */
final class CorrectCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long KWH = 3_600_000_000L;

  /** A few hours ago, to the second. */
  private static final long BEGIN = (System.currentTimeMillis() / 1000 - 4 * 3600) * 1000;

  @TempDir Path directory;

  private static Outcome correct(Chain chain, String... arguments) {
    List<String> all = new ArrayList<>(List.of("correct"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap", chain.kafkaBootstrap()));
    return Outcome.of(all.toArray(String[]::new));
  }

  private static Outcome correct(
      Chain chain, String kind, String device, int minute, String... more) {
    List<String> all = new ArrayList<>(List.of(kind, "--device", device, "--at", at(minute)));
    all.addAll(List.of("--who", "Ada"));
    if (!List.of(more).contains("--why")) {
      all.addAll(List.of("--why", "seen on the spot"));
    }
    all.addAll(List.of(more));
    return correct(chain, all.toArray(String[]::new));
  }

  private static String at(int minute) {
    return Instant.ofEpochMilli(BEGIN + minute * 60_000L).toString();
  }

  /** Registers every ten minutes, in kWh; each spoke a quarter of a second after the minute. */
  private static void say(Chain chain, Map<String, double[]> registers) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", chain.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Map.Entry<String, double[]> of : registers.entrySet()) {
        for (int i = 0; i < of.getValue().length; i++) {
          long at = BEGIN + i * 600_000L + 250;
          Reading reading =
              new Reading(
                  of.getKey(),
                  "0",
                  at,
                  Reading.AtSource.PAYLOAD,
                  at,
                  Math.round(of.getValue()[i] * KWH),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  "test");
          producer
              .send(
                  new ProducerRecord<>(
                      Topics.READINGS.topic(), of.getKey(), ReadingJson.write(reading)))
              .get();
        }
      }
    }
  }

  private static Map<String, Long> plain(Chain chain) {
    Map<String, List<Sample>> samples = new TreeMap<>();
    TopicReader.all(
        chain.kafkaBootstrap(),
        Topics.READINGS,
        record -> {
          Statement said = StatementJson.read(record.value());
          samples
              .computeIfAbsent(said.device(), device -> new ArrayList<>())
              .add(
                  switch (said) {
                    case Reading r -> Sample.of(r, MeterProfile.DEFAULT);
                    case Correction c -> Sample.ofRegister(c.at(), c.amendment());
                  });
        });
    Map<String, Long> energy = new TreeMap<>();
    samples.forEach(
        (device, all) ->
            energy.put(
                device,
                PlainMeter.of(Samples.sorted(all), MeterProfile.DEFAULT, Meter.DEFAULT_HORIZON)
                    .slots()
                    .values()
                    .stream()
                    .mapToLong(SlotEnergy::energy)
                    .sum()));
    return energy;
  }

  private static Map<String, Long> totals(Chain chain) {
    Map<String, Long> energy = new TreeMap<>();
    for (Total day :
        TotalsReader.read(
            chain.kafkaBootstrap(), Topics.TOTALS_DEVICE, t -> t.period() == Period.YEAR)) {
      energy.merge(Objects.requireNonNull(day.scope().device()), day.energy(), Long::sum);
    }
    return energy;
  }

  private static void awaitTotals(Chain chain, Map<String, Long> expected) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              assertThat(plain(chain)).isEqualTo(expected);
              assertThat(totals(chain)).isEqualTo(expected);
            });
  }

  @Test
  void aVoidAManualReadingAndAnExchangeActOnTotalsAndAreListedWithWhoAndWhy() throws Exception {
    ChainSettings settings =
        ChainSettings.on(directory.resolve("data"))
            .influx(new ChainSettings.Influx.None())
            .stages(Set.of("streams"))
            .set("streams.flush-every", "PT0.5S");
    try (Chain chain = Chain.start(settings)) {
      // 101.5 fits what a plug can draw, but was the neighbour's.
      say(
          chain,
          Map.of(
              "washer", new double[] {100, 100.5, 100.1, 100.2},
              "oven", new double[] {200, 200.1},
              "server", new double[] {300, 300.1, 300.2, 7.1, 7.2}));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(totals(chain)).hasSize(3).containsEntry("oven", KWH / 10));

      refusalsAreOneLineAndExitTwo(chain);

      Outcome dry = correct(chain, "void", "washer", 10);
      assertThat(dry.err()).isEmpty();
      assertThat(dry.out()).contains("void: washer/0, energy", "with --yes it is");
      assertThat(correct(chain, "list").out()).contains("no corrections");

      assertThat(correct(chain, "void", "washer", 10, "--yes").exit()).isZero();
      Outcome manual = correct(chain, "manual", "oven", 60, "--value", "200.65", "--yes");
      assertThat(manual.out()).contains("+0.55 kWh").contains("Recorded at");
      Outcome exchange =
          correct(chain, "exchange", "server", 25, "--old", "300.25", "--new", "7.05", "--yes");
      assertThat(exchange.err()).isEmpty();
      awaitTotals(chain, Map.of("washer", KWH / 5, "oven", KWH * 65 / 100, "server", KWH * 4 / 10));
      theTotalOfTheEstateSaysWhichCorrectionChangedIt(chain);
      assertThat(correct(chain, "list").out())
          .contains("Ada", "seen on the spot", "300.25 kWh → 7.05 kWh");
      assertThat(correct(chain, "list", "--csv").out().lines().skip(1))
          .hasSize(3)
          .anySatisfy(line -> assertThat(line).contains(",Ada,manual,oven,0,energy,"));

      Outcome back = correct(chain, "withdraw", "oven", 60, "--yes");
      assertThat(back.exit()).isZero();
      awaitTotals(chain, Map.of("washer", KWH / 5, "oven", KWH / 10, "server", KWH * 4 / 10));
      assertThat(Outcome.of("ledger", "--bootstrap", chain.kafkaBootstrap()).out())
          .contains("Corrections by persons: 4 taken in");
    }
  }

  private static void theTotalOfTheEstateSaysWhichCorrectionChangedIt(Chain chain) {
    List<Correction> all = CorrectionTopic.all(chain.kafkaBootstrap());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        TotalsReader.read(
                            chain.kafkaBootstrap(),
                            Topics.TOTALS,
                            t -> t.scope().equals(Scope.ESTATE) && t.period() == Period.YEAR))
                    .singleElement()
                    .satisfies(
                        year -> {
                          assertThat(year.causes().has(Causes.Cause.CORRECTION)).isTrue();
                          assertThat(year.causes().correction())
                              .isEqualTo(all.getLast().amendment().recordedAt());
                        }));
  }

  private static void refusalsAreOneLineAndExitTwo(Chain chain) {
    Map<String, Outcome> refused = new TreeMap<>();
    refused.put("nothing was read at", correct(chain, "void", "washer", 11));
    refused.put("nobody has described a device", correct(chain, "void", "nothing", 10));
    refused.put("has no channel 5", correct(chain, "void", "washer", 10, "--channel", "5"));
    refused.put("still to come", correct(chain, "manual", "oven", 9999, "--value", "1"));
    refused.put("is not a number of kWh", correct(chain, "manual", "oven", 60, "--value", "a lot"));
    refused.put(
        "it can be void, not read",
        correct(chain, "manual", "oven", 60, "--value", "1", "--measure", "power"));
    refused.put("nothing that could be withdrawn", correct(chain, "withdraw", "oven", 60));
    refused.put("would be too late", correct(chain, "manual", "oven", -3 * 1440, "--value", "1"));
    refused.put(
        "Missing required option", correct(chain, "void", "--device", "washer", "--at", at(10)));
    refused.put(
        "--why has the control character U+202E at position 4",
        correct(chain, "void", "washer", 10, "--why", "see\u202Eereht"));
    refused.forEach(
        (says, outcome) -> {
          assertThat(outcome.exit()).as(says).isEqualTo(2);
          assertThat(outcome.err().lines().findFirst().orElse("")).contains(says);
        });
  }
}
