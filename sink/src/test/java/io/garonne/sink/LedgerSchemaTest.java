package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Ledger;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerSchemaTest {
  @Test
  void aLedgerIsAPointOfTheFiveMinutesInWhichKafkaTookItWithItsReasonsAddedUp() {
    Ledger ledger =
        new Ledger(
            "ingest",
            "garonne-ingest",
            new TreeMap<>(
                Map.of(
                    "received", 9L, "stored", 4L, "ignored.retained", 2L, "dead-lettered.a", 3L)));
    Conversion conversion =
        new Conversions(Map.of(), Clock.systemUTC(), Samples.inventory())
            .of(Topics.LEDGER.topic(), null, LedgerJson.write(ledger), 1_772_406_299_999L);
    Line line = ((Conversion.Written) conversion).line();
    assertThat(line.bucket()).isEqualTo(Bucket.FINE);
    assertThat(line.text())
        .isEqualTo(
            "ledger,instance=garonne-ingest,stage=ingest dead_lettered=3i,dead_lettered_a=3i,"
                + "ignored=2i,ignored_retained=2i,metered=0i,readings=0i,received=9i,repeated=0i,"
                + "stored=4i,too_late=0i,void=0i 1772406000000");
  }
}
