package io.garonne.publish.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.Samples;
import io.garonne.publish.report.PlaceNotice.Measured;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNoticeTest {
  private static final Contact CONTACT = new Contact("Numérique responsable, 05 56 00 00 00");

  @ParameterizedTest
  @EnumSource(Language.class)
  void itSaysWhatIsMeasuredHowLongItIsKeptWhoAnswersAndWhatTheDpoHasToVerify(Language language) {
    String html = html(new Measured(List.of("laptop", "printer"), true), language);
    Texts texts = new Texts(language);
    assertThat(html)
        .contains(texts.name("class", "printer"), CONTACT.text(), "30 ", "14 ", "400 ", "1826 ")
        .contains(language == Language.FR ? "à vérifier par le délégué" : "to be verified by")
        .contains("<h1>")
        .doesNotContain("<script");
    assertThat(html(new Measured(List.of("laptop", "printer"), true), language)).isEqualTo(html);
  }

  @Test
  void whereNothingIsPersonalNothingPersonalIsSaid() {
    assertThat(html(new Measured(List.of("server"), false), Language.EN))
        .doesNotContain("one person’s desk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TODO",
        "contact@example.org",
        "<nom>",
        "[à compléter] 05 56 00 00 00",
        "Ada Lovelace",
        "nom@exemple.fr",
        "dpo@ville.invalid"
      })
  void whatStandsInForAContactIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Contact(text));
  }

  private static String html(Measured measured, Language language) {
    Estate estate =
        Estate.of(
                List.of(
                    EstateLine.of(
                        EstateTable.RETENTION,
                        Map.of(
                            "data",
                            "readings",
                            "personal",
                            "1",
                            "days",
                            "14",
                            "decided_by",
                            "DPO",
                            "decided_on",
                            "2026-01-15",
                            "basis",
                            "GDPR art. 5 (1) e"),
                        "r:1")),
                Samples.PARIS)
            .estate();
    Texts texts = new Texts(language);
    return new String(
        PlaceNotice.of("town-hall", measured, estate, CONTACT, texts).as(Paper.Format.HTML, texts),
        StandardCharsets.UTF_8);
  }
}
