package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Straight into the readings topic, past broker and ingest: for bulk. */
final class KafkaOutlet implements Outlet {
  private static final String DECODER = "replay";

  private final RecordSender sender;
  private final Clock clock;
  private final Map<String, byte[]> keys = new HashMap<>();

  /** Connects. */
  KafkaOutlet(String bootstrap, Clock clock) {
    this.sender = new RecordSender(bootstrap);
    this.clock = clock;
  }

  @Override
  public void publish(Series series, SourceReading reading, Runnable acknowledged)
      throws IOException {
    byte[] key = keys.computeIfAbsent(series.device(), device -> device.getBytes(UTF_8));
    byte[] value = ReadingJson.write(reading(series, reading, clock.millis()));
    sender.send(new ProducerRecord<>(Topics.READINGS.topic(), key, value), acknowledged);
  }

  /** A line as ingest would read it; {@code now} in milliseconds since 1970 UTC. */
  static Reading reading(Series series, SourceReading reading, long now) {
    return new Reading(
        series.device(),
        Reading.ONLY_CHANNEL,
        reading.at(),
        Reading.AtSource.PAYLOAD,
        now,
        reading.energy(),
        reading.power(),
        null,
        null,
        null,
        null,
        null,
        reading.energy() == null ? null : series.resolution(),
        DECODER);
  }

  @Override
  public boolean flush(Duration atMost) throws IOException, InterruptedException {
    return sender.flush(atMost);
  }

  @Override
  public void close() {
    sender.close();
  }
}
