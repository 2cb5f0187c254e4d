package io.garonne.deploy.contract;

import java.net.URI;

/** The servers around the stages; each keeps its data and its address over a restart. */
interface Servers extends AutoCloseable {
  /** The broker, without accounts, persistent. */
  URI mqtt();

  /** Kafka, {@code host:port}. */
  String kafka();

  /** InfluxDB 1.x. */
  URI influx();

  /** Stops and starts the broker; returns when it listens. */
  void restartMqtt() throws Exception;

  /** Stops and starts Kafka; returns when it listens. */
  void restartKafka() throws Exception;

  /** Kafka answers no more, but its connections stay. */
  void freezeKafka() throws Exception;

  /** It goes on. */
  void thawKafka() throws Exception;

  @Override
  void close();
}
