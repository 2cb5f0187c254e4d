package io.garonne.service;

/** Whether a stage does its work now; if not, why, in words for the person on call. */
public sealed interface Readiness {

  /** It works. */
  record Ready() implements Readiness {}

  /**
   * It does not work now.
   *
   * @param reason one line
   */
  record NotReady(String reason) implements Readiness {}

  /** It works. */
  static Readiness ready() {
    return new Ready();
  }

  /** It does not work now, for this reason. */
  static Readiness notReady(String reason) {
    return new NotReady(reason);
  }
}
