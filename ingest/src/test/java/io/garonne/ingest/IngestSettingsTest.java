package io.garonne.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {
  @Test
  void everySettingHasADefault() {
    IngestSettings settings = IngestSettings.from(Settings.of(Map.of()));
    assertThat(settings.bootstrap()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.mqtt().clientId()).isEqualTo("garonne-ingest");
    assertThat(settings.mqtt().topics()).isEqualTo(List.of("#"));
    assertThat(settings.mqtt().share()).isNull();
    assertThat(settings.mqtt().sessionExpiry()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(settings.recordedHistory()).isFalse();
    assertThat(settings.maxPayloadBytes()).isEqualTo(65_536);
  }

  @Test
  void everyProblemIsSaidAtOnce() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                IngestSettings.from(
                    Settings.of(
                        Map.of(
                            "mqtt.uri", "127.0.0.1",
                            "mqtt.client-id", "a/b",
                            "mqtt.topics", "tele/#,a/#/b,c+",
                            "mqtt.share", "x/y",
                            "mqtt.session-expiry", "PT0S",
                            "estate.zone", "Paris",
                            "ingest.max-in-flight", "0"))))
        .satisfies(e -> assertThat(e.problems()).hasSize(8));
  }

  @Test
  void thePasswordIsNotShown() {
    IngestSettings settings =
        IngestSettings.from(Settings.of(Map.of("mqtt.user", "u", "mqtt.password", "hunter2")));
    assertThat(settings.toString()).doesNotContain("hunter2");
  }
}
