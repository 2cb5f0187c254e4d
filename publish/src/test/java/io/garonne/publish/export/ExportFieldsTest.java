package io.garonne.publish.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldPlace.Store;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportFieldsTest {
  @Test
  void everyColumnOfAnExportIsClassifiedAndNoOther() {
    assertThat(FieldTableCsv.read().fields(new FieldPlace(Store.CSV, "export")).keySet())
        .isEqualTo(
            ExportColumn.all(new Texts(Language.EN)).stream()
                .map(ExportColumn::name)
                .collect(Collectors.toSet()));
  }
}
