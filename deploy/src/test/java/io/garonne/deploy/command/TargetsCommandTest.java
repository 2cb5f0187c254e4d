package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Device;
import io.garonne.model.indicator.Programme;
import io.garonne.model.inventory.InventoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the target through {@code inventory import} and {@code export}. */
class TargetsCommandTest {
  private static final String TARGETS =
      """
      reference:
        first_month: 2025-01
      targets:
        electricity: {percent: -15, due: 2026-12-31}
      factors:
        2025: {grams_per_kwh: 52, source: "a \\"source\\""}
      """;
  private static final String BASELINE =
      """
      period,entity,family,kwh,method,uncertainty_percent,source,decided_by,decided_on,version
      2025,city,workstations,73000,invoice,10,invoice 7,CIO,2026-01-15,
      """;

  @TempDir Path dir;
  private EmbeddedKafka kafka;
  private Path folder;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(1, 1);
    }
    folder = Files.createDirectories(dir.resolve("folder"));
    Files.writeString(folder.resolve("targets.yaml"), TARGETS);
    Files.writeString(folder.resolve("baseline.csv"), BASELINE);
    Files.writeString(
        folder.resolve("users.csv"), "month,entity,kind,users\n2025-01,city,agent,100\n");
    Files.writeString(
        folder.resolve("degree_days.csv"), "month,degree_days,source\n2025-07,99,station\n");
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  private Programme programme() {
    return Programme.of(new EstateTopics(kafka.bootstrap()).read(ZoneId.of("Europe/Paris")));
  }

  @Test
  void whatIsExportedChangesNothingWhenItIsImported() throws IOException {
    assertThat(garonne("inventory", "import", folder.toString()).exit()).isZero();
    Programme programme = programme();
    assertThat(programme.targets()).hasSize(1);
    assertThat(programme.baselines()).hasSize(1);
    Path exported = dir.resolve("exported");
    assertThat(garonne("inventory", "export", "--out", exported.toString()).exit()).isZero();
    assertThat(Files.readString(exported.resolve("targets.yaml"))).isEqualTo(TARGETS);
    assertThat(exported.resolve("targets.csv")).doesNotExist();
    Outcome again = garonne("inventory", "import", exported.toString(), "--whole");
    assertThat(again.out()).contains("0 new, 0 changed, 0 removed", "Nothing changes.");
    assertThat(programme()).isEqualTo(programme);
  }

  /** Of the invented estate, nothing was written. */
  @Test
  void whatIsDescribedWithoutATableIsExportedAsTheSimpleTable() throws Exception {
    List<Device> invented =
        InventoryTable.parse(
                """
                device,site,equipment_class,zone,rack,from,to,personal,register,max_gap_s
                plug-1,"Hôtel, annexe",printer,Europe/Paris,,,2026-03-12T00:00:00Z,0,yes,900
                plug-1,library,printer,Europe/Paris,,2026-03-12T00:00:00Z,,0,yes,900
                pdu-1,town-hall,server,Europe/Paris,r1,,,0,,
                pc-1,town-hall,desktop,Europe/Paris,,,,1,,
                """,
                "test",
                ZoneId.of("Europe/Paris"))
            .devices();
    try (InventoryPublisher publisher = new InventoryPublisher(kafka.bootstrap())) {
      publisher.publish(invented);
    }
    Path exported = dir.resolve("exported");
    assertThat(garonne("inventory", "export", "--out", exported.toString()).exit()).isZero();
    String table = Files.readString(exported.resolve("devices.csv"));
    assertThat(InventoryTable.parse(table, "devices.csv", ZoneId.of("Europe/Paris")).devices())
        .isEqualTo(invented);
    assertThat(garonne("inventory", "import", exported.toString()).exit()).isZero();
    assertThat(garonne("inventory", "export", "--out", exported.toString()).exit()).isZero();
    assertThat(Files.readString(exported.resolve("devices.csv"))).isEqualTo(table);
  }

  @Test
  void aBaselineIsCorrectedAsANewVersionOnly() throws IOException {
    garonne("inventory", "import", folder.toString());
    Programme first = programme();
    Path table = folder.resolve("baseline.csv");
    Files.writeString(table, BASELINE.replace("73000", "72000"));
    Outcome refused = garonne("inventory", "import", table.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(table + ":2: baseline version 1 is frozen: correct it as version 2");
    assertThat(programme()).isEqualTo(first);
    Files.writeString(table, BASELINE.replace("73000", "72000").replace("01-15,", "01-15,2"));
    assertThat(garonne("inventory", "import", table.toString()).exit()).isZero();
    assertThat(programme().baselines())
        .extracting(Programme.BaselineVersion::version)
        .containsExactly(2, 1);
    assertThat(programme().baselines().get(1)).isEqualTo(first.baselines().get(0));
  }

  @Test
  void targetsMayBeNamedDirectlyAndAreCheckedLikeTables() throws IOException {
    Path file = dir.resolve("of-2026.yaml");
    Files.writeString(file, TARGETS.replace("-15", "-20"));
    assertThat(garonne("inventory", "import", file.toString()).out())
        .contains("+ targets|targets.electricity");
    Files.writeString(file, TARGETS.replace("-15", "15"));
    Outcome refused = garonne("inventory", "import", file.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains(file + ":4: targets.electricity: percent 15 is not between");
    assertThat(Outcome.of("check", "--inventory", file.toString()).out())
        .contains("wrong " + file + ":4: targets.electricity");
    assertThat(Outcome.of("check", "--inventory", folder.toString()).out())
        .contains("ok    inventory " + folder + ": 6 lines");
  }

  @Test
  void targetsAreNotWrittenAsCsv() throws IOException {
    Path file = folder.resolve("targets.csv");
    Files.writeString(file, "setting,value\nusers,agent\n");
    Outcome refused = garonne("inventory", "import", folder.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(file + ": what is set for the target is written in targets.yaml");
  }

  private Outcome garonne(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--bootstrap";
    all[arguments.length + 1] = kafka.bootstrap();
    return Outcome.of(all);
  }
}
