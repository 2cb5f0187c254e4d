package io.garonne.streams;

import io.garonne.model.alert.AlertSettings;
import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The four applications without Kafka, under one clock, each reading what the others write; and
 * everything that any of them has written, changelogs and internal topics with it. One thread.
 */
final class ChainDriver implements AutoCloseable {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration STEP = Duration.ofSeconds(10);

  private final Map<String, Application> applications = new LinkedHashMap<>();
  private final Map<String, List<TestRecord<byte[], byte[]>>> written = new TreeMap<>();
  private final List<Input> inputs = new ArrayList<>();
  private Instant now;

  /** What was put into a topic from outside. */
  record Input(String topic, TestRecord<byte[], byte[]> record) {}

  /**
   * An application.
   *
   * @param sources topics that it reads
   * @param stores its state stores
   */
  private record Application(TopologyTestDriver driver, Set<String> sources, Set<String> stores) {}

  ChainDriver(Path state, Instant start) {
    now = start;
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties totals = StreamsConfigs.totals(settings);
    add(
        totals,
        TotalsTopology.build(
            new TotalsSettings(settings.horizon(), PARIS, settings.flushEvery(), 1, () -> false),
            totals));
    Properties live = StreamsConfigs.live(settings);
    add(live, LiveTopology.build(1, PARIS, live));
    Properties indicators = StreamsConfigs.indicators(settings);
    add(
        indicators,
        IndicatorsTopology.build(
            PARIS,
            settings.collectFor(),
            settings.flushEvery(),
            () -> true,
            AdviceRun.all(ScheduleSettings.DEFAULT),
            indicators));
    Properties alerts = StreamsConfigs.alerts(settings);
    add(alerts, AlertsTopology.build(PARIS, AlertSettings.DEFAULT, () -> true, alerts));
  }

  private void add(Properties properties, Topology topology) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    Set<String> sources = new TreeSet<>();
    Set<String> stores = new TreeSet<>();
    TopologyDescription description = topology.describe();
    description.globalStores().forEach(store -> see(store.source(), sources, stores));
    description.globalStores().forEach(store -> see(store.processor(), sources, stores));
    description
        .subtopologies()
        .forEach(part -> part.nodes().forEach(node -> see(node, sources, stores)));
    applications.put(
        properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
        new Application(new TopologyTestDriver(topology, properties, now), sources, stores));
  }

  private static void see(TopologyDescription.Node node, Set<String> sources, Set<String> stores) {
    if (node instanceof TopologyDescription.Source source) {
      sources.addAll(source.topicSet());
    } else if (node instanceof TopologyDescription.Processor processor) {
      stores.addAll(processor.stores());
    }
  }

  Instant now() {
    return now;
  }

  /** State stores of every application, by its name. */
  Map<String, Set<String>> stores() {
    Map<String, Set<String>> all = new TreeMap<>();
    applications.forEach((name, application) -> all.put(name, application.stores()));
    return all;
  }

  /** Internal topics between the parts of every application, by their names in Kafka. */
  Set<String> repartitions() {
    Set<String> all = new TreeSet<>();
    applications.forEach(
        (name, application) ->
            application.sources().stream()
                .filter(topic -> topic.endsWith("-repartition"))
                .forEach(topic -> all.add(name + "-" + topic)));
    return all;
  }

  /** Puts a record into a topic. */
  void put(String topic, TestRecord<byte[], byte[]> record) {
    inputs.add(new Input(topic, record));
    for (Application application : applications.values()) {
      if (application.sources().contains(topic)) {
        pipe(application, topic, record);
      }
    }
    pump();
  }

  private static void pipe(
      Application application, String topic, TestRecord<byte[], byte[]> record) {
    application
        .driver()
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  /** Lets the wall clock go on. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Duration left = Duration.between(now, end);
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      now = now.plus(step);
      applications.values().forEach(application -> application.driver().advanceWallClockTime(step));
      pump();
    }
  }

  /** Brings what one application wrote to those that read it, until nothing is on its way. */
  private void pump() {
    boolean moved;
    do {
      moved = false;
      for (Map.Entry<String, Application> writer : applications.entrySet()) {
        Application from = writer.getValue();
        for (String topic : Set.copyOf(from.driver().producedTopicNames())) {
          List<TestRecord<byte[], byte[]>> records =
              from.driver()
                  .createOutputTopic(
                      topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                  .readRecordsToList();
          written.computeIfAbsent(topic, t -> new ArrayList<>()).addAll(records);
          for (Map.Entry<String, Application> reader : applications.entrySet()) {
            Application to = reader.getValue();
            // What it reads of its own, the driver brings it by itself.
            if (!reader.getKey().equals(writer.getKey()) && to.sources().contains(topic)) {
              records.forEach(record -> pipe(to, topic, record));
              moved |= !records.isEmpty();
            }
          }
        }
      }
    } while (moved);
  }

  /** Everything that came from outside until now, in that order. */
  List<Input> inputs() {
    return List.copyOf(inputs);
  }

  /** Everything that applications wrote to each topic until now, in that order. */
  Map<String, List<TestRecord<byte[], byte[]>>> written() {
    Map<String, List<TestRecord<byte[], byte[]>>> all = new TreeMap<>();
    written.forEach((topic, records) -> all.put(topic, List.copyOf(records)));
    return all;
  }

  @Override
  public void close() {
    applications.values().forEach(application -> application.driver().close());
  }
}
