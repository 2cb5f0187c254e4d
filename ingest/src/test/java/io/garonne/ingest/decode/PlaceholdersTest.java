package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void aPartIsWhateverStandsThereInItsLevel() {
    assertThat(match("<floor>/<room>/printer-<n>/pages", "1/a/printer-7/pages"))
        .isEqualTo(Map.of("floor", "1", "room", "a", "n", "7"));
    assertThat(match("<a>-<b>/x", "p-q-r/x")).isEqualTo(Map.of("a", "p-q", "b", "r"));
    assertThat(match("<a><b>", "xyz")).isEqualTo(Map.of("a", "xy", "b", "z"));
    assertThat(match("<a>/x", "/x")).isNull();
    assertThat(match("<a>/x", "b/c/x")).isNull();
    assertThat(match("<a>-<b>", "-b")).isNull();
    assertThat(match("a-<b>-a", "a-a")).isNull();
  }

  @Test
  void aPartThatComesTwiceIsTheSameBothTimes() {
    assertThat(match("<d>/sensor/<d>_power/state", "plug/sensor/plug_power/state"))
        .isEqualTo(Map.of("d", "plug"));
    assertThat(match("<d>/sensor/<d>_power/state", "plug/sensor/lamp_power/state")).isNull();
    assertThat(match("<d>-<d>", "a-a")).isEqualTo(Map.of("d", "a"));
    assertThat(match("<d>-<d>", "a-b")).isNull();
  }

  @Test
  void plusIsAnyLevelAndHashWhateverFollows() {
    assertThat(match("weather/#", "weather/a/b")).isEmpty();
    assertThat(match("weather/#", "weather")).isNull();
    assertThat(match("#", "a/b")).isEmpty();
    assertThat(match("+/<a>/x+", "b/c/xy")).isEqualTo(Map.of("a", "c"));
    assertThat(match("+/<a>", "/c")).isNull();
    assertThatThrownBy(() -> Placeholders.of("a/#/b")).hasMessageContaining("#");
  }

  @Test
  void aLongTopicThatDoesNotFitCostsNothing() {
    Placeholders pattern = Placeholders.of("<a>-<b>-<c>-<d>-<e>x");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () -> assertThat(pattern.match("-".repeat(65_000) + "y" + "-".repeat(500))).isNull());
  }

  private static @org.jspecify.annotations.Nullable Map<String, String> match(
      String pattern, String text) {
    return Placeholders.of(pattern).match(text);
  }
}
