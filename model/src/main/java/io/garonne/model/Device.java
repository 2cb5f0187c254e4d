package io.garonne.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device with its whole validity list: one record of the devices topic.
 *
 * @param device name, as in {@link Reading#device()}
 * @param assignments sorted by {@code from}; no two overlap
 */
public record Device(String device, List<Assignment> assignments) {

  public Device {
    assignments = assignments.stream().sorted(Comparator.comparingLong(Assignment::from)).toList();
    for (int i = 1; i < assignments.size(); i++) {
      if (assignments.get(i - 1).to() > assignments.get(i).from()) {
        throw new IllegalArgumentException(device + ": overlapping validity");
      }
    }
  }

  /** The assignment that holds at an instant (milliseconds since 1970 UTC), or null. */
  public @Nullable Assignment at(long at) {
    for (int i = assignments.size() - 1; i >= 0; i--) {
      if (assignments.get(i).holdsAt(at)) {
        return assignments.get(i);
      }
    }
    return null;
  }
}
