package io.garonne.publish.notify;

/** A way to tell people. One thread at a time. */
interface Channel {

  /** Short, lower case: a metric's tag and part of a consumer group's name. */
  String name();

  /**
   * One attempt; may be interrupted.
   *
   * @throws Exception if it did not work this time: as {@link Outcome.Failed}
   */
  Outcome deliver(Notice notice) throws Exception;
}
