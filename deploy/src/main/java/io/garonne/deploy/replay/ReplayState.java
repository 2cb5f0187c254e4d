package io.garonne.deploy.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the replays into a data directory have come.
 *
 * @param replay id of the last replay; empty before the first
 * @param phase how far it is
 * @param inventory fingerprint of the inventory that was published last; empty before
 * @param endedBefore messages that ingest had ignored or dead-lettered when the directory was
 *     rebuilt: its ledger began anew, without them
 * @param files every file that was ever begun, by name and content
 */
record ReplayState(
    String replay,
    Phase phase,
    String inventory,
    long endedBefore,
    SortedMap<FileKey, Progress> files) {

  /** Life of a replay as this side sees it. */
  enum Phase {
    /** Its readings are being published. */
    PUBLISHING,
    /** Everything is metered and closed. */
    CLOSED
  }

  /** A file: the same name with other bytes is another one. */
  record FileKey(String name, String sha256) implements Comparable<FileKey> {
    @Override
    public int compareTo(FileKey other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : sha256.compareTo(other.sha256);
    }
  }

  /**
   * Progress in one file.
   *
   * @param order in which its readings are published, see {@link Disorder#label()}
   * @param acknowledged readings of that order which are acknowledged, from the first without a
   *     hole
   */
  record Progress(String order, long acknowledged) {}

  /** Before anything. */
  static final ReplayState NONE = new ReplayState("", Phase.CLOSED, "", 0, new TreeMap<>());

  private static final String VERSION = "garonne-replay 1";

  ReplayState {
    files = new TreeMap<>(files);
  }

  /** Readings of all files that are acknowledged. */
  long acknowledged() {
    return files.values().stream().mapToLong(Progress::acknowledged).sum();
  }

  /** Acknowledged readings that the ledger of this data directory must know of. */
  long accountable() {
    return acknowledged() - endedBefore;
  }

  ReplayState rebuilt(long endedBefore) {
    return new ReplayState(replay, phase, inventory, this.endedBefore + endedBefore, files);
  }

  ReplayState begun(String id) {
    return new ReplayState(id, Phase.PUBLISHING, inventory, endedBefore, files);
  }

  ReplayState closed() {
    return new ReplayState(replay, Phase.CLOSED, inventory, endedBefore, files);
  }

  ReplayState withInventory(String fingerprint) {
    return new ReplayState(replay, phase, fingerprint, endedBefore, files);
  }

  ReplayState with(FileKey key, Progress progress) {
    SortedMap<FileKey, Progress> changed = new TreeMap<>(files);
    changed.put(key, progress);
    return new ReplayState(replay, phase, inventory, endedBefore, changed);
  }

  /** As text, one fact a line. */
  String format() {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    text.append("replay\t").append(replay).append('\t').append(phase).append('\n');
    text.append("inventory\t").append(inventory).append('\n');
    text.append("ended-before\t").append(endedBefore).append('\n');
    files.forEach(
        (key, progress) ->
            text.append("file\t")
                .append(key.sha256())
                .append('\t')
                .append(progress.acknowledged())
                .append('\t')
                .append(progress.order())
                .append('\t')
                .append(key.name())
                .append('\n'));
    return text.append("end\n").toString();
  }

  /**
   * From its text.
   *
   * @throws IllegalArgumentException if it is not such a text, or not whole
   */
  static ReplayState parse(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.size() < 5
        || !lines.getFirst().equals(VERSION)
        || !lines.removeLast().equals("end")) {
      throw new IllegalArgumentException("not a whole progress file of this version");
    }
    String[] replay = lines.get(1).split("\t", -1);
    String[] inventory = lines.get(2).split("\t", -1);
    String[] ended = lines.get(3).split("\t", -1);
    SortedMap<FileKey, Progress> files = new TreeMap<>();
    try {
      for (String line : lines.subList(4, lines.size())) {
        String[] parts = line.split("\t", 5);
        files.put(
            new FileKey(parts[4], parts[1]), new Progress(parts[3], Long.parseLong(parts[2])));
      }
      return new ReplayState(
          replay[1], Phase.valueOf(replay[2]), inventory[1], Long.parseLong(ended[1]), files);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a line is too short", e);
    }
  }
}
