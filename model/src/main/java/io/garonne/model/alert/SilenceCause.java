package io.garonne.model.alert;

import io.garonne.model.alert.Watched.Known;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What may have silenced devices together.
 *
 * @param kind what it would be
 * @param about what it would be about
 * @param place where
 * @param detail how people read it
 * @param has whether a device stands behind it
 * @param members those that stand behind it
 * @param least silent devices below which it is none
 * @param mustBeMost whether most of what is behind it must be silent; otherwise nothing is known
 *     that joins them
 */
record SilenceCause(
    Alert.Kind kind,
    String about,
    Place place,
    String detail,
    Predicate<Known> has,
    List<Known> members,
    int least,
    boolean mustBeMost) {

  private static final long PPM = 1_000_000L;

  /** Those of them that stand behind it. */
  NavigableSet<String> among(NavigableSet<String> devices, SilentNow now) {
    NavigableSet<String> found = new TreeSet<>();
    if (devices.size() < members.size()) {
      for (String device : devices) {
        Known known = now.known(device);
        if (known != null && has.test(known)) {
          found.add(device);
        }
      }
    } else {
      for (Known known : members) {
        if (devices.contains(known.name())) {
          found.add(known.name());
        }
      }
    }
    return found;
  }

  /**
   * Whether whoever of a group is still silent, if anybody, stands behind it, and all others do.
   */
  boolean holds(Set<String> group, SilentNow now) {
    boolean isSilent = false;
    for (String device : group) {
      Known known = now.known(device);
      if (known == null || !has.test(known)) {
        return false;
      }
      isSilent |= now.isStillSilent(device);
    }
    return isSilent;
  }

  /** A cause that has been told goes on until most of what is behind it is heard again. */
  boolean goesOn(NavigableSet<String> silent, SilentNow now) {
    if (silent.isEmpty()) {
      return false;
    }
    return mustBeMost ? silent.size() >= now.alive(this, silent) : silent.size() * 2 >= least;
  }

  /** Whether most of what could have been heard since the last of them was not. */
  boolean isMost(NavigableSet<String> silent, SilentNow now, AlertSettings settings) {
    long alive = now.alive(this, silent);
    if (kind != Alert.Kind.GROUP_SILENT) {
      // A single device that gets through says that the way is open.
      return alive == 0
          && !now.isHeardFrom(this, silent, settings.collectFor().toMillis())
          && (kind == Alert.Kind.SITE_SILENT || now.sites(silent) > 1);
    }
    return silent.size() * PPM >= settings.mostPpm() * (silent.size() + alive);
  }
}
