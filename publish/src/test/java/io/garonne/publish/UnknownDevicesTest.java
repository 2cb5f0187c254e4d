package io.garonne.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.UnknownDevice;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.unknown.UnknownDevicesReader;
import io.garonne.publish.unknown.UnknownDevicesTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownDevicesTest {
  private static final long NOW = Instant.parse("2026-03-03T12:00:00Z").toEpochMilli();

  private static byte[] reading(String device, String channel, long watts) {
    return ReadingJson.write(
        new Reading(
            device,
            channel,
            NOW,
            Reading.AtSource.ARRIVAL,
            NOW,
            1L,
            watts * 1000,
            null,
            null,
            null,
            null,
            null,
            1L,
            "shelly-gen2"));
  }

  @Test
  void theDevicesThatNobodyHasDescribedAreListedWithALineForTheInventory(@TempDir Path directory)
      throws Exception {
    try (KafkaFixture kafka = new KafkaFixture(directory)) {
      kafka.device(new Device("known", List.of(Assignment.unassigned(Samples.PARIS))));
      kafka.send(Topics.READINGS, "known", reading("known", "0", 5));
      kafka.send(Topics.READINGS, "strip", reading("strip", "0", 5));
      kafka.send(Topics.READINGS, "strip", reading("strip", "1", 40));
      for (int hour = 0; hour < 24; hour++) {
        kafka.total(
            Samples.total(
                Period.HOUR,
                "2026-03-02T%02d:00:00Z".formatted(hour),
                Assignment.UNASSIGNED_SITE,
                Assignment.UNASSIGNED_SITE,
                "silent",
                36_000_000));
      }

      List<UnknownDevice> unknown = UnknownDevicesReader.read(kafka.bootstrap(), NOW);

      assertThat(unknown).extracting(UnknownDevice::device).containsExactly("silent", "strip");
      assertThat(unknown.getFirst().alwaysOn()).isTrue();
      assertThat(unknown.getFirst().power())
          .isEqualTo(new UnknownDevice.Power(10_000, 10_000, 10_000));
      StringBuilder table = new StringBuilder();
      new UnknownDevicesTable(new Texts(Language.FR), Samples.PARIS).write(unknown, table);
      assertThat(table)
          .contains("toujours allumé", "silent,unassigned,router", "shelly-gen2", "45 (45 – 45)");
    }
  }
}
