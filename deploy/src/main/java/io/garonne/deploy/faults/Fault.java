package io.garonne.deploy.faults;

/** What is done to a process or to what lies between two. */
enum Fault {
  /** kill −9, then started again. */
  KILL("kill -9"),
  /** SIGTERM, waited for, then started again. */
  RESTART("stopped and started"),
  /** SIGSTOP, later SIGCONT. */
  FREEZE("frozen"),
  /**
   * Kafka frozen and both ingests killed meanwhile: the one way to see an acknowledgement that was
   * given before Kafka had the message.
   */
  FREEZE_AND_KILL_INGEST("frozen, and both ingests killed meanwhile"),
  /** Packets vanish in both directions; nobody is told. */
  CUT("cut off the network"),
  /** InfluxDB is away: connections are refused. */
  DOWN("down"),
  /** InfluxDB answers after two seconds. */
  SLOW("slow"),
  /** InfluxDB answers 429, with a second to wait. */
  ANSWERS_429("answers 429"),
  ANSWERS_500("answers 500"),
  ANSWERS_503("answers 503"),
  /** InfluxDB refuses points of one device. */
  REFUSES_A_POINT("refuses points of one device"),
  /** No room is left where InfluxDB writes. */
  DISK_FULL("disk full"),
  /** The process's clock is set forward or back by half a minute. */
  CLOCK_STEP("clock set by half a minute");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** What a report says was done to the process. */
  String words() {
    return words;
  }
}
