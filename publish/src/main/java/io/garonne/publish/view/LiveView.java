package io.garonne.publish.view;

import io.garonne.model.LivePower;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Power drawn now, by key. A device that falls silent leaves by its tombstone; a personal device
 * never gets in. Grows with the number of devices.
 */
public final class LiveView implements View {
  private final ConcurrentSkipListMap<String, LivePower> latest = new ConcurrentSkipListMap<>();

  /**
   * The live values as they are.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public static LiveView read(String bootstrap) {
    LiveView live = new LiveView();
    TopicReader.all(bootstrap, Topics.LIVE, live::take);
    return live;
  }

  /** Takes a record as it was read. */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    byte[] value = record.value();
    if (value == null) {
      remove(key);
    } else {
      take(key, value);
    }
  }

  @Override
  public Topics topic() {
    return Topics.LIVE;
  }

  @Override
  public void take(String key, byte[] value) {
    LivePower power = LivePowerJson.read(value);
    if (power.device() != null && power.personal()) {
      latest.remove(key);
    } else {
      latest.put(key, power);
    }
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** A value by its key, or null. */
  public @Nullable LivePower of(String key) {
    return latest.get(key);
  }

  /** The values whose keys begin like this, by key. */
  public Collection<LivePower> from(String prefix) {
    return Collections.unmodifiableCollection(
        latest.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  /** Every value, by key. */
  public Collection<LivePower> all() {
    return Collections.unmodifiableCollection(latest.values());
  }
}
