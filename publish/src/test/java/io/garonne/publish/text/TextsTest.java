package io.garonne.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts fr = new Texts(Language.FR);
  private final Texts en = new Texts(Language.EN);

  @Test
  void bothLanguagesHaveTheSameTexts() throws IOException {
    assertThat(properties("fr").keySet()).isEqualTo(properties("en").keySet());
  }

  @Test
  void onlyTheWholeIsAHundredPerCent() {
    assertThat(en.percent(1_000_000, 1_000_000)).isEqualTo("100%");
    assertThat(en.percent(999_999, 1_000_000)).isEqualTo("99%");
    assertThat(en.percent(29, 100)).isEqualTo("29%");
    assertThat(en.percent(0, 100)).isEqualTo("0%");
    assertThat(en.percent(0, 0)).isEqualTo("–");
    assertThat(fr.percent(29, 100)).isEqualTo("29\u00a0%");
  }

  @Test
  void smallValuesAreNotRoundedAway() {
    assertThat(fr.watts(420)).isEqualTo("0,4");
    assertThat(fr.watts(0)).isEqualTo("0");
    assertThat(fr.watts(12_345_678)).isEqualTo("12\u202f346");
    assertThat(en.kilowattHours(3_600_000)).isEqualTo("0.001");
    assertThat(en.kilowattHours(36_000_000_000L)).isEqualTo("10.00");
  }

  @Test
  void aNameWithoutATranslationIsTheIdentifierItself() {
    assertThat(fr.name("class", "server")).isEqualTo("serveurs");
    assertThat(fr.name("class", "baie-x")).isEqualTo("baie-x");
  }

  private static Properties properties(String code) throws IOException {
    String name = "texts_" + code + ".properties";
    Properties properties = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
