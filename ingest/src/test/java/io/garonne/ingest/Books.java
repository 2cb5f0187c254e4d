package io.garonne.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What an ingest says it did, and what Kafka has of it. */
record Books(Ledger ledger, TreeMap<String, Long> recounted, List<Reading> readings) {

  static Books of(String bootstrap, String clientId) {
    TreeMap<String, Long> counts = new TreeMap<>();
    List<Reading> readings = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : TestKafka.read(bootstrap, Topics.READINGS)) {
      if (header(each, "ingest").equals(clientId)) {
        readings.add(ReadingJson.read(each.value()));
        counts.merge("readings", 1L, Long::sum);
        if (header(each, "part").isEmpty()) {
          counts.merge("stored", 1L, Long::sum);
        }
      }
    }
    for (ConsumerRecord<byte[], byte[]> each : TestKafka.read(bootstrap, Topics.DEAD_LETTERS)) {
      if (header(each, "ingest").equals(clientId)) {
        counts.merge("dead-lettered." + header(each, "reason"), 1L, Long::sum);
      }
    }
    return new Books(ledger(bootstrap, clientId), counts, readings);
  }

  /** The newest ledger record. */
  static Ledger ledger(String bootstrap, String clientId) {
    Ledger last = new Ledger("ingest", clientId, new TreeMap<>());
    for (ConsumerRecord<byte[], byte[]> each : TestKafka.read(bootstrap, Topics.LEDGER)) {
      if (new String(each.key(), UTF_8).equals(last.key())) {
        last = LedgerJson.read(each.value());
      }
    }
    return last;
  }

  static String header(ConsumerRecord<byte[], byte[]> each, String name) {
    Header header = each.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** The ledger's counts that leave records in Kafka. */
  Map<String, Long> claimed() {
    TreeMap<String, Long> claimed = new TreeMap<>(ledger.counts());
    claimed.keySet().removeIf(name -> name.equals("received") || name.startsWith("ignored."));
    claimed.values().removeIf(count -> count == 0);
    return claimed;
  }

  /** How many different registers a device reported. */
  long different(String device) {
    return readings.stream()
        .filter(reading -> reading.device().equals(device))
        .map(Reading::energy)
        .distinct()
        .count();
  }
}
