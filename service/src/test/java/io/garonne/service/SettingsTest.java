package io.garonne.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @Test
  void everyProblemIsReportedAtOnce() {
    Settings settings =
        Settings.of(
            Map.of("a", "x", "b", "12", "c", "soon", "d", "maybe", "e", "Mars/Olympus", "f", "::"));
    settings.integer("a", 1, 0, 9);
    settings.integer("b", 1, 0, 9);
    settings.duration("c", Duration.ZERO);
    settings.flag("d", true);
    settings.zone("e", ZoneId.of("Europe/Paris"));
    settings.uri("f", URI.create("tcp://localhost"));
    settings.problem("a and b do not go together");
    assertThatThrownBy(settings::check)
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(7)
                    .anySatisfy(p -> assertThat(p).startsWith("a: \"x\""))
                    .anySatisfy(p -> assertThat(p).contains("must be a whole number from 0 to 9"))
                    .contains("a and b do not go together"));
  }

  @Test
  void whatIsWrongIsSaidInWordsOfTheSetting() {
    Settings settings =
        Settings.of(
            Map.of("a", "soon", "b", "Mars/Olympus", "c", "many", "d", "http://", "e", "h"));
    settings.duration("a", Duration.ZERO);
    settings.zone("b", ZoneId.of("Europe/Paris"));
    settings.integer("c", 1, 0, 9);
    settings.servers("d", "");
    settings.servers("e", "");
    assertThatThrownBy(settings::check)
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "a: \"soon\" is no length of time like PT48H or PT0.25S",
                        "b: \"Mars/Olympus\" is no time zone like Europe/Paris",
                        "c: \"many\" must be a whole number from 0 to 9",
                        "d: \"http://\" must be host:port, with commas between several",
                        "e: \"h\" must be host:port, with commas between several"));
  }

  @Test
  void serversAreHostAndPort() {
    Settings settings = Settings.of(Map.of("a", "kafka-1:9092, [::1]:9093"));
    assertThat(settings.servers("a", "")).isEqualTo("kafka-1:9092, [::1]:9093");
    settings.check();
  }

  @Test
  void anExplicitValueGoesBeforeTheEnvironment() {
    Map<String, String> environment =
        Map.of("GARONNE_MQTT_CLIENT_ID", "from-environment", "GARONNE_MQTT_USER", "u");
    Settings settings = Settings.of(Map.of("mqtt.client-id", "explicit"), environment);
    assertThat(settings.string("mqtt.client-id", "default")).isEqualTo("explicit");
    assertThat(settings.string("mqtt.user", "default")).isEqualTo("u");
    assertThat(settings.string("mqtt.share", "default")).isEqualTo("default");
  }

  @Test
  void aProblemNamesTheVariableItCameFrom() {
    Settings settings = Settings.of(Map.of(), Map.of("GARONNE_HTTP_PORT", "many"));
    settings.integer("http.port", 8080, 0, 65535);
    assertThatThrownBy(settings::check).hasMessageStartingWith("GARONNE_HTTP_PORT: \"many\"");
  }

  @Test
  void whatNobodyAskedForIsUnknown() {
    Settings settings = Settings.of(Map.of("http.port", "1", "htpp.host", "x"));
    settings.integer("http.port", 8080, 0, 65535);
    assertThat(settings.unknown()).containsExactly("htpp.host");
  }

  @Test
  void aSecretComesFromTheEnvironmentOrAFileAndNeverFromAnArgument(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "from-file\n");
    assertThat(Settings.of(Map.of(), Map.of("GARONNE_T", "from-environment")).secret("t"))
        .isEqualTo("from-environment");
    assertThat(Settings.of(Map.of(), Map.of("GARONNE_T_FILE", file.toString())).secret("t"))
        .isEqualTo("from-file");
    assertThat(Settings.ofArguments(Map.of("t-file", file.toString()), Map.of()).secret("t"))
        .isEqualTo("from-file");
    Settings open = Settings.ofArguments(Map.of("t", "open"), Map.of());
    open.secret("t");
    Settings missing = Settings.of(Map.of("t-file", directory.resolve("no").toString()));
    missing.secret("t");
    assertThatThrownBy(open::check)
        .hasMessageContaining("GARONNE_T")
        .hasMessageContaining("t-file")
        .hasMessageNotContaining("\"open\"");
    assertThatThrownBy(missing::check).hasMessageContaining("t-file: cannot read");
    assertThat(open.unknown()).isEmpty();
  }

  @Test
  void aSecretOfTwoLinesWithWhichAStageTriedForEverIsRefusedAndNotSaidAgain(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("t"), "S3cret\nS3cret\n");
    Settings fromFile = Settings.of(Map.of("t-file", file.toString()));
    assertThat(fromFile.secret("t")).isEmpty();
    assertThat(fromFile.secret("t")).isEmpty();
    assertThatThrownBy(fromFile::check)
        .hasMessageContaining("t-file: has a line end")
        .hasMessageNotContaining("S3cret");
    Settings given = Settings.of(Map.of(), Map.of("GARONNE_T", "S3cret\rX"));
    given.secret("t");
    assertThatThrownBy(given::check).hasMessageContaining("GARONNE_T: has a line end");
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotSaidAgain() {
    for (String address : List.of("tcp://u:S3cret@broker:1883", "tcp://u:S3 cret@broker")) {
      Settings settings = Settings.of(Map.of("mqtt.uri", address));
      settings.uri("mqtt.uri", URI.create("tcp://127.0.0.1:1883"));
      assertThatThrownBy(settings::check)
          .hasMessageContaining("mqtt.uri")
          .hasMessageContaining("//…@broker")
          .hasMessageNotContaining("cret");
    }
  }
}
