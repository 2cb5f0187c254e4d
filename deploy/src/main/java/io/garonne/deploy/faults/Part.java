package io.garonne.deploy.faults;

import java.util.Locale;

/** A process of the estate under test. */
enum Part {
  /** The MQTT broker. */
  BROKER,
  KAFKA,
  INFLUX,
  /** Two instances share one subscription. */
  INGEST_1,
  INGEST_2,
  /** Two instances share the partitions. */
  STREAMS_1,
  STREAMS_2,
  SINK;

  /** As people read it: {@code ingest-1}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
