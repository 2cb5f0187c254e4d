package io.garonne.model.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics that stages meet through, with how long their records live. Every topic stamps records
 * itself ({@code LogAppendTime}): event time is a field, and records of 2011 must outlive a
 * retention of 30 days.
 */
public enum Topics {
  /**
   * Readings, keyed by device. Kafka deletes by segments of a day, so that none lives longer than
   * 30 days: it may be a personal device's.
   */
  READINGS("energy.readings.v1", Partitions.AS_CONFIGURED, "delete", days(29)),
  /**
   * What could not become a reading: the original bytes; headers say topic, reason, time. They may
   * be a personal device's, so they live as long as readings.
   */
  DEAD_LETTERS("energy.deadletters.v1", Partitions.ONE, "delete", days(29)),
  /** One record per device with its whole validity list, keyed and partitioned like readings. */
  DEVICES("energy.devices.v1", Partitions.AS_CONFIGURED, "compact", -1),
  /**
   * The tables of the estate, a record a line, keyed by table and the cells of its key. What
   * follows from them for devices is in {@link #DEVICES}, written in the same transaction.
   */
  ESTATE("energy.estate.v1", Partitions.ONE, "compact", -1),
  /** Totals of days, months and years; the source of every export and figure; for ever. */
  TOTALS("energy.totals.v1", Partitions.AS_CONFIGURED, "compact", -1),
  /** Totals of quarter-hours and hours. */
  TOTALS_FINE("energy.totals-fine.v1", Partitions.AS_CONFIGURED, "compact,delete", days(730)),
  /**
   * Days, months and years per device: five years, unless the table {@code retention} says else.
   */
  TOTALS_DEVICE("energy.totals-device.v1", Partitions.AS_CONFIGURED, "compact,delete", days(1826)),
  /** Quarter-hours and hours per device. */
  TOTALS_DEVICE_FINE(
      "energy.totals-device-fine.v1", Partitions.AS_CONFIGURED, "compact,delete", days(400)),
  /**
   * Sums over the metered units of entities, families and models in halves of months: what is kept
   * of them for ever, as single units of somebody's own are not.
   */
  STRATA("energy.strata.v1", Partitions.ONE, "compact", -1),
  /** The programme's figures and the lines of their arithmetic. */
  INDICATORS("energy.indicators.v1", Partitions.ONE, "compact", -1),
  /** Power drawn now; a tombstone when a device falls silent. */
  LIVE("energy.live.v1", Partitions.AS_CONFIGURED, "compact,delete", days(1)),
  /**
   * What meters noticed: events, of which alerts are made. Faults of personal devices are among
   * them, so they live as long as readings.
   */
  FINDINGS("energy.findings.v1", Partitions.ONE, "delete", days(29)),
  /**
   * What a person should act on now, keyed by alert: its newest state; 400 days. One about a
   * personal device is taken back 28 days after it ended.
   */
  ALERTS("energy.alerts.v1", Partitions.ONE, "compact,delete", days(400)),
  /** What people could do about their equipment, with what it would save or has saved. */
  ADVICE("energy.advice.v1", Partitions.ONE, "compact", -1),
  /** Both sides of the ledger equations, keyed by stage and instance. */
  LEDGER("energy.ledger.v1", Partitions.ONE, "compact", -1),
  /**
   * What devices have announced of themselves: the payload of the configuration message, keyed by
   * its MQTT topic; what every instance of ingest must know before it decodes.
   */
  ANNOUNCEMENTS("energy.announcements.v1", Partitions.ONE, "compact", -1),
  /**
   * Direct carbon intensity of the French grid by quarter-hour, keyed by its start; five years. For
   * operations, never for the indicator.
   */
  GRID("energy.grid.v1", Partitions.ONE, "compact,delete", days(1826)),
  /** Replays of recorded history: record i of a replay goes to partition i. */
  REPLAYS("energy.replays.v1", Partitions.AS_CONFIGURED, "compact", -1);

  /** Bytes a dead letter may have: it keeps what was received, also when that is oversized. */
  public static final int MAX_DEAD_LETTER_BYTES = 5 * 1024 * 1024;

  /** How many partitions a topic has. */
  public enum Partitions {
    /** As many as readings: chosen at creation, never changed under one application id. */
    AS_CONFIGURED,
    ONE
  }

  private final String topic;
  private final Partitions partitions;
  private final String cleanup;
  private final long retentionMillis;

  Topics(String topic, Partitions partitions, String cleanup, long retentionMillis) {
    this.topic = topic;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.retentionMillis = retentionMillis;
  }

  /** The topic's name in Kafka. */
  public String topic() {
    return topic;
  }

  /** Number of partitions when a chain is created with so many for readings. */
  public int partitions(int configured) {
    return partitions == Partitions.ONE ? 1 : configured;
  }

  /** Milliseconds for which it keeps a record unless decided otherwise; −1 is for ever. */
  public long retentionMillis() {
    return retentionMillis;
  }

  /** The topic's settings at creation, as Kafka names them. */
  public Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    config.put("cleanup.policy", cleanup);
    config.put("compression.type", "zstd");
    config.put("message.timestamp.type", "LogAppendTime");
    config.put("retention.ms", Long.toString(retentionMillis));
    if (cleanup.equals("delete")) {
      config.put("segment.ms", Long.toString(days(1)));
    }
    if (this == DEAD_LETTERS) {
      config.put("max.message.bytes", Integer.toString(MAX_DEAD_LETTER_BYTES));
    }
    return config;
  }

  /** All topics that carry totals. */
  public static List<Topics> totals() {
    return List.of(TOTALS, TOTALS_FINE, TOTALS_DEVICE, TOTALS_DEVICE_FINE);
  }

  private static long days(int days) {
    return days * 86_400_000L;
  }
}
