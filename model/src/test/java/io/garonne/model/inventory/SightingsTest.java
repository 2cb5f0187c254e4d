package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Reading;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private static final long HOUR = 3_600_000L;
  private final Sightings sightings = new Sightings(Set.of("known"));

  private void reading(String device, String channel, long at, long watts) {
    sightings.reading(reading(device, channel, at, watts * 1000, null));
  }

  private static Reading reading(
      String device, String channel, long at, @Nullable Long power, Reading.@Nullable State state) {
    return new Reading(
        device,
        channel,
        at,
        Reading.AtSource.PAYLOAD,
        at,
        null,
        power,
        null,
        null,
        null,
        null,
        state,
        null,
        "tasmota");
  }

  private UnknownDevice only() {
    assertThat(sightings.unknown()).hasSize(1);
    return sightings.unknown().getFirst();
  }

  @Test
  void whatIsDescribedIsNotUnknown() {
    reading("known", "0", 0, 10);
    sightings.hour("known", 0, 1, 1);
    assertThat(sightings.unknown()).isEmpty();
  }

  @Test
  void whatPrintsIsAPrinterWhateverItDraws() {
    sightings.reading(reading("d1", "0", 0, null, Reading.State.SLEEP));
    assertThat(only().likelyClass()).isEqualTo("printer");
  }

  @Test
  void shortBurstsOverLittlePowerArePrinterLike() {
    for (int minute = 0; minute < 5000; minute++) {
      reading("plug", "0", minute * 60_000L, minute % 500 == 7 ? 900 : 12);
    }
    assertThat(only().power()).isEqualTo(new UnknownDevice.Power(12_000, 12_000, 900_000));
    assertThat(only().isPrinterLike()).isTrue();
  }

  @Test
  void aDeviceThatDrawsPowerInEveryHourOfADayIsAlwaysOn() {
    for (int hour = 0; hour < 24; hour++) {
      sightings.hour("box", hour * HOUR, 12 * HOUR, HOUR);
    }
    assertThat(only().alwaysOn()).isTrue();
    assertThat(only().likelyClass()).isEqualTo("router");
    assertThat(only().power()).isEqualTo(new UnknownDevice.Power(12_000, 12_000, 12_000));
    sightings.hour("box", 24 * HOUR, 0, HOUR);
    assertThat(only().alwaysOn()).isFalse();
    assertThat(only().likelyClass()).isEqualTo("pc");
  }

  @Test
  void nothingIsSeenInTheFuture() {
    sightings.hour("box", 5 * HOUR, 12, 60_000);
    assertThat(only().lastSeen()).isEqualTo(5 * HOUR);
  }

  @Test
  void beforeADayNobodyKnowsWhetherItIsAlwaysOn() {
    reading("plug", "0", 0, 40);
    assertThat(only().alwaysOn()).isNull();
    assertThat(only().likelyClass()).isEqualTo("unknown");
  }

  @Test
  void aStripOfOutletsIsAServersAndItsPowersAddUp() {
    for (int outlet = 1; outlet <= 8; outlet++) {
      reading("pdu", Integer.toString(outlet), 0, 100);
    }
    assertThat(only().likelyClass()).isEqualTo("server");
    assertThat(only().power()).isEqualTo(new UnknownDevice.Power(800_000, 800_000, 800_000));
  }

  @Test
  void itsLineIsOneTheInventoryTakes() {
    reading("a \"plug\", second floor", "0", 0, 40);
    InventoryTable.Result read =
        InventoryTable.parse(
            "device,site,equipment_class\n" + only().line() + "\n", "f", ZoneId.of("UTC"));
    assertThat(read.problems()).isEmpty();
    assertThat(read.devices().getFirst().device()).isEqualTo("a \"plug\", second floor");
  }
}
