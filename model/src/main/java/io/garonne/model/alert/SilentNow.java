package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Watched.Known;
import io.garonne.model.metering.MeterProfile;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is heard and who is not, at one look.
 *
 * @param devices that the tables describe, by name
 * @param heard what was heard last, by device
 * @param estate the tables
 * @param started since when there have been looks, milliseconds since 1970 UTC
 * @param at the look, milliseconds since 1970 UTC
 */
record SilentNow(
    Map<String, Known> devices, Map<String, Heard> heard, Watched estate, long started, long at) {

  /** What the tables say of a device, or null: nothing. */
  @Nullable Known known(String name) {
    return devices.get(name);
  }

  /** What the tables say of a device that they describe. */
  Known device(String name) {
    return Objects.requireNonNull(devices.get(name));
  }

  @Nullable Heard heard(String device) {
    return heard.get(device);
  }

  /** When it was heard last, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} if never. */
  long lastHeard(String device) {
    Heard of = heard.get(device);
    return of == null ? Long.MIN_VALUE : of.at();
  }

  /** Silent devices that are missed and that no alert of their own is about, in order. */
  NavigableSet<String> missed(AlertSettings settings, Set<String> taken) {
    NavigableSet<String> missed = new TreeSet<>();
    heard.forEach(
        (device, last) -> {
          if (isOverdue(device, last) && !taken.contains(device)) {
            Known known = known(device);
            if (known != null && isExpected(known, last, settings)) {
              missed.add(device);
            }
          }
        });
    return missed;
  }

  /** After a start nothing has been missed yet: its own silence is nobody else's. */
  private boolean isOverdue(String device, Heard last) {
    if (last.isOff()) {
      return false;
    }
    Known known = known(device);
    return known != null && (last.isLost() || Math.max(last.at(), started) + known.maxGap() < at);
  }

  private boolean isExpected(Known known, Heard last, AlertSettings settings) {
    return estate.isExpected(known, settings, Math.min(last.at() + known.maxGap(), at), at);
  }

  /** Whether nothing was heard of a device that an alert is about already, whatever the hour. */
  boolean isStillSilent(String device) {
    Known known = known(device);
    Heard last = heard(device);
    if (known == null || !known.isIncluded() || (last != null && last.isOff())) {
      return false;
    }
    return last == null || last.isLost() || last.at() + known.maxGap() < at;
  }

  /** Whether it was heard once, and is not any more. */
  boolean isMissing(String device) {
    return heard.containsKey(device) && isStillSilent(device);
  }

  /** Sites of which anything was heard. */
  long heardSites() {
    return sites(heard.keySet());
  }

  /** Sites of those that count in totals. */
  long sites(Collection<String> names) {
    return names.stream()
        .map(devices::get)
        .filter(known -> known != null && known.isIncluded())
        .map(Known::site)
        .distinct()
        .count();
  }

  /** How many behind a cause were heard since; of those that are due later nothing is known. */
  long alive(SilenceCause cause, NavigableSet<String> silent) {
    long cut = Math.max(newest(silent), firstMissed(silent));
    long alive = 0;
    for (Known known : cause.members()) {
      MeterProfile profile = known.of().profile();
      boolean onChange = profile.reporting() == MeterProfile.Reporting.ON_CHANGE;
      long due = onChange ? known.maxGap() : 2 * profile.interval();
      long last = lastHeard(known.name());
      if (last > cut && at - last <= due && !silent.contains(known.name())) {
        alive++;
      }
    }
    return alive;
  }

  /** Whether anything behind a cause, but for the silent ones, was heard within a time. */
  boolean isHeardFrom(SilenceCause cause, Set<String> silent, long milliseconds) {
    return cause.members().stream()
        .map(Known::name)
        .anyMatch(name -> lastHeard(name) > at - milliseconds && !silent.contains(name));
  }

  /**
   * When the first of them should have spoken again. Whatever has silenced them may have come as
   * late as that: who spoke before, and has nothing to say since, is not known to be alive.
   */
  private long firstMissed(Collection<String> names) {
    long first = Long.MAX_VALUE;
    for (String name : names) {
      Known known = known(name);
      long last = lastHeard(name);
      if (known != null
          && last > Long.MIN_VALUE
          && known.of().profile().reporting() == MeterProfile.Reporting.PERIODIC) {
        first = Math.min(first, last + known.of().profile().interval());
      }
    }
    return first == Long.MAX_VALUE ? Long.MIN_VALUE : first;
  }

  /** When the last of them was heard; now if none ever was. */
  long newest(Collection<String> names) {
    long newest = Long.MIN_VALUE;
    for (String name : names) {
      newest = Math.max(newest, lastHeard(name));
    }
    return newest == Long.MIN_VALUE ? at : newest;
  }
}
