package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyProblemIsListedWithItsLine() throws IOException {
    assertThat(
            problems(
                """
                - topic: a/<device>
                  energy: { path: E, unit: kWh }
                  power: { path: "P[", unit: kWh }
                  colour: red
                - name: without a topic
                  power: { unit: W }
                - topic: b/<room>
                  power: { unit: W, factor: none }
                - topic: c/<device>
                - topic: d/<device
                  power: { unit: W }
                - topic: e/<device>
                  state: { path: s, values: { 1: burning } }
                  time: { format: iso }
                - topic: f/<device>
                  each: Out
                  channel: <output>
                  power: { path: p, unit: W }
                  power: { path: q, unit: W }
                - topic: g/<device>
                  ignore: true
                  power: { unit: W }
                """))
        .containsExactly(
            ":2: energy: needs \"counts: register\" (it only ever grows) or \"counts: window\" (it"
                + " is of a day, an hour, since the last message)",
            ":3: unit: must be one of mW, W, kW, MW; capitals count",
            ":3: path: \"P[\" must be a path like a.b[0]['a key']",
            ":4: \"colour\" means nothing here; known: name, topic, device, channel, each, time,"
                + " energy, power, voltage, current, power-factor, pages, state, ignore",
            ":5: a rule needs a topic",
            ":7: topic: no <device> here; known: [room]",
            ":8: factor: must be a number other than 0",
            ":9: a rule says where energy, power or another value is, or \"ignore: true\"",
            ":10: topic: \"d/<device\" has a part that is not like <name>",
            ":13: 1: \"burning\" must be one of available, on, idle, sleep, printing, off,"
                + " unavailable",
            ":14: time: needs a path",
            ":16: each: \"Out\" must be like Out<channel>, Outputs[<channel>] or"
                + " Outputs[ID=<channel>]",
            ":17: channel: no <output> here; known: [device]",
            ":19: power: comes twice",
            ":21: ignore: \"ignore: true\" is for messages of which nothing is read");
  }

  @Test
  void aFileThatIsNoListOrNoYamlIsRefused() throws IOException {
    assertThat(problems("topic: a/<device>\n"))
        .containsExactly(":1: here is expected a list of rules, each beginning with \"- topic:\"");
    assertThat(problems("- topic: [a\n- b\n"))
        .singleElement()
        .asString()
        .contains("not readable as YAML at line");
  }

  @Test
  void anEmptyFileHasNoRules() throws IOException {
    assertThat(Rules.read(Files.writeString(folder.resolve("r.yaml"), "# later\n")).all())
        .isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Rules.read(file)).hasMessage(file + ": does not exist");
  }

  private List<String> problems(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), text);
    SettingsException e = catchThrowableOfType(SettingsException.class, () -> Rules.read(file));
    return e.problems().stream()
        .map(problem -> problem.substring(file.toString().length()))
        .toList();
  }
}
