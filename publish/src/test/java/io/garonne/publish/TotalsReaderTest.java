package io.garonne.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotalsReaderTest {
  private static KafkaFixture kafka;

  @BeforeAll
  static void start(@TempDir Path directory) {
    kafka = new KafkaFixture(directory);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theLatestTotalOfEachKeyIsRead() {
    Total march = Samples.total(Period.MONTH, "2026-03-02T10:00:00Z", "a", "printer", null, 100);
    Total april = Samples.total(Period.MONTH, "2026-04-02T10:00:00Z", "a", "printer", null, 100);
    kafka.total(march);
    kafka.total(april);
    Total corrected = Samples.with(march, 11, Total.Status.FINAL, 2);
    kafka.total(corrected);

    assertThat(TotalsReader.read(kafka.bootstrap(), Topics.TOTALS))
        .containsExactlyInAnyOrder(corrected, april);
    assertThat(
            TotalsReader.read(
                kafka.bootstrap(), Topics.TOTALS, t -> t.status() == Total.Status.PROVISIONAL))
        .as("a key whose latest total is not wanted")
        .containsExactly(april);
  }

  @Test
  void onlyCommittedTransactionsAreReadAndTheirMarkersDoNotHoldTheReadingUp() throws Exception {
    Total kept = Samples.total(Period.HOUR, "2026-03-02T10:00:00Z", "a", "printer", null, 100);
    Total aborted = Samples.total(Period.HOUR, "2026-03-02T11:00:00Z", "a", "printer", null, 100);
    try (KafkaProducer<String, byte[]> producer =
        kafka.producer(Map.<String, Object>of("transactional.id", "streams"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(kept)).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(record(aborted)).get();
      producer.abortTransaction();
    }
    assertThat(TotalsReader.read(kafka.bootstrap(), Topics.TOTALS_FINE)).containsExactly(kept);
  }

  @Test
  void whatIsPersonalStaysMarked() {
    Total desk = Samples.personal("2026-03-02T10:00:00Z", "plug-7");
    kafka.total(desk);
    assertThat(TotalsReader.read(kafka.bootstrap(), Topics.TOTALS_DEVICE, Total::personal))
        .containsExactly(desk);
  }

  @Test
  void aRecordThatIsNoTotalIsNamedNotSkipped() {
    kafka.send(Topics.REPLAYS, "x", "{}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> TotalsReader.read(kafka.bootstrap(), Topics.REPLAYS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("energy.replays.v1, partition")
        .hasMessageContaining("\"period\" is missing");
  }

  @Test
  void aKafkaThatIsNotThereIsOneClearLine() {
    String nobody = "127.0.0.1:" + KafkaFixture.freePort();
    assertThatThrownBy(() -> TotalsReader.read(nobody, Topics.TOTALS))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("Kafka at " + nobody + " does not answer");
  }

  private static ProducerRecord<String, byte[]> record(Total t) {
    return new ProducerRecord<>(
        TotalJson.topic(t).topic(),
        TotalJson.key(t.scope(), t.period(), t.start()),
        TotalJson.write(t));
  }
}
