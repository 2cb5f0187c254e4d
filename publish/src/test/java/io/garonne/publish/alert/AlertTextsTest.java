package io.garonne.publish.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Finding;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Alert.Acknowledgement;
import io.garonne.model.alert.Alert.Kind;
import io.garonne.model.alert.Place;
import io.garonne.publish.notify.InventedAlert;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTextsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Alert OVERLOAD = InventedAlert.overload("overload-7f3a12", 1);
  private final AlertTexts fr = new AlertTexts(new Texts(Language.FR), PARIS);
  private final AlertTexts en = new AlertTexts(new Texts(Language.EN), PARIS);

  @Test
  void everyKindSaysWhatItIsAndWhatToDoInBothLanguages() {
    for (Kind kind : Kind.values()) {
      Alert alert = InventedAlert.personal("x-1", kind, 0);
      for (AlertTexts texts : List.of(fr, en)) {
        assertThat(texts.title(alert)).as(kind.label()).isNotBlank();
        assertThat(texts.firstThing(alert)).as(kind.label()).endsWith(".");
        assertThat(texts.sentence(alert)).as(kind.label()).contains("W").endsWith(".");
      }
      assertThat(fr.title(alert)).isNotEqualTo(en.title(alert));
      assertThat(fr.firstThing(alert)).isNotEqualTo(en.firstThing(alert));
    }
  }

  @Test
  void whatStandsBesideAnAlertIsInTheLanguageOfTheReader() {
    Alert group = InventedAlert.group("group-silent-1", 0, List.of(), null);
    for (String about :
        List.of(
            "all",
            "site\ts",
            "parent\tmain",
            "through\tsw-2",
            "via\ts\ttasmota",
            "rack\ts\tr1",
            "room\ts\t1",
            "several\ts",
            "device\tp")) {
      assertThat(fr.beside(group.about(about)))
          .as(about)
          .hasSize(1)
          .doesNotContain(group.detail())
          .isNotEqualTo(en.beside(group.about(about)));
    }
    assertThat(fr.beside(group.about("through\tsw-2")).get(0)).contains("sw-2", "muet");
    Alert phase = InventedAlert.overload("overload-1", 1).about("load\tpdu\t");
    assertThat(fr.beside(phase)).containsExactly("De son calibre");
    for (Finding.Kind kind : Finding.Kind.values()) {
      Alert finding =
          InventedAlert.personal("x-1", Kind.IMPLAUSIBLE_READING, 0).about(kind.name() + "\td\t0");
      assertThat(fr.beside(finding)).as(kind.name()).hasSize(1);
      assertThat(fr.beside(finding)).as(kind.name()).isNotEqualTo(en.beside(finding));
    }
    // Of before it was said, or of a newer version.
    assertThat(fr.beside(group)).containsExactly("switch sw-3");
    assertThat(fr.beside(group.about("comet\t1"))).containsExactly("switch sw-3");
  }

  @Test
  void valueAndLimitAreInUnitsThatPeopleUse() {
    assertThat(en.sentence(OVERLOAD))
        .isEqualTo(
            "More is drawn than the rating or the breaker allows: 4,120 W, the limit is 3,680 W.");
    assertThat(fr.sentence(OVERLOAD))
        .isEqualTo(
            "La puissance appelée dépasse ce que permettent le calibre ou le disjoncteur :"
                + " 4\u202f120 W pour une limite de 3\u202f680 W.");
    assertThat(en.quantity(15_960, "mA")).isEqualTo("16.0 A");
    assertThat(en.quantity(7_200_000_000L, "mJ")).isEqualTo("2.00 kWh");
    assertThat(en.quantity(125_000, "ppm")).isEqualTo("12.5%");
    assertThat(en.quantity(59_999, "ms")).isEqualTo("59 s");
    assertThat(en.quantity(12 * 60_000L + 59_000, "ms")).isEqualTo("12 min");
    assertThat(en.quantity(30 * 3_600_000L, "ms")).isEqualTo("30 h");
    assertThat(fr.quantity(72 * 3_600_000L, "ms")).isEqualTo("3 jours");
    assertThat(en.quantity(4321, "count")).isEqualTo("4,321");
  }

  @Test
  void thePlaceGoesFromTheSiteToTheChannel() {
    assertThat(en.where(InventedAlert.RACK))
        .isEqualTo("town-hall · room 2.04 · rack R1 · pdu-a · channel 1");
    assertThat(fr.where(Place.ESTATE)).isEqualTo("Garonne");
  }

  @Test
  void whatStandsBehindAndWhoHasTakenItOnAreSaid() {
    Alert group =
        InventedAlert.group(
            "group-silent-1",
            400,
            List.of("plug-1", "plug\u001b[2J"),
            new Acknowledgement("Ana", InventedAlert.SINCE, "on my way"));
    assertThat(en.beside(group))
        .containsExactly(
            "Behind it, and not told by themselves: 400 (plug-1, plug?[2J, …)",
            "switch sw-3",
            "Taken on by Ana, 2 Mar 2026, 11:00: on my way");
    assertThat(en.sentence(group)).endsWith(": 12 min, the limit is 10 min.");
  }

  @Test
  void aPersonalDeviceIsSeenByTechniciansOnlyAndOnlyItsFaults() {
    List<Kind> seen = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Alert alert = InventedAlert.personal("x-1", kind, 0);
      assertThat(Audience.EVERYBODY.sees(alert)).as(kind.label()).isFalse();
      if (Audience.TECHNICIAN.sees(alert)) {
        seen.add(kind);
      }
    }
    assertThat(seen)
        .containsExactly(Kind.DEVICE_SILENT, Kind.IMPLAUSIBLE_READING, Kind.REGISTER_EXCHANGED);
    assertThat(Audience.EVERYBODY.sees(OVERLOAD)).isTrue();
  }

  @Test
  void theListHasTheMostUrgentFirstAndSaysWhatToDo() throws IOException {
    Alert silent = InventedAlert.personal("device-silent-1", Kind.DEVICE_SILENT, 0);
    List<Alert> all = new ArrayList<>(List.of(silent, OVERLOAD));
    StringBuilder out = new StringBuilder();
    new AlertsTable(new Texts(Language.EN), PARIS, Paint.NONE)
        .write(PublishedAlerts.of(all, Audience.TECHNICIAN).alerts(), out);
    assertThat(out.toString().lines().toList())
        .first()
        .asString()
        .startsWith("Severity  Id               What");
    assertThat(out.toString().lines().toList().get(1))
        .startsWith("critical  overload-7f3a12  Overload")
        .endsWith("since 2 Mar 2026, 11:00");
    assertThat(out.toString())
        .contains("          First: Take load off this circuit", "plug-desk-7");
    StringBuilder none = new StringBuilder();
    new AlertsTable(new Texts(Language.FR), PARIS, Paint.NONE).write(List.of(), none);
    assertThat(none).hasToString("Aucune alerte.\n");
  }

  @Test
  void csvKeepsTheUnitsOfTheTopicAndItsColumns() throws IOException {
    StringBuilder out = new StringBuilder();
    AlertsCsv.write(List.of(InventedAlert.ended(OVERLOAD)), out);
    assertThat(out)
        .hasToString(
            "id,kind,severity,site,room,rack,device,channel,since,ended,value,limit,unit,behind,"
                + "detail,acknowledged_by,acknowledged_at,note,silenced,told\n"
                + "overload-7f3a12,overload,critical,town-hall,2.04,R1,pdu-a,1,"
                + "2026-03-02T10:00:00Z,2026-03-02T10:01:00Z,4120400,3680000,mW,0,,,,,false,1\n");
  }
}
