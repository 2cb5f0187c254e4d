package io.garonne.publish.http;

/** What was asked for is there, and for others than who asks. */
public final class NotForRoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Role least;

  /**
   * @param least the least role that gets it
   */
  public NotForRoleException(Role least) {
    super("for " + least.label());
    this.least = least;
  }

  Role least() {
    return least;
  }
}
