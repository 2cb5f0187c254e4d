package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Part;
import io.garonne.model.Reading;
import io.garonne.model.Statement;
import io.garonne.model.Units;
import io.garonne.model.alert.AlertInput.Why;
import io.garonne.model.metering.Sample;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The power each device of a partition draws now. Holds the last value of each channel and nothing
 * else; a device that has been silent for longer than its greatest gap is taken out.
 */
final class LiveDevices implements Processor<String, Statement, String, Object> {
  private final Assignment unassigned;
  private final Map<String, Live> devices = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private Map<String, LiveShare> sent = Map.of();
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable ReadOnlyKeyValueStore<String, ValueAndTimestamp<Device>> inventory;

  LiveDevices(ZoneId zone) {
    this.unassigned = Assignment.unassigned(zone);
  }

  /**
   * The last value of a channel.
   *
   * @param at event time, milliseconds since 1970 UTC
   * @param power milliwatts
   * @param as what the channel counted for when it was said
   * @param reading what said it
   */
  private record Last(long at, long power, Assignment as, Reading reading) {

    /** Until when it holds if nothing more comes, milliseconds since 1970 UTC. */
    long until() {
      return at + as.profile().maxGap();
    }
  }

  /** Last values of a device. */
  private static final class Live {
    private final Map<String, Last> channels = new HashMap<>();
    private final Set<String> fresh = new TreeSet<>();
    private final Set<String> gone = new TreeSet<>();
    private Assignment newest;
    private boolean several;
    private Why why = Why.SILENT;

    Live(Assignment newest) {
      this.newest = newest;
    }

    /** What it draws: a channel that measures others of the device has theirs in it already. */
    long sum(String device) {
      return channels.values().stream()
          .filter(
              last ->
                  last.as().tree().above().stream()
                      .noneMatch(
                          ref ->
                              ref.device().equals(device)
                                  && ref.channel() != null
                                  && channels.containsKey(ref.channel())))
          .mapToLong(Last::power)
          .sum();
    }

    void put(String channel, Last last) {
      channels.put(channel, last);
      fresh.add(channel);
      gone.remove(channel);
      if (!several && channels.size() > 1) {
        several = true;
        fresh.addAll(channels.keySet());
      }
      why = Why.SILENT;
    }

    /** Takes out channels; whether there were any. */
    boolean remove(Predicate<Map.Entry<String, Last>> which, Why because) {
      boolean removed = false;
      for (String channel :
          channels.entrySet().stream().filter(which).map(Map.Entry::getKey).toList()) {
        channels.remove(channel);
        fresh.remove(channel);
        gone.add(channel);
        removed = true;
      }
      why = removed ? because : why;
      return removed;
    }

    long newest() {
      return channels.values().stream().mapToLong(Last::at).max().orElse(Long.MIN_VALUE);
    }

    /** Takes out channels that have been silent for too long; whether there were any. */
    boolean expire(long now) {
      return remove(entry -> entry.getValue().until() < now, Why.SILENT);
    }
  }

  @Override
  public void init(ProcessorContext<String, Object> newContext) {
    context = newContext;
    inventory = newContext.getStateStore(LiveTopology.INVENTORY);
    newContext.schedule(LiveTopology.EVERY, PunctuationType.WALL_CLOCK_TIME, this::send);
  }

  @Override
  public void process(Record<String, Statement> record) {
    if (!(record.value() instanceof Reading reading)) {
      // Nobody corrects what was drawn a moment ago.
      return;
    }
    ProcessorContext<String, Object> to = Objects.requireNonNull(context);
    long now = to.currentSystemTimeMs();
    Assignment assignment = assignment(reading.device(), reading.channel(), now);
    if (reading.at() < now - assignment.profile().maxGap()) {
      return;
    }
    Sample sample = Sample.of(reading, assignment.profile());
    Live live = devices.get(reading.device());
    if (sample.power() == Sample.NONE) {
      if (live != null && isSilenced(live, reading)) {
        changed.add(reading.device());
      }
      return;
    }
    if (live == null) {
      live = new Live(assignment);
      devices.put(reading.device(), live);
    }
    live.newest = assignment;
    Last last = live.channels.get(reading.channel());
    if (last != null && reading.at() < last.at()) {
      return;
    }
    live.put(reading.channel(), new Last(reading.at(), sample.power(), assignment, reading));
    changed.add(reading.device());
  }

  /** Takes out what draws nothing any more, or cannot say so; whether there was any. */
  private static boolean isSilenced(Live live, Reading reading) {
    Reading.State state = reading.state();
    if (state == Reading.State.UNAVAILABLE && reading.channel().equals(Reading.ONLY_CHANNEL)) {
      // Whoever loses the connection loses it whole, whatever its channels are called.
      return live.remove(entry -> entry.getValue().at() <= reading.at(), Why.UNAVAILABLE);
    }
    if (state != Reading.State.OFF && state != Reading.State.UNAVAILABLE) {
      return false;
    }
    return live.remove(
        entry -> entry.getKey().equals(reading.channel()) && entry.getValue().at() <= reading.at(),
        state == Reading.State.OFF ? Why.OFF : Why.UNAVAILABLE);
  }

  private Assignment assignment(String device, String channel, long now) {
    ValueAndTimestamp<Device> known = Objects.requireNonNull(inventory).get(device);
    return DeviceTable.at(known == null ? null : known.value(), channel, now, unassigned);
  }

  private void send(long now) {
    ProcessorContext<String, Object> to = Objects.requireNonNull(context);
    boolean expired = expire(now, to);
    if (changed.isEmpty() && !expired) {
      return;
    }
    for (String device : changed) {
      Live live = devices.get(device);
      if (live != null && !live.channels.isEmpty()) {
        LivePower power = power(device, live);
        to.forward(new Record<>(power.key(), (Object) power, now), LiveTopology.DEVICES_OUT);
        sendChannels(device, live, now, to);
      }
    }
    changed.clear();
    sendShares(now, to);
  }

  private static LivePower power(String device, Live live) {
    Assignment a = live.newest;
    Map.Entry<String, Last> only =
        live.several || live.channels.isEmpty() ? null : live.channels.entrySet().iterator().next();
    return new LivePower(
        LivePower.Kind.DEVICE,
        device,
        only == null ? null : only.getKey(),
        a.rack(),
        a.site(),
        a.equipmentClass(),
        a.personal(),
        live.sum(device),
        live.newest(),
        1,
        only == null ? null : only.getValue().reading().current(),
        only == null ? null : only.getValue().reading().voltage(),
        decoder(live));
  }

  private static @Nullable String decoder(Live live) {
    return live.channels.values().stream()
        .max(Comparator.comparingLong(Last::at))
        .map(last -> last.reading().decoder())
        .orElse(null);
  }

  /** Of a device with several channels, those that said something, or nothing any more. */
  private static void sendChannels(
      String device, Live live, long now, ProcessorContext<String, Object> to) {
    if (live.several) {
      for (String channel : live.fresh) {
        LivePower power =
            channel(device, channel, Objects.requireNonNull(live.channels.get(channel)));
        to.forward(new Record<>(power.key(), (Object) power, now), LiveTopology.DEVICES_OUT);
      }
      for (String channel : live.gone) {
        to.forward(
            tombstone("channel|" + device + "|" + channel, live.why, now),
            LiveTopology.DEVICES_OUT);
      }
    }
    live.fresh.clear();
    live.gone.clear();
  }

  private static LivePower channel(String device, String channel, Last last) {
    Assignment a = last.as();
    return new LivePower(
        LivePower.Kind.CHANNEL,
        device,
        channel,
        a.rack(),
        a.site(),
        a.equipmentClass(),
        a.personal(),
        last.power(),
        last.at(),
        1,
        last.reading().current(),
        last.reading().voltage(),
        last.reading().decoder());
  }

  /** No value any more, with why: a device that is off is not missed. */
  private static Record<String, Object> tombstone(String key, Why why, long now) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(LiveTopology.WHY, why.name().getBytes(StandardCharsets.UTF_8));
    headers.add(LiveTopology.AT, Long.toString(now).getBytes(StandardCharsets.UTF_8));
    return new Record<>(key, (Object) null, now, headers);
  }

  private boolean expire(long now, ProcessorContext<String, Object> to) {
    boolean expired = false;
    for (Iterator<Map.Entry<String, Live>> all = devices.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Live> entry = all.next();
      Live live = entry.getValue();
      if (live.expire(now)) {
        expired = true;
        changed.add(entry.getKey());
      }
      if (live.channels.isEmpty()) {
        String key = power(entry.getKey(), live).key();
        all.remove();
        expired = true;
        sendChannels(entry.getKey(), live, now, to);
        to.forward(tombstone(key, live.why, now), LiveTopology.DEVICES_OUT);
      }
    }
    return expired;
  }

  private void sendShares(long now, ProcessorContext<String, Object> to) {
    Map<String, LiveShare> shares = new TreeMap<>();
    int partition = to.taskId().partition();
    for (Live live : devices.values()) {
      // A device with several channels is one device in each group that any of them is in.
      Map<String, LiveShare> own = new TreeMap<>();
      for (Last last : live.channels.values()) {
        if (last.as().includeInTotals() && !last.as().tree().hasChildren()) {
          add(own, last, partition);
        }
      }
      own.values().forEach(share -> merge(shares, share, share.devices()));
    }
    shares.forEach(
        (key, share) -> {
          if (!share.equals(sent.get(key))) {
            to.forward(new Record<>(key, (Object) share, now), LiveTopology.SHARES);
          }
        });
    sent.forEach(
        (key, was) -> {
          if (!shares.containsKey(key)) {
            LiveShare none =
                new LiveShare(partition, was.kind(), was.site(), was.member(), 0, was.at(), now, 0);
            to.forward(new Record<>(key, (Object) none, now), LiveTopology.SHARES);
          }
        });
    sent = shares;
  }

  /** Adds a channel to its rack and its classes; what stands above other meters holds theirs. */
  private static void add(Map<String, LiveShare> own, Last last, int partition) {
    Assignment a = last.as();
    long[] weights = a.parts().stream().mapToLong(Part::weight).toArray();
    long[] powers = Units.divide(last.power(), weights);
    for (int i = 0; i < powers.length; i++) {
      String of = a.parts().get(i).equipmentClass();
      merge(own, share(partition, LivePower.Kind.SITE_CLASS, of, powers[i], last), 0);
    }
    String rack = a.rack();
    if (rack != null) {
      merge(own, share(partition, LivePower.Kind.RACK, rack, last.power(), last), 0);
    }
  }

  private static LiveShare share(
      int partition, LivePower.Kind kind, String member, long power, Last last) {
    return new LiveShare(
        partition, kind, last.as().site(), member, power, last.at(), last.until(), 1);
  }

  /** Adds a share, and so many devices. */
  private static void merge(Map<String, LiveShare> shares, LiveShare one, int devices) {
    shares.merge(
        one.asLivePower(0, 0, 0).key(),
        one,
        (a, b) ->
            new LiveShare(
                a.partition(),
                a.kind(),
                a.site(),
                a.member(),
                a.power() + b.power(),
                Math.max(a.at(), b.at()),
                Math.max(a.until(), b.until()),
                a.devices() + devices));
  }
}
