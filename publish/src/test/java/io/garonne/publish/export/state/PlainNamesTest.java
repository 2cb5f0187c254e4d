package io.garonne.publish.export.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that G4IT takes and no spreadsheet computes. */
final class PlainNamesTest {

  @Test
  void aNameThatWasAFormulaBeginsWithALetterAndNoneComesTwice() {
    PlainNames names = new PlainNames();
    assertThat(List.of("=cmd|' /C calc'!A0", "+q\"u;o'te", "--", "Été_2", "cmd-C-calc-A0", "??"))
        .extracting(names::of)
        .containsExactly("cmd-C-calc-A0", "q-u-o-te", "x", "Ete_2", "cmd-C-calc-A0-2", "x-2");
    assertThat(names.changed()).isEqualTo(6);
    assertThat(names.of("--")).isEqualTo("x");
  }
}
