package io.garonne.publish.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.room.Load;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people and machines read of rooms, to the letter. */
class RoomTextsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-11-27T10:00:00Z").toEpochMilli();

  private static RoomPicture picture(@Nullable String site) {
    return RoomPicture.of(
        InventedRooms.estate(), InventedRooms.live(), InventedRooms.advice(), NOW, 80, site);
  }

  @ParameterizedTest
  @EnumSource
  void theTablesSayFiguresOrWhyThereAreNone(Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    new RoomsTable(new Texts(language), PARIS).write(picture(null), out);
    golden("rooms." + language.code() + ".txt", out.toString());
    assertThat(out.toString()).doesNotContain("desk");
  }

  @Test
  void machinesGetTheSameAsCsvAndJson() throws IOException {
    StringWriter csv = new StringWriter();
    RoomLines.writeCsv(picture(null), csv);
    golden("rooms.csv", csv.toString());
    StringWriter json = new StringWriter();
    RoomLines.writeJson(picture(null), json);
    golden("rooms.json", json.toString());
    assertThat(csv.toString()).doesNotContain("desk");
    assertThat(json.toString()).doesNotContain("desk");
  }

  @Test
  void oneSiteIsShownAloneAndNothingSaysSo() throws IOException {
    RoomPicture school = picture("school");
    assertThat(school.loads()).isEmpty();
    assertThat(school.usages()).hasSize(1);
    StringBuilder out = new StringBuilder();
    new RoomsTable(new Texts(Language.FR), PARIS).write(picture("nowhere"), out);
    assertThat(out.toString()).contains("docs/rooms.md");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonAndNameHasWordsInBothLanguages(Language language) {
    Texts texts = new Texts(language);
    for (Load.Reason reason : Load.Reason.values()) {
      assertThat(texts.get("room.reason." + RoomLines.label(reason))).isNotBlank();
    }
    for (Load.Basis basis : Load.Basis.values()) {
      assertThat(texts.get("room.basis." + RoomLines.label(basis))).isNotBlank();
    }
    for (PowerUsage.Why why : PowerUsage.Why.values()) {
      assertThat(texts.get("room.why." + RoomLines.label(why))).isNotBlank();
    }
    for (PowerUsage.Name name : PowerUsage.Name.values()) {
      assertThat(texts.get("room.pue." + RoomLines.label(name))).isNotBlank();
    }
    for (IdleServer.Kind kind : IdleServer.Kind.values()) {
      assertThat(texts.get("room.idle." + RoomLines.label(kind))).isNotBlank();
    }
    for (String fuel : List.of("diesel", "gas", "hydrogen", "bioethanol")) {
      assertThat(texts.get("room.fuel." + fuel)).isNotBlank();
    }
  }

  private static void golden(String name, String written) throws IOException {
    Path file = Path.of("src/test/resources/room", name);
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, written);
    }
    assertThat(written).isEqualTo(Files.readString(file));
  }
}
