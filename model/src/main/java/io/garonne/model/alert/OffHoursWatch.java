package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Remembered.Nights;
import io.garonne.model.alert.Watched.Known;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a class of a site draws more than it usually does when nobody is there. Somebody's own
 * devices are in no sum. One thread.
 */
final class OffHoursWatch {
  private static final long PPM = 1_000_000L;
  private static final long MINUTE = 60_000L;

  /** Those that draw the most, to begin with. */
  private static final int NAMED = 3;

  private final AlertSettings settings;
  private final AlertBook book;
  private final TreeMap<String, Nights> nights = new TreeMap<>();
  private final TreeMap<String, Nights> changed = new TreeMap<>();
  private long looked = Long.MIN_VALUE;

  OffHoursWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /** A site's class, and what it draws now. */
  private static final class Group {
    private final String site;
    private final String equipmentClass;
    private final List<Map.Entry<String, Long>> devices = new ArrayList<>();
    private long power;

    Group(String site, String equipmentClass) {
      this.site = site;
      this.equipmentClass = equipmentClass;
    }
  }

  void remember(String group, Nights of) {
    nights.put(group, of);
  }

  /** What changed since it was last asked for. */
  Map<String, Nights> takeChanged() {
    Map<String, Nights> all = new TreeMap<>(changed);
    changed.clear();
    return all;
  }

  /** Looks at what is drawn; samples once a minute. */
  void look(Map<String, Heard> heard, Watched estate, long now) {
    boolean samples = now / MINUTE != looked;
    looked = now / MINUTE;
    for (Map.Entry<String, Group> entry : groups(heard, estate, now).entrySet()) {
      Group group = entry.getValue();
      boolean isOff =
          estate.hours(group.site, now).isOff()
              && estate.hours(group.site, now - settings.afterOpening().toMillis()).isOff();
      Nights before = nights.getOrDefault(entry.getKey(), Nights.NONE);
      if (samples) {
        Nights after = sampled(before, group, isOff, estate, now);
        if (!after.equals(before)) {
          nights.put(entry.getKey(), after);
          changed.put(entry.getKey(), after);
        }
        before = after;
      }
      if (isOff) {
        judge(entry.getKey(), group, before, estate, now);
      }
    }
  }

  private static Map<String, Group> groups(Map<String, Heard> heard, Watched estate, long now) {
    Map<String, Group> groups = new TreeMap<>();
    heard.forEach(
        (device, last) -> {
          Known known = estate.devices(now).get(device);
          if (known != null
              && known.isIncluded()
              && !known.isPersonal()
              && !known.isAbove()
              && !last.isOff()
              && last.at() + known.maxGap() >= now) {
            String of = known.of().equipmentClass();
            Group group =
                groups.computeIfAbsent(
                    known.site() + "\t" + of, key -> new Group(known.site(), of));
            group.power = Math.addExact(group.power, last.power());
            group.devices.add(Map.entry(device, last.power()));
          }
        });
    return groups;
  }

  private static Nights sampled(Nights n, Group group, boolean isOff, Watched estate, long now) {
    if (!isOff) {
      return n.samples() == 0 && n.last() == null
          ? n
          : new Nights(0, 0, 0, null, 0, n.day(), n.peaks());
    }
    long quarter = Period.slotOf(now);
    if (quarter == n.quarter()) {
      return new Nights(
          quarter,
          Math.addExact(n.sum(), group.power),
          n.samples() + 1,
          n.last(),
          n.lastStart(),
          n.day(),
          n.peaks());
    }
    if (n.samples() == 0) {
      return new Nights(quarter, group.power, 1, null, 0, n.day(), n.peaks());
    }
    long mean = n.sum() / n.samples();
    long day =
        Instant.ofEpochMilli(n.quarter())
            .atZone(estate.zone(group.site))
            .toLocalDate()
            .toEpochDay();
    return new Nights(
        quarter, group.power, 1, mean, n.quarter(), day, peaks(n.peaks(), day == n.day(), mean));
  }

  private static List<Long> peaks(List<Long> before, boolean isSameDay, long mean) {
    List<Long> peaks = new ArrayList<>(before);
    if (isSameDay && !peaks.isEmpty()) {
      peaks.set(peaks.size() - 1, Math.max(peaks.get(peaks.size() - 1), mean));
    } else {
      peaks.add(mean);
    }
    return peaks.size() > Nights.KEPT ? peaks.subList(1, peaks.size()) : peaks;
  }

  private void judge(String key, Group group, Nights n, Watched estate, long now) {
    Long last = n.last();
    // The newest peak is that of tonight.
    List<Long> usual = n.peaks().subList(0, Math.max(0, n.peaks().size() - 1));
    if (last == null || usual.size() < settings.nights()) {
      return;
    }
    long median = usual.stream().sorted().toList().get(usual.size() / 2);
    long limit = median * settings.offHoursPpm() / PPM + settings.offHoursLeast();
    if (last > limit) {
      book.hold(held(key, group, n, last, limit, estate, now));
    } else if (last >= limit * settings.easedPpm() / PPM) {
      book.keep(Alert.Kind.OFF_HOURS, key);
    }
  }

  private static AlertBook.Held held(
      String key, Group group, Nights n, long last, long limit, Watched estate, long now) {
    List<String> most =
        group.devices.stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(NAMED)
            .map(Map.Entry::getKey)
            .toList();
    return new AlertBook.Held(
        Alert.Kind.OFF_HOURS,
        key,
        Severity.WARNING,
        Place.site(group.site),
        n.lastStart(),
        last,
        limit,
        "mW",
        "class " + group.equipmentClass + ", mean of a quarter-hour when nobody is there",
        estate.names(most, now),
        Collections.emptySortedSet());
  }
}
