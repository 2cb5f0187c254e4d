package io.garonne.publish.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an Accept header wants most. */
final class WeightsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv | 1 | 0",
        "application/json;q=0.5, text/csv;q=0.9 | 0.9 | 0.5",
        "text/csv; q=0.1 ,*/* | 0.1 | 1",
        "text/csv;q=0 | 0 | 0",
        "TEXT/CSV;header=present;q=0.25 | 0.25 | 0",
        "text/csv;q=lots | 0 | 0",
        "'' | 0 | 0",
        ",;, | 0 | 0",
      })
  void wantsEachAsMuchAsItSays(String header, double csv, double json) {
    Weights weights = new Weights(header);
    assertThat(weights.of("text/csv")).isEqualTo(csv);
    assertThat(weights.of("application/json", "application/*", "*/*")).isEqualTo(json);
  }
}
