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

  /** What an exception says, without a stack. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
