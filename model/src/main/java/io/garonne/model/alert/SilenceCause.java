package io.garonne.model.alert;

import io.garonne.model.alert.Watched.Known;
import java.util.List;
import java.util.NavigableSet;
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
}
