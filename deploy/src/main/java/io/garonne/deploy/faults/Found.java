package io.garonne.deploy.faults;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.Total;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/**
 * All that is looked at after a run.
 *
 * @param totals the newest record of each key
 * @param points what InfluxDB holds, by the key of the total: figures by field
 * @param refused keys of totals that InfluxDB refused and that are dead letters
 * @param ledger what became of messages and readings
 */
record Found(
    Collection<Total> totals,
    Map<String, Map<String, Long>> points,
    Set<String> refused,
    LedgerBalance ledger) {
  private static final long LEDGER_PATIENCE_MILLIS = 2 * 60_000;

  /**
   * Reads all of it.
   *
   * @throws IOException if InfluxDB does not answer
   */
  static Found read(Addresses addresses) throws IOException, InterruptedException {
    String bootstrap = addresses.bootstrap();
    List<Total> totals = new ArrayList<>();
    for (Topics topic : Topics.totals()) {
      totals.addAll(TotalsReader.read(bootstrap, topic));
    }
    return new Found(
        totals, InfluxPoints.read(addresses.influx()), refused(bootstrap), ledger(bootstrap));
  }

  /** What the readings in Kafka tell. */
  static Set<Told> told(Addresses addresses, Described described) {
    Set<Told> told = new HashSet<>();
    TopicReader.all(
        addresses.bootstrap(),
        Topics.READINGS,
        record -> {
          if (record.value() != null) {
            told.add(described.told(ReadingJson.read(record.value())));
          }
        });
    return told;
  }

  private static Set<String> refused(String bootstrap) {
    Set<String> refused = new HashSet<>();
    TopicReader.all(
        bootstrap,
        Topics.DEAD_LETTERS,
        record -> {
          Header reason = record.headers().lastHeader("reason");
          if (record.key() != null
              && reason != null
              && new String(reason.value(), StandardCharsets.UTF_8).equals("sink-refused")) {
            refused.add(new String(record.key(), StandardCharsets.UTF_8));
          }
        });
    return refused;
  }

  private static LedgerBalance ledger(String bootstrap) {
    Map<String, Ledger> ledger = new HashMap<>();
    TopicReader.all(
        bootstrap,
        Topics.LEDGER,
        record -> {
          if (record.value() != null) {
            Ledger read = LedgerJson.read(record.value());
            ledger.put(read.key(), read);
          }
        });
    return LedgerBalance.of(ledger.values(), LEDGER_PATIENCE_MILLIS);
  }
}
