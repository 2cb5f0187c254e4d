package io.garonne.sink;

/** What becomes of one record: a line, nothing for a counted reason, or a dead letter. */
sealed interface Conversion {

  /** It is written. */
  record Written(Line line) implements Conversion {}

  /** It is not written, and that is right. */
  record Ignored(String reason) implements Conversion {}

  /** It cannot be written. */
  record Unwritable(String reason, String detail) implements Conversion {}
}
