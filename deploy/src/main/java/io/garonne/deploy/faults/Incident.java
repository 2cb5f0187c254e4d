package io.garonne.deploy.faults;

/**
 * One fault at its moment.
 *
 * @param at milliseconds after the twin began to publish
 * @param fault what is done
 * @param part to which process
 * @param millis how long it lasts; of a kill, how long until the process is started again
 */
record Incident(long at, Fault fault, Part part, long millis) {

  Incident {
    if (at < 0 || millis < 0) {
      throw new IllegalArgumentException("an incident is not before the beginning");
    }
  }

  /** Kills of processes in it. */
  int kills() {
    return switch (fault) {
      case KILL -> 1;
      case FREEZE_AND_KILL_INGEST -> 2;
      default -> 0;
    };
  }

  @Override
  public String toString() {
    return "%6.1f s  %s %s, %.1f s"
        .formatted(at / 1000.0, part.label(), fault.words(), millis / 1000.0);
  }
}
