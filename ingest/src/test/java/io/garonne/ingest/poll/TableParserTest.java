package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableParserTest {
  @Test
  void aMistakeIsSaidWithItsLine() {
    wrong("family x 1.3.6\nlevel device\nenergy 1.2 1 VA", "t:3", "VA");
    wrong("family x 1.3.6\nlevel device\nenergie 1.2 1 Wh", "t:3", "energie");
    wrong("family x 1.3.6\nlevel device\nenergy 1..2 1 Wh", "t:3", "1..2");
    wrong("family x 1.3.6\nlevel device\nenergy 1.2 -1 Wh", "t:3", "-1");
    wrong("family x 1.3.6\nlevel device\nenergy 1.2", "t:3", "too early");
    wrong("energy 1.2 1 Wh", "t:1", "no meaning here");
    wrong("family x 1.3.6", "t", "no level");
  }

  private static void wrong(String text, String where, String what) {
    assertThatThrownBy(() -> TableParser.parse(text, "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(where)
        .hasMessageContaining(what);
  }
}
