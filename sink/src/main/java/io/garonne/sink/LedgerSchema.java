package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.Ledger;

/**
 * The measurement {@code ledger}, as {@code docs/influxdb.md} describes it: counters since the data
 * directory began, as they stood at the end of five minutes. A count that is not said is 0; reasons
 * have a field each, from the first time on.
 */
final class LedgerSchema {
  static final String LEDGER = "ledger";

  /** Milliseconds that one point stands for; a record comes every second while anything moves. */
  private static final long STEP = 300_000;

  private LedgerSchema() {}

  /**
   * The point of a record, at the beginning of its five minutes.
   *
   * @param appended when Kafka took the record, milliseconds since 1970 UTC
   */
  static Point point(Ledger ledger, long appended) {
    Point point =
        Point.measurement(LEDGER)
            .addTag("stage", ledger.stage())
            .addTag("instance", ledger.instance())
            .time(appended - Math.floorMod(appended, STEP), WritePrecision.MS)
            .addField("received", ledger.count("received"))
            .addField("stored", ledger.count("stored"))
            .addField("readings", ledger.count("readings"))
            .addField("metered", ledger.count("metered"))
            .addField("repeated", ledger.count("repeated"))
            .addField("too_late", ledger.count("too-late"))
            .addField("void", ledger.count("void"))
            .addField("ignored", ledger.sum("ignored."))
            .addField("dead_lettered", ledger.sum("dead-lettered."));
    ledger
        .counts()
        .forEach(
            (name, count) -> {
              if (name.startsWith("ignored.") || name.startsWith("dead-lettered.")) {
                point.addField(
                    name.replace("dead-lettered.", "dead_lettered.").replace('.', '_'), count);
              }
            });
    return point;
  }
}
