package io.garonne.deploy.sums;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.sums.Campaigns.Said;
import io.garonne.model.Replay;
import io.garonne.model.wire.ReplayJson;
import io.garonne.model.wire.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Plugs that say their registers over MQTT.
 *
 * @param chain to whose broker
 */
record Plugs(Chain chain) {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  /** Says it; returns when ingest has all of it in Kafka. */
  void tell(List<Said> all) throws Exception {
    try (MqttPublisher publisher =
        MqttPublisher.open(MqttTarget.of(URI.create(chain.mqttUri()), "plugs"))) {
      for (Said said : all) {
        // So many decimals that ingest finds the very millijoule again.
        BigDecimal wattHours =
            BigDecimal.valueOf(said.register())
                .divide(BigDecimal.valueOf(3_600_000), 9, RoundingMode.HALF_EVEN);
        String payload =
            "{\"at\":\"%s\",\"energyWh\":%s}".formatted(said.at(), wattHours.toPlainString());
        publisher.publish("garonne/" + said.device(), payload.getBytes(UTF_8), () -> {});
      }
      assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
    }
    await().atMost(LONG_ENOUGH).until(() -> chain.undelivered() == 0);
  }

  /** Says it as recorded history, as {@code garonne replay} does: it is final once metered. */
  void tellHistory(List<Said> all) throws Exception {
    announce(Replay.State.RUNNING);
    tell(all);
    announce(Replay.State.FINISHED);
  }

  private void announce(Replay.State state) throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", chain.kafkaBootstrap());
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      int partitions = producer.partitionsFor(Topics.READINGS.topic()).size();
      for (int partition = 0; partition < partitions; partition++) {
        long end = state == Replay.State.RUNNING ? 0 : end(admin, partition);
        Replay replay = new Replay("campaigns", partition, state, end);
        producer
            .send(
                new ProducerRecord<>(
                    Topics.REPLAYS.topic(),
                    partition,
                    Integer.toString(partition),
                    ReplayJson.write(replay)))
            .get();
      }
    }
  }

  private static long end(Admin admin, int partition) throws Exception {
    TopicPartition readings = new TopicPartition(Topics.READINGS.topic(), partition);
    return admin
        .listOffsets(Map.of(readings, OffsetSpec.latest()))
        .partitionResult(readings)
        .get()
        .offset();
  }
}
