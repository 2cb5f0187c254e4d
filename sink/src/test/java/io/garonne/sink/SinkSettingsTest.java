package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.service.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

  @Test
  void withoutAnySettingItIsTheMachinesOwnDatabase() {
    SinkSettings settings = Samples.settings();
    assertThat(settings.influx().url()).hasToString("http://127.0.0.1:8086");
    assertThat(settings.group()).isEqualTo("garonne-sink");
    assertThat(settings.influx().dialect()).isEqualTo(SinkSettings.Dialect.AUTO);
    assertThat(settings.influx().retention(Bucket.LIVE)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.influx().retention(Bucket.FINE)).isEqualTo(Duration.ofDays(730));
    assertThat(settings.influx().retention(Bucket.DEVICE)).isEqualTo(Duration.ofDays(400));
    assertThat(settings.influx().retention(Bucket.DEVICE_TOTALS)).isEqualTo(Duration.ofDays(1826));
    assertThat(settings.influx().retention(Bucket.TOTALS)).isZero();
  }

  @Test
  void everySettingIsTaken() {
    SinkSettings settings =
        Samples.settings(
            "influx.dialect", "2",
            "influx.url", "https://influx.example:443",
            "influx.database", "energy",
            "influx.retention.live", "P7D",
            "sink.batch-points", "10",
            "sink.linger", "PT1S");
    assertThat(settings.influx().dialect()).isEqualTo(SinkSettings.Dialect.V2);
    assertThat(settings.influx().in(Bucket.LIVE)).isEqualTo("energy/live");
    assertThat(settings.influx().retention(Bucket.LIVE)).isEqualTo(Duration.ofDays(7));
    assertThat(settings.batchPoints()).isEqualTo(10);
    assertThat(settings.linger()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                Samples.settings(
                    "influx.dialect", "4",
                    "influx.url", "ftp://nowhere",
                    "influx.database", "a\"b",
                    "influx.retention.live", "PT5M",
                    "influx.timeout", "PT0S",
                    "sink.linger", "PT2S"))
        .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.problems()).hasSize(6));
  }

  @Test
  void aTokenThatNoHeaderCarriesMadeTheSinkTryForEverAndIsRefused() {
    for (String token : new String[] {"S3cret\nS3cret", "S3cr\u00e9t", "S3 cret"}) {
      assertThatThrownBy(() -> Samples.settings("influx.token", token))
          .hasMessageContaining("influx.token: ")
          .hasMessageNotContaining("S3");
    }
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(Samples.settings("influx.token", "hush", "influx.password", "hush").toString())
        .doesNotContain("hush");
  }
}
