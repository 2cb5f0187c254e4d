package io.garonne.model.alert;

/** How soon somebody should act; the later constant is the more urgent. */
public enum Severity {
  /** Worth knowing; nobody is told outside of lists. */
  INFO,
  /** To be looked at in working hours. */
  WARNING,
  /** To be woken for; repeated until somebody has acknowledged it. */
  CRITICAL
}
