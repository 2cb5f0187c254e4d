package io.garonne.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class GaronneTest {
  private final PrintStream standardOut = System.out;
  private final PrintStream standardErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

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

  @Test
  void everyCommandHasHelp() {
    for (String command : new CommandLine(new Garonne()).getSubcommands().keySet()) {
      out.reset();
      String[] args =
          command.equals("help") ? new String[] {"help"} : new String[] {command, "--help"};
      assertThat(Garonne.run(args)).as(command).isZero();
      assertThat(text(out)).as(command).startsWith("Usage: garonne");
    }
  }

  @Test
  void wrongUsageEndsWithTwoAndIsNotBuriedUnderAllOptions() {
    assertThat(Garonne.run("frobnicate")).isEqualTo(2);
    assertThat(text(err).lines())
        .hasSizeLessThanOrEqualTo(3)
        .startsWith("Unmatched argument at index 0: 'frobnicate'")
        .endsWith("Help: ./garonne --help");
    err.reset();
    assertThat(Garonne.run("up", "--mqtt-port", "many")).isEqualTo(2);
    assertThat(text(err).lines()).hasSize(2).last().isEqualTo("Help: ./garonne up --help");
    err.reset();
    assertThat(Garonne.run("inventory", "import")).isEqualTo(2);
    assertThat(text(err))
        .contains("Missing required")
        .endsWith("./garonne inventory import --help\n");
    err.reset();
    assertThat(Garonne.run("totals", "--peroid", "month")).isEqualTo(2);
    assertThat(text(err)).contains("--peroid", "--period").doesNotContain("Usage:");
  }

  @Test
  void aGroupOfCommandsWithoutOneSaysWhichThereAre() {
    assertThat(Garonne.run("inventory")).isEqualTo(2);
    assertThat(text(err).lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("which command? ")
        .contains("import", "export", "unknown");
  }

  @Test
  void withoutACommandTheCommandsAreListed() {
    assertThat(Garonne.run(new String[0])).isEqualTo(2);
    assertThat(text(err)).startsWith("Usage: garonne").contains("totals");
  }

  @Test
  void daysThatTheLedgerCannotKnowAreRefusedWithThoseThatItCan() {
    for (String days : new String[] {"15", "0", "-1"}) {
      err.reset();
      assertThat(Garonne.run("ledger", "--days", days, "--bootstrap", "127.0.0.1:1")).isEqualTo(2);
      assertThat(text(err)).contains("--days is from 1 to 14");
    }
  }

  @Test
  void anUnknownZoneIsSaidWithoutTheNamesOfJavaClasses() {
    assertThat(Garonne.run("up", "--zone", "Mars/Phobos")).isEqualTo(2);
    assertThat(text(err))
        .contains("\"Mars/Phobos\" is no time zone like Europe/Paris")
        .doesNotContain("Exception", "java.");
  }

  @Test
  void wrongSettingsOfAStageAreAllReportedAndEndWithTwo() {
    int code =
        Garonne.run(
            "ingest",
            "--set",
            "estate.zone=Mars/Olympus",
            "--set",
            "mqtt.uri=gopher://x",
            "--set",
            "mqqt.user=x");
    assertThat(code).isEqualTo(2);
    assertThat(text(err))
        .contains("estate.zone")
        .contains("mqtt.uri")
        .contains("mqqt.user: ingest has no such setting")
        .doesNotContain("\tat ");
  }

  @Test
  void everythingInTheWayOfUpIsSaidAtOnceBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file = Files.writeString(directory.resolve("file"), "");
      int code =
          Garonne.run(
              "up",
              "--data",
              file.resolve("d").toString(),
              "--bind",
              "300.1.1.1",
              "--partitions",
              "0",
              "--kafka-port",
              Integer.toString(taken.getLocalPort()),
              "--devices",
              "-1",
              "--inventory",
              directory.resolve("none.csv").toString(),
              "--influx-url",
              "ftp://x",
              "--set",
              "mqtt.uri=tcp://elsewhere:1883",
              "--set",
              "sink.lingre=PT1S",
              "--set",
              "sink.linger=soon");
      assertThat(code).isEqualTo(2);
      assertThat(text(err))
          .contains("data directory")
          .contains("--bind 300.1.1.1 is no address of this machine")
          .contains("--partitions is from 1 to 1000")
          .contains("Kafka port " + taken.getLocalPort())
          .contains("--devices must be from 1")
          .contains("--influx-url ftp://x must be an http or https address")
          .contains("none.csv")
          .contains("mqtt.uri is not set for up: it follows from --mqtt-port and --bind")
          .contains("sink.lingre: no stage has such a setting")
          .contains("sink.linger: \"soon\" is no length of time")
          .doesNotContain("\tat ");
      assertThat(directory.resolve("garonne.lock")).doesNotExist();
    }
  }

  @Test
  void aTakenPortIsExplainedInALine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int code =
          Garonne.run(
              "up",
              "--data",
              directory.toString(),
              "--http-port",
              "0",
              "--kafka-port",
              "0",
              "--mqtt-port",
              Integer.toString(taken.getLocalPort()));
      assertThat(code).isEqualTo(2);
      assertThat(text(err).lines().toList())
          .singleElement()
          .asString()
          .contains("MQTT port " + taken.getLocalPort())
          .contains("--mqtt-port");
    }
  }

  @Test
  void anInventoryWithMistakesIsRefusedWithFileAndLine() throws Exception {
    Path table = directory.resolve("inventory.csv");
    Files.writeString(table, "device,site,equipment_class,zone\na,s,c,Mars\nb,s\n");
    assertThat(Garonne.run("up", "--inventory", table.toString())).isEqualTo(2);
    assertThat(text(err)).contains("inventory.csv:2").contains("inventory.csv:3");
  }

  @Test
  void checkNamesWhatIsWrong() throws Exception {
    Path table = directory.resolve("inventory.csv");
    Files.writeString(table, "device,site\n");
    int code =
        Garonne.run(
            "check",
            "--data",
            directory.toString(),
            "--inventory",
            table.toString(),
            "--set",
            "streams.horizon=long");
    assertThat(code).isEqualTo(1);
    assertThat(text(out))
        .contains("ok    Java ")
        .contains("wrong setting streams.horizon: \"long\"")
        .contains("wrong " + table + ":1");
  }

  @Test
  void checkSaysWhatAnImportWouldRefuse() throws Exception {
    Path table = directory.resolve("devices.csv");
    Files.writeString(table, "device,site,equipment_class\na,_grouped,printer\n");
    assertThat(
            Garonne.run("check", "--data", directory.toString(), "--inventory", table.toString()))
        .isEqualTo(1);
    assertThat(text(out)).contains("devices.csv:2: site \"_grouped\" begins with _");
  }

  @Test
  void topicsOfAKafkaThatIsAwayEndWithOneAndALine() {
    assertThat(Garonne.run("topics", "--bootstrap", "127.0.0.1:1")).isEqualTo(1);
    assertThat(text(err)).contains("127.0.0.1:1").doesNotContain("\tat ");
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAddressOfKafkaThatIsNoneIsWrongUsage() {
    for (String[] command :
        new String[][] {{"indicators"}, {"explain", "x"}, {"inventory", "export", "--out", "x"}}) {
      err.reset();
      String[] args = java.util.Arrays.copyOf(command, command.length + 2);
      args[command.length] = "--bootstrap";
      args[command.length + 1] = "nonsense";
      assertThat(Garonne.run(args)).as(command[0]).isEqualTo(2);
      assertThat(text(err)).contains("nonsense").doesNotContain("\tat ");
    }
  }
}
