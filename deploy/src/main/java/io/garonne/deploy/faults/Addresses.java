package io.garonne.deploy.faults;

import io.garonne.deploy.runtime.Ports;
import java.net.URI;

/**
 * Where the servers of a run are.
 *
 * @param brokerHost where the MQTT broker listens
 * @param kafkaHost where Kafka listens
 */
record Addresses(String brokerHost, int mqttPort, String kafkaHost, int kafkaPort, int influxPort) {
  static final String LOOPBACK = "127.0.0.1";

  /** On free ports. */
  static Addresses on(String brokerHost, String kafkaHost) {
    return new Addresses(brokerHost, Ports.free(), kafkaHost, Ports.free(), Ports.free());
  }

  /** Where the twin publishes. */
  URI mqtt() {
    return URI.create("tcp://" + brokerHost + ":" + mqttPort);
  }

  /** Kafka. */
  String bootstrap() {
    return kafkaHost + ":" + kafkaPort;
  }

  /** InfluxDB itself, without the gate. */
  URI influx() {
    return URI.create("http://" + LOOPBACK + ":" + influxPort);
  }
}
