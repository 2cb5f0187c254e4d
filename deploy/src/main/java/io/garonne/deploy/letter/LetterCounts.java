package io.garonne.deploy.letter;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters by stage, reason and topic, and the newest of them. Its memory is bounded: beyond so
 * many topics all others are one.
 */
public final class LetterCounts {
  private static final int MOST_GROUPS = 10_000;
  private static final String OTHERS = "…";

  /** What is counted together. */
  private record Alike(DeadLetter.Stage stage, String reason, String topic) {}

  /**
   * Letters that are alike.
   *
   * @param count how many
   * @param first arrival of the first, milliseconds since 1970 UTC
   * @param last arrival of the last
   */
  public record Group(
      DeadLetter.Stage stage, String reason, String topic, long count, long first, long last) {}

  private final Map<Alike, Group> groups = new HashMap<>();
  private final ArrayDeque<DeadLetter> newest = new ArrayDeque<>();
  private final int limit;
  private long count;

  /**
   * None yet.
   *
   * @param limit how many of the newest are kept
   */
  public LetterCounts(int limit) {
    this.limit = limit;
  }

  /** Counts one. */
  public void add(DeadLetter letter) {
    count++;
    Alike alike = new Alike(letter.stage(), letter.reason(), letter.topic());
    if (groups.size() >= MOST_GROUPS && !groups.containsKey(alike)) {
      alike = new Alike(letter.stage(), letter.reason(), OTHERS);
    }
    groups.merge(
        alike,
        new Group(alike.stage, alike.reason, alike.topic, 1, letter.at(), letter.at()),
        (a, b) ->
            new Group(
                a.stage,
                a.reason,
                a.topic,
                a.count + 1,
                Math.min(a.first, b.first),
                Math.max(a.last, b.last)));
    newest.add(letter);
    if (newest.size() > limit) {
      newest.remove();
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The most frequent first. */
  public List<Group> groups() {
    return groups.values().stream()
        .sorted(
            Comparator.comparingLong(Group::count)
                .reversed()
                .thenComparing(Group::reason)
                .thenComparing(Group::topic))
        .toList();
  }

  /** The newest, the last written last. */
  public List<DeadLetter> newest() {
    return List.copyOf(newest);
  }
}
