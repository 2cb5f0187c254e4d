package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeterCommandTest {
  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTraceIsMeteredByItsProfile() throws IOException {
    Path csv =
        file(
            "t.csv",
            "at,energy_wh,power_w\n2026-03-31T20:00:00Z,50000,\n2026-04-01T02:00:00Z,56000,\n");
    Path json =
        file(
            "t.json",
            "{\"profile\":{\"ratedPowerW\":5000},\"expect\":{\"zone\":\"Europe/Paris\"}}");
    assertThat(run(csv.toString(), "--profile", json.toString())).isZero();
    assertThat(out.toString())
        .contains("\"totalWh\" : 6000,", "\"interpolatedWh\" : 6000,", "\"2026-04\" : 4000");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aZoneOnTheCommandLineGoesBeforeTheProfiles() throws IOException {
    Path csv = file("t.csv", "at,power_w\n2026-03-31T23:00:00Z,100\n2026-03-31T23:10:00Z,100\n");
    Path json = file("t.json", "{\"zone\":\"Europe/Paris\"}");
    assertThat(run(csv.toString(), "--profile", json.toString(), "--zone", "UTC")).isZero();
    assertThat(out.toString()).contains("\"2026-03\"").doesNotContain("\"2026-04\"");
  }

  @Test
  void aTraceNeedsNoProfile() throws IOException {
    Path csv = file("t.csv", "at,power_w\n2026-03-31T23:00:00Z,60\n2026-03-31T23:01:00Z,60\n");
    assertThat(run(csv.toString())).isZero();
    assertThat(out.toString()).contains("\"totalWh\" : 1,");
  }

  @Test
  void everyBadLineIsNamedAndNothingIsPrinted() throws IOException {
    Path csv = file("t.csv", "at,power_w\nyesterday,1\n2026-03-31T23:00:00Z,many\n");
    assertThat(run(csv.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(csv + ":2: at:"),
            line -> assertThat(line).startsWith(csv + ":3: power_w:"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aBadProfileIsNamedWithItsLine() throws IOException {
    Path csv = file("t.csv", "at,power_w\n2026-03-31T23:00:00Z,60\n");
    Path json = file("t.json", "{\n \"profile\": {\n  \"ratedPowerW\": -1\n }\n}");
    assertThat(run(csv.toString(), "--profile", json.toString())).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines(json + ":3: ratedPowerW must be above 0");
  }

  @Test
  void aFieldOfTheProfileThatMeansNothingIsNamed() throws IOException {
    Path csv = file("t.csv", "at,power_w\n2026-03-31T23:00:00Z,60\n");
    Path json = file("t.json", "{\"note\":\"ours\",\"profile\":{\"ratedPower\":100}}");
    assertThat(run(csv.toString(), "--profile", json.toString())).isZero();
    assertThat(err.toString()).contains("\"ratedPower\"").doesNotContain("note");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.csv: does not exist");
  }

  private int run(String... args) {
    return new CommandLine(new MeterCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
