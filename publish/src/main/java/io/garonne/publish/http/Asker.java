package io.garonne.publish.http;

/** What is known of who asks. */
public sealed interface Asker {
  /**
   * Their role is known; it may be that of everybody.
   *
   * @param role what they may see
   * @param isNamed whether they said who they are
   */
  record Known(Role role, boolean isNamed) implements Asker {}

  /** They said who they are, and it is not so. */
  record Wrong() implements Asker {}

  /**
   * Too many attempts have failed; nothing is looked at.
   *
   * @param seconds after which it is looked at again
   */
  record Slowed(long seconds) implements Asker {}
}
