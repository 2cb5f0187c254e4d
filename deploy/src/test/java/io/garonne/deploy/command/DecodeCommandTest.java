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

class DecodeCommandTest {
  private static final String EVERYTHING =
      "{\"at\":\"2026-03-02T09:00:00Z\",\"energyWh\":1234.50,\"powerW\":99.9,\"voltageV\":230.1,"
          + "\"currentA\":0.434,\"powerFactor\":0.83,\"pages\":1000,\"state\":\"on\"}";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aReadingIsOneLineWithExactDecimals() {
    assertThat(run("garonne/desk-7", EVERYTHING)).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "{\"device\":\"desk-7\",\"channel\":\"0\",\"powerW\":99.9,\"energyWh\":1234.5,"
                + "\"voltageV\":230.1,\"currentA\":0.434,\"powerFactor\":0.83,\"pages\":1000,"
                + "\"state\":\"on\",\"at\":\"2026-03-02T09:00:00Z\",\"atSource\":\"payload\","
                + "\"decoder\":\"garonne\"}\n");
  }

  @Test
  void anEnergyThatIsNoWholeNumberOfMillijoulesIsShownAsItWasWritten() {
    assertThat(run("garonne/desk-7", "{\"energyWh\":4.123456}")).isZero();
    assertThat(out.toString()).contains("\"energyWh\":4.123456,");
  }

  @Test
  void largeNumbersHaveNoExponent() {
    assertThat(run("garonne/desk-7", "{\"energyWh\":7000000,\"powerW\":1e3}")).isZero();
    assertThat(out.toString()).contains("\"powerW\":1000,", "\"energyWh\":7000000,");
  }

  @Test
  void whatTheDeviceDidNotSayIsLeftOut() {
    assertThat(run("garonne/desk-7", "{\"powerW\":1}")).isZero();
    assertThat(out.toString())
        .contains("\"atSource\":\"arrival\"")
        .doesNotContain("energyWh", "null");
  }

  @Test
  void theZoneIsThatOfLocalTimes() {
    String sensor = "{\"Time\":\"2026-03-02T10:00:00\",\"ENERGY\":{\"Total\":1.5}}";
    assertThat(run("tele/desk-7/SENSOR", sensor)).isZero();
    assertThat(out.toString()).contains("T09:00:00Z\",\"atSource\":\"site-zone\"");
    assertThat(run("--zone", "America/Guadeloupe", "tele/desk-7/SENSOR", sensor)).isZero();
    assertThat(out.toString()).contains("T14:00:00Z\",\"atSource\":\"site-zone\"");
  }

  @Test
  void anIgnoredMessageSaysWhyAndIsNoFailure() {
    assertThat(run("tele/desk-7/SENSOR", "{\"DS18B20\":{\"Temperature\":21.5}}")).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "{\"topic\":\"tele/desk-7/SENSOR\",\"ignored\":\"no-energy\"}\n");
  }

  @Test
  void aRefusedMessageSaysWhyAndEndsWithOne() {
    assertThat(run("nobody/knows", "17")).isOne();
    assertThat(out.toString())
        .startsWith("{\"topic\":\"nobody/knows\",\"rejected\":\"unknown-topic\",\"detail\":\"");
  }

  @Test
  void theMessagesOfAFixtureAreDecodedInOrder() throws IOException {
    Path file =
        file(
            "f.json",
            """
            {"family":"any","messages":[
              {"topic":"garonne/a","payload":"{\\"powerW\\":1}","receivedAt":"2026-03-02T09:00:00Z"},
              {"topic":"garonne/b","payload":"{\\"powerW\\":2}","retained":true},
              {"topic":"garonne/c","payloadBase64":"eyJwb3dlclciOjN9","receivedAt":"2026-03-02T10:00:00+01:00"}
            ]}
            """);
    assertThat(run("--fixture", file.toString())).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"a\"", "\"powerW\":1,", "\"at\":\"2026-03-02T09:00:00Z\""),
            line -> assertThat(line).contains("garonne/b", "retained-without-time"),
            line ->
                assertThat(line)
                    .contains("\"c\"", "\"powerW\":3,", "\"at\":\"2026-03-02T09:00:00Z\""));
  }

  @Test
  void oneRefusedMessageAmongManyEndsWithOne() throws IOException {
    Path file =
        file(
            "f.json",
            """
            [{"topic":"x/y","payload":"1"},{"topic":"garonne/b","payload":{"energyKwh":8.000}}]
            """);
    assertThat(run("--fixture", file.toString())).isOne();
    assertThat(out.toString()).contains("unknown-topic", "\"energyWh\":8000,");
  }

  @Test
  void whatOneMessageAnnouncesTheNextOnesKnow() throws IOException {
    Path file =
        file(
            "f.json",
            """
            [{"topic":"homeassistant/sensor/m/config","payload":{"stat_t":"hall/m","dev_cla":"power",
              "unit_of_meas":"kW","name":"Power","dev":{"ids":["m"]}}},
             {"topic":"hall/m","payload":"0.5"}]
            """);
    assertThat(run("--fixture", file.toString())).isZero();
    assertThat(out.toString())
        .contains("\"ignored\":\"discovery\"", "\"powerW\":500,", "\"home-assistant\"");
    assertThat(run("--fixture", file.toString(), "--discovery-prefix", "ha")).isOne();
  }

  @Test
  void aRuleTellsWhatNoDecoderKnows() throws IOException {
    Path rules = file("rules.yaml", "- topic: x/<device>\n  power: { unit: W, factor: 0.01 }\n");
    assertThat(run("--rules", rules.toString(), "x/plug", "650")).isZero();
    assertThat(out.toString()).contains("\"device\":\"plug\"", "\"powerW\":6.5,", "configured");
  }

  @Test
  void everyProblemOfTheRulesIsNamedWithItsLine() throws IOException {
    Path rules = file("rules.yaml", "- topic: x/<device>\n  power: { unit: w }\n- name: y\n");
    assertThat(run("--rules", rules.toString(), "x/plug", "650")).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(rules + ":2: unit: must be one of"),
            line -> assertThat(line).isEqualTo(rules + ":3: a rule needs a topic"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anAnswerOverHttpIsOnePayload() throws IOException {
    Path file = file("desk-9.json", "{\"powerW\":5}");
    assertThat(run("--fixture", file.toString(), "--topic", "garonne/desk-9")).isZero();
    assertThat(out.toString()).contains("\"device\":\"desk-9\"");
  }

  @Test
  void aFileThatIsNoFixtureIsNamedWithTheReason() throws IOException {
    assertThat(run("--fixture", folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(run("--fixture", file("bad.json", "{\n\"messages\": [\n").toString())).isEqualTo(2);
    assertThat(run("--fixture", file("odd.json", "{\"messages\":[{}]}").toString())).isEqualTo(2);
    assertThat(run("--fixture", file("none2.json", "{\"messages\":[]}").toString())).isEqualTo(2);
    assertThat(run("--fixture", file("walk.snmprec", "1.3|2|4").toString())).isEqualTo(2);
    assertThat(
            run(
                "--fixture",
                file("time.json", "{\"topic\":\"a\",\"payload\":\"1\",\"receivedAt\":\"now\"}")
                    .toString()))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("none.json: does not exist"),
            line -> assertThat(line).contains("bad.json:3: not JSON"),
            line -> assertThat(line).contains("odd.json: message 1: a message has \"topic\""),
            line -> assertThat(line).endsWith("none2.json: there is no message in it"),
            line -> assertThat(line).contains("walk.snmprec: ", "poll --walk"),
            line -> assertThat(line).contains("time.json: the message: receivedAt \"now\""));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutAMessageItAsksForOne() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("which message?");
  }

  private int run(String... args) {
    return new CommandLine(new DecodeCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
