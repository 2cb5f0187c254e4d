package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every device's zone, kept up with the devices topic. */
final class DeviceZones implements DecodeContext.Zones {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceZones.class);

  private final ZoneId otherwise;
  private final Map<String, Device> devices = new ConcurrentHashMap<>();

  DeviceZones(ZoneId otherwise) {
    this.otherwise = otherwise;
  }

  /** Reads them from Kafka, once it is started. */
  TopicFollower follower(Map<String, Object> kafka, String clientId) {
    return new TopicFollower(kafka, clientId, Topics.DEVICES, "devices", this::take);
  }

  @Override
  public ZoneId zone(String device, long around) {
    Device known = devices.get(device);
    if (known == null || known.assignments().isEmpty()) {
      return otherwise;
    }
    List<Assignment> then = known.at(around);
    return then.isEmpty() ? known.assignments().getLast().zone() : then.get(0).zone();
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
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
