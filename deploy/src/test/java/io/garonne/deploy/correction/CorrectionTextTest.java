package io.garonne.deploy.correction;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Amendment.Kind;
import io.garonne.model.metering.Sample;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTextTest {
  private static Correction said(long at, long recorded, Kind kind) {
    return new Correction(
        "plug",
        "0",
        Measure.ENERGY,
        at,
        new Amendment(recorded, kind, 0, 0, Sample.NONE),
        "Ada",
        "so");
  }

  @Test
  void theListMarksWhatNoLongerHoldsOfItsInstant() throws IOException {
    List<Correction> all =
        List.of(
            said(1000, 5000, Kind.VOID),
            said(1000, 6000, Kind.WITHDRAWN),
            said(2000, 7000, Kind.VOID),
            said(2000, 8000, Kind.MANUAL),
            said(3000, 9000, Kind.VOID));
    StringBuilder csv = new StringBuilder();
    CorrectionText.csv(all, device -> false, csv);
    assertThat(csv.toString().lines().map(line -> line.substring(line.lastIndexOf(',') + 1)))
        .containsExactly("standing", "withdrawn", "holds", "superseded", "holds", "holds");
    StringBuilder table = new StringBuilder();
    new CorrectionText(new Texts(Language.EN)).table(all, device -> false, table);
    assertThat(table).contains("no: withdrawn", "no: another came later");
  }
}
