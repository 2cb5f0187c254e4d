package io.garonne.deploy.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a chain in one process is to be.
 *
 * @param data directory of everything that survives a restart
 * @param bind address the MQTT broker and the page listen on; Kafka and influxd stay on loopback
 * @param mqttPort 0 takes a free port, as for the others
 * @param kafkaPort see {@code mqttPort}
 * @param httpPort see {@code mqttPort}
 * @param partitions of readings, when the topics are created; see {@link Preflight}
 * @param influx where points go
 * @param durable whether everything is written to the disk before it is acknowledged
 * @param stages names of those to run: ingest, streams, sink, publish
 * @param settings of the stages, by key, over what the chain itself sets
 */
public record ChainSettings(
    Path data,
    String bind,
    int mqttPort,
    int kafkaPort,
    int httpPort,
    int partitions,
    Influx influx,
    boolean durable,
    Set<String> stages,
    Map<String, String> settings) {

  /** More than any estate of ours needs, and more than one broker on one machine likes. */
  public static final int MAX_PARTITIONS = 1000;

  /** All stages. */
  public static final Set<String> ALL = Set.of("ingest", "streams", "sink", "publish");

  /** Where points go. */
  public sealed interface Influx {
    /** Nowhere: the chain runs without its last stage. */
    record None() implements Influx {}

    /** This machine's influxd as a child; none if there is none. */
    record Child(int port) implements Influx {}

    /** A server that runs already. */
    record At(URI url) implements Influx {}
  }

  public ChainSettings {
    if (!ALL.containsAll(stages)) {
      throw new IllegalArgumentException("stages are " + ALL + ", not " + stages);
    }
    stages = Set.copyOf(stages);
    settings = Map.copyOf(settings);
  }

  /** Everything on free ports of the loopback address, with 4 partitions: for tests and replays. */
  public static ChainSettings on(Path data) {
    return new ChainSettings(
        data, "127.0.0.1", 0, 0, 0, 4, new Influx.Child(0), false, ALL, Map.of());
  }

  /** The same with other ports. */
  public ChainSettings ports(int mqtt, int kafka, int http) {
    return new ChainSettings(
        data, bind, mqtt, kafka, http, partitions, influx, durable, stages, settings);
  }

  /** The same on another address. */
  public ChainSettings bind(String address) {
    return new ChainSettings(
        data,
        address,
        mqttPort,
        kafkaPort,
        httpPort,
        partitions,
        influx,
        durable,
        stages,
        settings);
  }

  /** The same, writing to the disk before acknowledging or not. */
  public ChainSettings durable(boolean other) {
    return new ChainSettings(
        data, bind, mqttPort, kafkaPort, httpPort, partitions, influx, other, stages, settings);
  }

  /** The same with points elsewhere. */
  public ChainSettings influx(Influx other) {
    return new ChainSettings(
        data, bind, mqttPort, kafkaPort, httpPort, partitions, other, durable, stages, settings);
  }

  /** The same with so many partitions. */
  public ChainSettings partitions(int other) {
    return new ChainSettings(
        data, bind, mqttPort, kafkaPort, httpPort, other, influx, durable, stages, settings);
  }

  /** The same with these stages only. */
  public ChainSettings stages(Set<String> some) {
    return new ChainSettings(
        data, bind, mqttPort, kafkaPort, httpPort, partitions, influx, durable, some, settings);
  }

  /** The same with one more setting of a stage. */
  public ChainSettings set(String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new ChainSettings(
        data, bind, mqttPort, kafkaPort, httpPort, partitions, influx, durable, stages, more);
  }

  /**
   * The same for recorded history: readings of any year are taken as they are dated, and stores may
   * take more memory, for there is much to write at once.
   *
   * @see io.garonne.model.Replay
   */
  public ChainSettings recordedHistory() {
    return set("ingest.recorded-history", "true").set("streams.memory-mb", "64");
  }
}
