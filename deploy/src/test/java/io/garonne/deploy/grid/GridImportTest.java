package io.garonne.deploy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.Garonne;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command, from files to a real Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridImportTest {
  private static final String RTE =
      "Périmètre\tNature\tDate\tHeures\tConsommation\tTaux de Co2\tEch. comm. Angleterre\n";
  private static final String END = "RTE ne pourra être tenu responsable de l'usage.\t\t\n";

  private final PrintStream standardOut = System.out;
  private final PrintStream standardErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private EmbeddedKafka kafka;
  @TempDir Path directory;

  @BeforeAll
  void startKafka(@TempDir Path data) throws Exception {
    kafka = EmbeddedKafka.start(data, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(1, 1);
    }
  }

  @AfterAll
  void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(standardOut);
    System.setErr(standardErr);
  }

  private int grid(Path... files) {
    out.reset();
    err.reset();
    String[] args = new String[files.length + 4];
    args[0] = "grid";
    args[1] = "import";
    args[2] = "--bootstrap";
    args[3] = kafka.bootstrap();
    for (int i = 0; i < files.length; i++) {
      args[i + 4] = files[i].toString();
    }
    return Garonne.run(args);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Map<Long, GridIntensity> known() {
    return new GridTopic(kafka.bootstrap()).read();
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private Path latin1(String name, String text) throws IOException {
    return Files.write(directory.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Path packed(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void aDownloadInLatin1IsTakenInOnceAndAMoreSettledFileTakesItsPlace() throws Exception {
    Path download =
        latin1(
            "eCO2mix_RTE_En-cours-TR.xls",
            RTE
                + "France\tDonnées temps réel\t2027-03-28\t01:45\t50200\t24\t\t\n"
                + "France\tDonnées temps réel\t2027-03-28\t02:00\t50200\t25\t\t\n"
                + "France\tDonnées temps réel\t2027-03-28\t03:00\t50200\t26\t\t\n"
                + "France\tDonnées temps réel\t2027-03-28\t03:15\t\t\t\t\n"
                + END);
    assertThat(grid(download)).isZero();
    assertThat(said())
        .contains("4 rows read = 2 taken + 1 holes + 1 refused + 0 repeated; 0 of those taken")
        .contains("  Données temps réel: 2")
        .contains(":6: RTE ne pourra être tenu responsable")
        .contains("energy.grid.v1: 2 written, 0 are there already");
    assertThat(complained())
        .isEqualTo(
            "refused  "
                + download
                + ":3: the local time 2027-03-28T02:00 does not exist: clocks go forward over it"
                + System.lineSeparator());
    GridIntensity third =
        new GridIntensity(
            at("2027-03-28T01:00:00Z"),
            26,
            "Données temps réel",
            false,
            "eCO2mix_RTE_En-cours-TR.xls");
    // A commit returns a moment before it can be read.
    await().until(() -> third.equals(known().get(third.at())));

    long end = TopicReader.end(kafka.bootstrap(), Topics.GRID);
    assertThat(grid(download)).isZero();
    assertThat(said()).contains("energy.grid.v1: 0 written, 2 are there already");
    assertThat(TopicReader.end(kafka.bootstrap(), Topics.GRID)).isEqualTo(end);

    Path settled =
        packed(
            "odre.csv.gz",
            """
            perimetre;nature;date_heure;taux_co2
            France;Données définitives;2027-03-28T01:00:00+00:00;23
            """);
    assertThat(grid(settled)).isZero();
    assertThat(grid(download)).isZero();
    assertThat(said()).contains("0 written, 1 are there already, 1 stay as they are there");
    assertThat(known().get(third.at())).extracting(GridIntensity::gramsPerKwh).isEqualTo(23.0);
  }

  @Test
  void withOneBadFileNothingIsWritten() throws Exception {
    Path good =
        packed(
            "good",
            """
            date_local,time_local,consumption_mw,co2_g_per_kwh,nature
            2027-06-01,00:00,50000,18,Données temps réel
            """);
    Path header = latin1("header.csv", "date,valeur\n2027-06-01,18\n");
    Path missing = directory.resolve("missing.csv");
    Path zip = latin1("eCO2mix.zip", "PK\u0003\u0004");
    Path torn = directory.resolve("torn.gz");
    byte[] whole = Files.readAllBytes(good);
    Files.write(torn, Arrays.copyOf(whole, whole.length - 12));
    long end = TopicReader.end(kafka.bootstrap(), Topics.GRID);
    assertThat(grid(good, header, missing, zip, torn, directory)).isEqualTo(1);
    assertThat(complained())
        .contains(header + ":1: is not of éCO2mix: there is no column nature")
        .contains(missing + ": does not exist")
        .contains(zip + ": cannot be read: it is a zip archive; unpack it first")
        .contains(torn + ": cannot be read: ")
        .contains(directory + ": cannot be read: ")
        .doesNotContain("\tat ");
    assertThat(said()).contains("Nothing is written.");
    assertThat(TopicReader.end(kafka.bootstrap(), Topics.GRID)).isEqualTo(end);
  }

  @Test
  void aFileOfUtf16IsNamedAsThat() throws Exception {
    Path file = directory.resolve("utf16.csv");
    Files.write(file, "\uFEFFdate_heure,taux_co2,nature\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(Eco2mixFile.read(file).problems())
        .singleElement()
        .asString()
        .contains(file.toString(), "it is UTF-16; save it as UTF-8");
  }

  @Test
  void aKafkaThatIsAwayEndsWithOneAndALine() throws Exception {
    Path good =
        latin1("good.csv", "date_heure,taux_co2,nature\n2027-06-01T00:00+02:00,18,Données\n");
    assertThat(Garonne.run("grid", "import", "--bootstrap", "127.0.0.1:1", good.toString()))
        .isEqualTo(1);
    assertThat(said()).contains("Données (no nature of éCO2mix: anything else takes its place): 1");
    assertThat(complained()).contains("127.0.0.1:1").doesNotContain("\tat ");
  }
}
