package io.garonne.model;

/**
 * A replay of recorded history, announced once per partition of the readings topic. While it runs
 * no total becomes final; when the meter has passed {@code untilOffset} of every partition, what it
 * touched is closed with revision 0.
 *
 * @param id name of the replay
 * @param partition partition of the readings topic that this record is about
 * @param state running or finished
 * @param untilOffset end offset of the partition when the replay finished; 0 while it runs
 */
public record Replay(String id, int partition, State state, long untilOffset) {

  /** Life of a replay. {@code CLOSED} is written by streams when everything is published. */
  public enum State {
    RUNNING,
    FINISHED,
    CLOSED
  }
}
