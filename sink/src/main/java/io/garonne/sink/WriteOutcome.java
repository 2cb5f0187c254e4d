package io.garonne.sink;

/** What the server made of one request to write. */
sealed interface WriteOutcome {

  /** All points are stored. */
  record Accepted() implements WriteOutcome {}

  /**
   * All but some points are stored, and the server does not say which.
   *
   * @param dropped how many it dropped, at least 1
   */
  record Partial(long dropped, String reason) implements WriteOutcome {}

  /** At least one point is wrong; the others may or may not be stored. */
  record Refused(String reason) implements WriteOutcome {}

  /** The request is too large for the server, or its answer is for us. */
  record TooLarge(String reason) implements WriteOutcome {}

  /** Database, retention policy, bucket or organization is not there. */
  record Missing(String reason) implements WriteOutcome {}

  /** Nothing can be written now. */
  record Blocked(Obstacle obstacle) implements WriteOutcome {}
}
