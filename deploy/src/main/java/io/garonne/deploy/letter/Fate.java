package io.garonne.deploy.letter;

/** What would become of a dead letter now. */
public sealed interface Fate {
  /** One line for a person, without what could steer a terminal. */
  String text();

  /** It is published again: ingest would store or learn it. */
  record PublishedAgain(String text) implements Fate {}

  /** The sink reads the newest record of its key again. */
  record WrittenAgain(String text) implements Fate {}

  /** It would end as it did, or cannot be brought again. */
  record Stays(String text) implements Fate {}
}
