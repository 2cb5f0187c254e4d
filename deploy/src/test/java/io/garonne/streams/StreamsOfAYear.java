package io.garonne.streams;

import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.model.wire.Topics;
import io.garonne.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topologies of totals and of indicators as they are, by a clock that somebody else sets. It is
 * in this package because the topologies are nobody else's business.
 */
public final class StreamsOfAYear implements AutoCloseable {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final List<Topics> TOTALS = List.copyOf(Topics.totals());
  private static final List<Topics> FIGURES =
      List.of(Topics.STRATA, Topics.INDICATORS, Topics.ADVICE);

  private final TopologyTestDriver totals;
  private final TopologyTestDriver indicators;
  private final Outlet outlet;
  private Instant now;
  private Instant ofIndicators;

  /** Takes what the streams write, in its order. */
  public interface Outlet {
    /** A record; without value it takes back what its key said. */
    void take(Topics topic, String key, byte @Nullable [] value);
  }

  /**
   * Without any state.
   *
   * @param state an empty directory
   * @param today what the clock says
   */
  public StreamsOfAYear(Path state, Instant today, Outlet outlet) {
    this.now = today;
    this.ofIndicators = today;
    this.outlet = outlet;
    StreamsSettings settings =
        StreamsSettings.from(Settings.of(Map.of("streams.state-dir", state.toString())));
    Properties ofTotals = StreamsConfigs.totals(settings);
    totals =
        driver(
            TotalsTopology.build(
                new TotalsSettings(settings.horizon(), PARIS, settings.flushEvery(), 1, () -> true),
                ofTotals),
            ofTotals);
    Properties ofIndicators = StreamsConfigs.indicators(settings);
    indicators =
        driver(
            IndicatorsTopology.build(
                PARIS,
                settings.collectFor(),
                settings.flushEvery(),
                () -> true,
                AdviceRun.all(ScheduleSettings.DEFAULT),
                ofIndicators),
            ofIndicators);
  }

  private TopologyTestDriver driver(Topology topology, Properties properties) {
    // The driver knows no transactions.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return new TopologyTestDriver(topology, properties, now);
  }

  /** A record of readings or devices, to the totals. */
  public void toTotals(Topics topic, String key, byte[] value) {
    put(totals, topic, key, value);
  }

  /** A record of the estate, or one that is in a topic already, to the indicators. */
  public void toIndicators(Topics topic, String key, byte @Nullable [] value) {
    put(indicators, topic, key, value);
  }

  private void put(TopologyTestDriver driver, Topics topic, String key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic.topic(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, now));
  }

  /** Lets the clock of the totals go on; what is due is made. */
  public void pass(Duration time) {
    now = now.plus(time);
    totals.advanceWallClockTime(time);
    for (Topics topic : TOTALS) {
      drain(totals, topic);
    }
  }

  /** Lets the indicators take in what the totals have said, and compute. */
  public void compute() {
    // What they have read waits for a minute; then they compute once nothing more comes.
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofSeconds(35));
      indicators.advanceWallClockTime(Duration.between(ofIndicators, now));
      ofIndicators = now;
    }
    for (Topics topic : FIGURES) {
      drain(indicators, topic);
    }
  }

  private void drain(TopologyTestDriver driver, Topics topic) {
    var out =
        driver.createOutputTopic(
            topic.topic(), new StringDeserializer(), new ByteArrayDeserializer());
    while (!out.isEmpty()) {
      var record = out.readKeyValue();
      outlet.take(topic, record.key, record.value);
      if (isOfIndicators(topic, record.key)) {
        toIndicators(topic, record.key, record.value);
      }
    }
  }

  /**
   * What the indicators do not drop at once: the driver takes longer for a record than they do.
   * Quarter-hours of devices, of which advice about nights is made, are not asked for here.
   */
  private static boolean isOfIndicators(Topics topic, String key) {
    return switch (topic) {
      case TOTALS -> IndicatorInput.isMonth(key);
      case TOTALS_DEVICE -> IndicatorInput.isDay(key) || IndicatorInput.isMonthOfDevice(key);
      default -> false;
    };
  }

  /** What the clock says. */
  public Instant now() {
    return now;
  }

  @Override
  public void close() {
    totals.close();
    indicators.close();
  }
}
