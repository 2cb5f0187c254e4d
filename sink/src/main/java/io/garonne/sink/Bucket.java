package io.garonne.sink;

import java.util.Locale;

/** Where points live, by how long: a 2.x bucket {@code database/live}, a 1.x retention policy. */
public enum Bucket {
  /** Watts as they come. */
  LIVE(30, 1),
  /** Totals of quarter-hours and hours. */
  FINE(730, 28),
  /** Totals of days, months and years: for ever. */
  TOTALS(0, 364),
  /** Quarter-hours and hours per device, never of personal ones. */
  DEVICE(400, 28),
  /** Days, months and years per device, never of personal ones: five years. */
  DEVICE_TOTALS(1826, 364);

  private final int defaultDays;
  private final int shardDays;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Bucket(int defaultDays, int shardDays) {
    this.defaultDays = defaultDays;
    this.shardDays = shardDays;
  }

  /** Name of the retention policy: {@code live}, {@code device-totals} and so on. */
  public String label() {
    return label;
  }

  /** Name as a bucket of InfluxDB 2 or a database of InfluxDB 3: {@code garonne/live}. */
  public String in(String database) {
    return database + "/" + label;
  }

  /** Days of retention unless set otherwise; 0 is for ever. */
  int defaultDays() {
    return defaultDays;
  }

  /**
   * Days in one shard group. Months and years of decades are few points: by InfluxDB's default of a
   * week they would open a thousand shards.
   */
  int shardDays() {
    return shardDays;
  }
}
