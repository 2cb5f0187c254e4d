package io.garonne.ingest.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What devices have announced of themselves; of several announcements under one topic the last
 * counts. May be read and added to by different threads: what was announced again is replaced in
 * one step, so that a reader of a topic finds the old or the new, and never nothing.
 *
 * <p>Nobody can make it grow without end: what is beyond a bound is refused.
 */
public final class Announcements {
  /** Topics of configurations; a large site has some thousands. */
  static final int MAX_TOPICS = 20_000;

  /** Entities that share a device or a topic. */
  static final int MAX_TOGETHER = 512;

  /** Devices, each as often as it was announced, that one topic speaks of, as that of a bridge. */
  static final int MAX_REACHED = 5_000;

  /** By the topic of their configuration; guarded by this. */
  private final Map<String, Announcement> announced = new HashMap<>();

  private final Map<String, List<Entity>> entities = new ConcurrentHashMap<>();
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final Map<String, List<Availability>> availability = new ConcurrentHashMap<>();
  private final Map<String, Announcement.Tasmota> tasmotas = new ConcurrentHashMap<>();

  /** All that is announced of a device, and what of it is said more than once. */
  private record Device(List<Entity> entities, Overlap overlap) {
    private static final Device NONE = new Device(List.of(), Overlap.NONE);
  }

  /**
   * Learns an announcement in place of an earlier one under its topic.
   *
   * @return why it was refused, and the earlier one still counts; null if it was learned
   */
  public synchronized Decoding.@Nullable Rejected learn(Announcement said) {
    Announcement before = announced.get(said.topic());
    if (said.equals(before)) {
      return null;
    }
    Decoding.Rejected refused = refusal(before, said);
    if (refused != null) {
      return refused;
    }
    replaceEntities(before, said);
    replaceTasmota(before, said);
    if (said.isTakenBack()) {
      announced.remove(said.topic());
    } else {
      announced.put(said.topic(), said);
    }
    return null;
  }

  /** Whether something is announced under the topic of a configuration. */
  public synchronized boolean isAnnounced(String topic) {
    return announced.containsKey(topic);
  }

  /** Whether messages of a topic mean something to Home Assistant. */
  boolean knows(String topic) {
    return entities.containsKey(topic) || availability.containsKey(topic);
  }

  /** Entities whose values come under a topic. */
  List<Entity> entities(String topic) {
    return entities.getOrDefault(topic, List.of());
  }

  /** Devices that say under a topic whether they can be reached; each once. */
  List<Availability> availability(String topic) {
    return availability.getOrDefault(topic, List.of()).stream().distinct().toList();
  }

  /** Whether it says of some devices whether they can be reached, and all of them are like this. */
  boolean areReachedBy(String topic, Predicate<String> like) {
    List<Availability> said = availability(topic);
    return !said.isEmpty() && said.stream().allMatch(each -> like.test(each.device()));
  }

  /** Whether a device measures, and all that it measures comes under topics like these. */
  boolean speaksOnly(String device, Predicate<String> topics) {
    List<String> measured = measured(device);
    return !measured.isEmpty() && measured.stream().allMatch(topics);
  }

  /** Topics of what a device measures. */
  List<String> measured(String device) {
    return devices.getOrDefault(device, Device.NONE).entities().stream()
        .filter(Entity::measures)
        .map(Entity::topic)
        .toList();
  }

  /** The device with Tasmota whose topics begin with this, up to their last level. */
  Announcement.@Nullable Tasmota tasmota(String head) {
    return tasmotas.get(head);
  }

  /** Whether counting a value would count what other entities of its device say again. */
  boolean isCountedElsewhere(Entity entity) {
    return devices.getOrDefault(entity.device(), Device.NONE).overlap().leavesOut(entity);
  }

  /** The channel that a value of a device is of, seeing what else the device measures. */
  String channel(Entity entity) {
    return devices.getOrDefault(entity.device(), Device.NONE).overlap().channel(entity);
  }

  private Decoding.@Nullable Rejected refusal(@Nullable Announcement before, Announcement said) {
    if (before == null && !said.isTakenBack() && announced.size() >= MAX_TOPICS) {
      return tooMany(MAX_TOPICS + " configurations are known");
    }
    if (!(said instanceof Announcement.Entities now)) {
      return null;
    }
    for (String topic : keys(now.entities(), Entity::topic)) {
      if (after(entities(topic), before, said, topic, Entity::topic).size() > MAX_TOGETHER) {
        return tooMany(MAX_TOGETHER + " entities have one topic");
      }
    }
    for (String device : keys(now.entities(), Entity::device)) {
      List<Entity> known = devices.getOrDefault(device, Device.NONE).entities();
      if (after(known, before, said, device, Entity::device).size() > MAX_TOGETHER) {
        return tooMany(MAX_TOGETHER + " entities have one device");
      }
    }
    for (String topic : keys(now.availability(), Availability::topic)) {
      if (availability.getOrDefault(topic, List.of()).size() >= MAX_REACHED) {
        return tooMany(MAX_REACHED + " entities have one topic of availability");
      }
    }
    return null;
  }

  private static Decoding.Rejected tooMany(String what) {
    return new Decoding.Rejected(Reason.TOO_MANY, what + "; no more");
  }

  /** The devices first: a reader that finds a new entity must know what it overlaps with. */
  private void replaceEntities(@Nullable Announcement before, Announcement said) {
    for (String device : keys(before, said, Entity::device)) {
      devices.compute(
          device,
          (same, known) -> {
            List<Entity> all =
                after(
                    known == null ? List.of() : known.entities(),
                    before,
                    said,
                    device,
                    Entity::device);
            return all.isEmpty() ? null : new Device(all, Overlap.of(all));
          });
    }
    for (String topic : keys(before, said, Entity::topic)) {
      entities.compute(
          topic,
          (same, known) ->
              nullIfEmpty(
                  after(known == null ? List.of() : known, before, said, topic, Entity::topic)));
    }
    Set<String> reached = keys(reached(before), Availability::topic);
    reached.addAll(keys(reached(said), Availability::topic));
    for (String topic : reached) {
      availability.compute(
          topic,
          (same, known) ->
              nullIfEmpty(
                  after(
                      known == null ? List.of() : known,
                      reached(before),
                      reached(said),
                      each -> each.topic().equals(topic))));
    }
  }

  private void replaceTasmota(@Nullable Announcement before, Announcement said) {
    if (said instanceof Announcement.Tasmota now) {
      now.heads().forEach(head -> tasmotas.put(head, now));
    }
    if (before instanceof Announcement.Tasmota old) {
      old.heads().forEach(head -> tasmotas.remove(head, old));
    }
  }

  private static List<Entity> entities(@Nullable Announcement of) {
    return of instanceof Announcement.Entities said ? said.entities() : List.of();
  }

  private static List<Availability> reached(@Nullable Announcement of) {
    return of instanceof Announcement.Entities said ? said.availability() : List.of();
  }

  private static Set<String> keys(
      @Nullable Announcement before, Announcement said, Function<Entity, String> key) {
    Set<String> keys = keys(entities(before), key);
    keys.addAll(keys(entities(said), key));
    return keys;
  }

  private static <T> Set<String> keys(List<T> values, Function<T, String> key) {
    Set<String> keys = new LinkedHashSet<>();
    values.forEach(value -> keys.add(key.apply(value)));
    return keys;
  }

  private static List<Entity> after(
      List<Entity> known,
      @Nullable Announcement before,
      Announcement said,
      String name,
      Function<Entity, String> key) {
    return after(known, entities(before), entities(said), entity -> key.apply(entity).equals(name));
  }

  /** What is known once the old is taken out, each as often as it was in, and the new is added. */
  private static <T> List<T> after(
      List<T> known, List<T> old, List<T> now, Predicate<T> concerned) {
    List<T> after = new ArrayList<>(known);
    old.stream().filter(concerned).forEach(after::remove);
    now.stream().filter(concerned).forEach(after::add);
    return List.copyOf(after);
  }

  private static <T> @Nullable List<T> nullIfEmpty(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
