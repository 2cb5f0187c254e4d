package io.garonne.deploy.replay;

import io.garonne.deploy.replay.ReplayState.FileKey;
import io.garonne.deploy.replay.ReplayState.Progress;
import io.garonne.model.wire.IsoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which files a data directory can take in as it is: history comes before what is newer. */
final class Admission {
  private Admission() {}

  /** Files that were never begun in this data directory. */
  static List<SeriesScan> fresh(List<SeriesScan> series, ReplayState state) {
    return series.stream().filter(scan -> !state.files().containsKey(key(scan))).toList();
  }

  static FileKey key(SeriesScan scan) {
    return new FileKey(scan.file().name(), scan.sha256());
  }

  /**
   * Fresh files that begin before the newest reading of their device.
   *
   * @param newest event time of the newest reading of each device that has any
   */
  static List<SeriesScan> older(List<SeriesScan> fresh, Map<String, Long> newest) {
    return fresh.stream()
        .filter(
            scan -> {
              Long known = newest.get(scan.file().device());
              return known != null && scan.firstAt() < known;
            })
        .toList();
  }

  /** Why files that begin before the newest reading of their device are refused. */
  static List<String> refusals(
      List<SeriesScan> older, ReplayState state, Map<String, Long> newest) {
    List<String> refusals = new ArrayList<>();
    for (SeriesScan scan : older) {
      String changed =
          state.files().keySet().stream().anyMatch(k -> k.name().equals(scan.file().name()))
              ? " Another content of this file was replayed before."
              : "";
      refusals.add(
          "%s: %s has readings up to %s already, and this history begins at %s.%s"
              .formatted(
                  scan.file().name(),
                  scan.file().device(),
                  IsoTime.format(newest.getOrDefault(scan.file().device(), 0L)),
                  IsoTime.format(scan.firstAt()),
                  changed));
    }
    if (!refusals.isEmpty()) {
      refusals.add(
          "Older history is too late for a meter that has gone on. --rebuild meters these devices"
              + " anew, from what is stored and this history together; or give another --data.");
    }
    return refusals;
  }

  /** Why files that were begun cannot be gone on with; empty if they can. */
  static List<String> otherOrders(List<SeriesScan> series, ReplayState state, Disorder disorder) {
    List<String> problems = new ArrayList<>();
    for (SeriesScan scan : series) {
      Progress progress = state.files().get(key(scan));
      if (progress != null
          && progress.acknowledged() > 0
          && !progress.order().equals(disorder.label())) {
        problems.add(
            "%s: it was begun with %s and cannot be gone on with as %s"
                .formatted(scan.file().name(), progress.order(), disorder.label()));
      }
    }
    return problems;
  }
}
