package io.garonne.ingest.decode;

import io.garonne.ingest.decode.Unit.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What devices have announced of themselves; of several announcements under one topic the last
 * counts. May be read and added to by different threads: a reader sees an announcement whole or not
 * at all on each of its topics.
 */
public final class Announcements {
  /** By the topic of their configuration; guarded by this. */
  private final Map<String, Announcement> announced = new HashMap<>();

  private final Map<String, List<Entity>> entities = new ConcurrentHashMap<>();
  private final Map<String, List<Entity>> byDevice = new ConcurrentHashMap<>();
  private final Map<String, List<Availability>> availability = new ConcurrentHashMap<>();
  private final Map<String, Announcement.Tasmota> tasmotas = new ConcurrentHashMap<>();

  /** Quantities of a device that its total says and its parts say too, by the device. */
  private final Map<String, Doubled> doubled = new ConcurrentHashMap<>();

  /** What is in a device's total and in its parts: which of them counts. */
  private enum Doubled {
    PARTS_COUNT,
    TOTAL_COUNTS
  }

  /** Learns an announcement in place of an earlier one under its topic. */
  public synchronized void learn(Announcement announcement) {
    Announcement before = announced.remove(announcement.topic());
    if (before != null) {
      forget(before);
    }
    switch (announcement) {
      case Announcement.Entities said -> {
        if (said.entities().isEmpty() && said.availability().isEmpty()) {
          return;
        }
        said.entities()
            .forEach(
                entity -> {
                  add(entities, entity.topic(), entity);
                  add(byDevice, entity.device(), entity);
                });
        said.availability().forEach(each -> add(availability, each.topic(), each));
        weigh(said);
      }
      case Announcement.Tasmota said -> {
        if (said.heads().isEmpty()) {
          return;
        }
        said.heads().forEach(head -> tasmotas.put(head, said));
      }
    }
    announced.put(announcement.topic(), announcement);
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
    return byDevice.getOrDefault(device, List.of()).stream()
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
    Doubled which = doubled.get(entity.device());
    return which != null
        && (entity.measures(Quantity.ENERGY)
            || entity.measures(Quantity.POWER)
            || entity.measures(Quantity.CURRENT))
        && (which == Doubled.PARTS_COUNT ? entity.whole() : entity.isPart());
  }

  private void forget(Announcement before) {
    switch (before) {
      case Announcement.Entities said -> {
        said.entities()
            .forEach(
                entity -> {
                  remove(entities, entity.topic(), entity);
                  remove(byDevice, entity.device(), entity);
                });
        said.availability().forEach(each -> remove(availability, each.topic(), each));
        weigh(said);
      }
      case Announcement.Tasmota said -> said.heads().forEach(head -> tasmotas.remove(head, said));
    }
  }

  private void weigh(Announcement.Entities said) {
    Set<String> devices = new TreeSet<>();
    said.entities().forEach(entity -> devices.add(entity.device()));
    for (String device : devices) {
      Doubled which = weigh(byDevice.getOrDefault(device, List.of()));
      if (which == null) {
        doubled.remove(device);
      } else {
        doubled.put(device, which);
      }
    }
  }

  private static @Nullable Doubled weigh(List<Entity> device) {
    boolean registers = has(device, Quantity.ENERGY, true);
    boolean partRegisters = has(device, Quantity.ENERGY, false);
    boolean powers = has(device, Quantity.POWER, true);
    boolean partPowers = has(device, Quantity.POWER, false);
    if (!(registers || powers) || !(partRegisters || partPowers)) {
      return null;
    }
    // A register is exact where an integral of power is not.
    return registers && !partRegisters ? Doubled.TOTAL_COUNTS : Doubled.PARTS_COUNT;
  }

  /** Whether the total, or two parts and more, say a quantity. */
  private static boolean has(List<Entity> device, Quantity quantity, boolean total) {
    return device.stream()
            .filter(each -> each.measures(quantity) && (total ? each.whole() : each.isPart()))
            .map(Entity::channel)
            .distinct()
            .count()
        >= (total ? 1 : 2);
  }

  private static <T> void add(Map<String, List<T>> map, String key, T value) {
    change(map, key, list -> list.add(value));
  }

  private static <T> void remove(Map<String, List<T>> map, String key, T value) {
    change(map, key, list -> list.remove(value));
  }

  private static <T> void change(Map<String, List<T>> map, String key, Consumer<List<T>> change) {
    map.compute(
        key,
        (same, before) -> {
          List<T> after = new ArrayList<>(before == null ? List.of() : before);
          change.accept(after);
          return after.isEmpty() ? null : List.copyOf(after);
        });
  }
}
