package io.garonne.publish.notify;

/** What became of an attempt to tell somebody. Reasons name no secret. */
sealed interface Outcome {

  /** The other side has it. */
  record Delivered() implements Outcome {}

  /**
   * The other side does not want it and will not later: trying again is of no use.
   *
   * @param reason one line for the operator
   */
  record Refused(String reason) implements Outcome {}

  /**
   * It did not work this time.
   *
   * @param reason one line for the operator
   */
  record Failed(String reason) implements Outcome {}

  /** What an exception says, and what lies at its root, without a stack: one line. */
  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String first = line(e);
    String last = line(root);
    return first.contains(last) ? first : first + " (" + last + ")";
  }

  private static String line(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
