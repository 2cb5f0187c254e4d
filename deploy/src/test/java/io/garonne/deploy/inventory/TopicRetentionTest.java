package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.Retention;
import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicRetentionTest {
  private static Estate.Result estate(String... lines) {
    EstateLine.Result read =
        EstateLine.read(
            EstateTable.RETENTION,
            "data,personal,days,decided_by,decided_on,basis\n" + String.join("\n", lines),
            "retention.csv");
    assertThat(read.problems()).isEmpty();
    return Estate.of(read.lines(), ZoneId.of("UTC"));
  }

  private static long days(Topics topic, String... lines) {
    Estate.Result estate = estate(lines);
    assertThat(estate.problems()).isEmpty();
    return Duration.ofMillis(Retention.of(estate.estate()).getOrDefault(topic, 0L)).toDays();
  }

  private static String line(String data, int personal, int days) {
    return data + "," + personal + "," + days + ",CIO,2026-01-15,because";
  }

  @Test
  void withoutALineItIsFiveYearsOfDaysAndThirtyDaysOfReadingsWithTheSegmentThatIsDeletedLast() {
    assertThat(days(Topics.TOTALS_DEVICE)).isEqualTo(1826);
    assertThat(days(Topics.TOTALS_DEVICE_FINE)).isEqualTo(400);
    assertThat(days(Topics.READINGS)).isEqualTo(29);
  }

  @Test
  void theTopicKeepsWhatTheTableSaysAndTheShorterOfTwo() {
    assertThat(days(Topics.TOTALS_DEVICE, line("device-days", 0, 1000))).isEqualTo(1000);
    assertThat(
            days(
                Topics.TOTALS_DEVICE_FINE,
                line("device-quarter-hours", 0, 100),
                line("device-hours", 0, 90)))
        .isEqualTo(90);
    assertThat(days(Topics.READINGS, line("readings", 1, 14), line("readings", 0, 30)))
        .isEqualTo(13);
    assertThat(days(Topics.TOTALS_DEVICE, line("device-days", 1, 30)))
        .as("what is personal is taken back; it does not shorten what is not")
        .isEqualTo(1826);
  }

  @Test
  void whatMayBeSomebodysOwnIsNotKeptLonger() {
    assertThat(estate(line("readings", 0, 31)).problems())
        .isEqualTo(
            List.of(
                "retention.csv:2: readings of any device live 30 days at most, not 31: they may be"
                    + " a personal device's"));
    assertThat(estate(line("device-months", 1, 365)).problems()).hasSize(1);
    assertThat(estate(line("device-days", 1, 20)).problems()).hasSize(1);
  }
}
