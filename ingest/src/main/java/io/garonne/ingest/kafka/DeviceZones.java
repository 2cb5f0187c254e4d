package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every device's zone, kept up with the devices topic by a thread of its own. */
public final class DeviceZones implements DecodeContext.Zones, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceZones.class);

  private final Map<String, Object> kafka;
  private final String clientId;
  private final ZoneId otherwise;
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile @Nullable String problem = "devices are not read yet";

  public DeviceZones(Map<String, Object> kafka, String clientId, ZoneId otherwise) {
    this.kafka = kafka;
    this.clientId = clientId;
    this.otherwise = otherwise;
    this.thread = new Thread(this::run, "ingest-devices");
    thread.setDaemon(true);
  }

  /** Begins to read and returns at once. */
  public void start() {
    thread.start();
  }

  /** Why the devices are not known, or null. */
  public @Nullable String problem() {
    return problem;
  }

  /** Waits until what was in the topic at the start is known. */
  boolean awaitLoaded(long millis) throws InterruptedException {
    return loaded.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public ZoneId zone(String device, long around) {
    Device known = devices.get(device);
    if (known == null || known.assignments().isEmpty()) {
      return otherwise;
    }
    Assignment assignment = known.at(around);
    return assignment == null ? known.assignments().getLast().zone() : assignment.zone();
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    stopping.countDown();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("stopped");
      } catch (KafkaException e) {
        if (loaded.getCount() > 0) {
          problem = "devices: " + e.getMessage();
        }
        LOG.debug("devices: {}", e.toString());
      }
      try {
        if (stopping.await(500, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("client.id", clientId + "-devices");
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("default.api.timeout.ms", "5000");
    KafkaConsumer<byte[], byte[]> in =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer = in;
    try {
      List<PartitionInfo> infos = in.partitionsFor(Topics.DEVICES.topic());
      if (infos == null || infos.isEmpty()) {
        throw new KafkaException("topic " + Topics.DEVICES.topic() + " is missing");
      }
      List<TopicPartition> partitions =
          infos.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      in.assign(partitions);
      in.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = in.endOffsets(partitions);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> each : in.poll(Duration.ofMillis(500))) {
          take(each);
        }
        if (loaded.getCount() > 0
            && partitions.stream().allMatch(p -> in.position(p) >= ends.getOrDefault(p, 0L))) {
          problem = null;
          loaded.countDown();
        }
      }
    } finally {
      in.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    if (each.key() == null) {
      return;
    }
    String device = new String(each.key(), StandardCharsets.UTF_8);
    if (each.value() == null) {
      devices.remove(device);
      return;
    }
    try {
      devices.put(device, DeviceJson.read(each.value()));
    } catch (RuntimeException e) {
      LOG.warn("device {}: {}", device, e.getMessage());
    }
  }
}
