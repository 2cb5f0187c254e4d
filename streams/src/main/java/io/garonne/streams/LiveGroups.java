package io.garonne.streams;

import io.garonne.model.LivePower;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Adds up the shares of all partitions to the live power of racks, and of sites and classes. */
final class LiveGroups implements Processor<String, LiveShare, String, Object> {
  private final Map<String, Map<Integer, LiveShare>> groups = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private @Nullable ProcessorContext<String, Object> context;

  @Override
  public void init(ProcessorContext<String, Object> newContext) {
    context = newContext;
    newContext.schedule(LiveTopology.EVERY, PunctuationType.WALL_CLOCK_TIME, this::send);
  }

  @Override
  public void process(Record<String, LiveShare> record) {
    LiveShare share = record.value();
    groups.computeIfAbsent(record.key(), key -> new HashMap<>()).put(share.partition(), share);
    changed.add(record.key());
  }

  private void send(long now) {
    ProcessorContext<String, Object> to = Objects.requireNonNull(context);
    // A share whose sender is gone says nothing more; it must not stay for ever.
    groups.forEach(
        (key, shares) -> {
          if (shares.values().removeIf(share -> share.until() < now)) {
            changed.add(key);
          }
        });
    for (String key : changed) {
      Map<Integer, LiveShare> shares = Objects.requireNonNull(groups.get(key));
      shares.values().removeIf(share -> share.devices() == 0);
      to.forward(new Record<>(key, (Object) sum(shares), now), LiveTopology.GROUPS_OUT);
      if (shares.isEmpty()) {
        groups.remove(key);
      }
    }
    changed.clear();
  }

  /** The sum, or null (a tombstone) where nothing is left. */
  private static @Nullable LivePower sum(Map<Integer, LiveShare> shares) {
    long power = 0;
    long at = Long.MIN_VALUE;
    int devices = 0;
    LiveShare any = null;
    for (LiveShare share : shares.values()) {
      any = share;
      power += share.power();
      at = Math.max(at, share.at());
      devices += share.devices();
    }
    return any == null ? null : any.asLivePower(power, at, devices);
  }
}
