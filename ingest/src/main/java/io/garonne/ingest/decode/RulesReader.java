package io.garonne.ingest.decode;

import io.garonne.ingest.decode.Unit.Quantity;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import io.garonne.service.SettingsException;
import io.garonne.service.YamlNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the file of rules; gathers every problem before it gives up. */
final class RulesReader {
  /** Keys that say where something is to be read; a rule has one of them. */
  private static final List<String> SAYING =
      List.of("energy", "power", "voltage", "current", "power-factor", "pages", "state");

  private static final List<String> KEYS =
      List.of(
          "name",
          "topic",
          "device",
          "channel",
          "each",
          "time",
          "energy",
          "power",
          "voltage",
          "current",
          "power-factor",
          "pages",
          "state",
          "ignore");

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();

  RulesReader(Path file) {
    this.file = file;
  }

  /**
   * Reads the text of the file.
   *
   * @throws SettingsException with every problem
   */
  Rules read(String text) {
    List<Rule> rules = new ArrayList<>();
    YamlNode root = YamlNode.parse(text, this::problem);
    if (root != null) {
      for (YamlNode each : root.list("a list of rules, each beginning with \"- topic:\"")) {
        Rule rule = rule(each);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> file + ":" + problem.line() + ": " + problem.what())
              .toList());
    }
    return new Rules(rules);
  }

  private record Problem(int line, String what) {}

  private void problem(int line, String what) {
    problems.add(new Problem(line, what));
  }

  private @Nullable Rule rule(YamlNode node) {
    Map<String, YamlNode> said = node.map(KEYS);
    YamlNode topicNode = said.get("topic");
    if (topicNode == null) {
      node.problem("a rule needs a topic");
      return null;
    }
    Placeholders topic = topicNode.parsed(Placeholders::of);
    Outputs outputs = parsed(said.get("each"), Outputs::of);
    if (topic == null) {
      return null;
    }
    List<String> parts = new ArrayList<>(topic.names());
    boolean ignored = said.containsKey("ignore");
    String device = text(said.get("device"), ignored ? "" : "<device>", parts, topicNode);
    if (outputs != null) {
      parts.add(outputs.part());
    }
    boolean named = said.containsKey("channel") || parts.contains("channel");
    String otherwise =
        outputs != null && !parts.contains("channel")
            ? "<" + outputs.part() + ">"
            : named ? "<channel>" : Reading.ONLY_CHANNEL;
    String channel = text(said.get("channel"), otherwise, parts, topicNode);
    List<Rule.Value> values = new ArrayList<>();
    value(said.get("energy"), Quantity.ENERGY, values);
    value(said.get("power"), Quantity.POWER, values);
    value(said.get("voltage"), Quantity.VOLTAGE, values);
    value(said.get("current"), Quantity.CURRENT, values);
    value(said.get("power-factor"), Quantity.POWER_FACTOR, values);
    value(said.get("pages"), Quantity.PAGES, values);
    Rule.StateValue state = state(said.get("state"));
    YamlNode ignore = said.get("ignore");
    if (ignore != null && (!ignore.text().equals("true") || !values.isEmpty() || state != null)) {
      ignore.problem("\"ignore: true\" is for messages of which nothing is read");
    }
    if (ignore == null && SAYING.stream().noneMatch(said::containsKey)) {
      node.problem("a rule says where energy, power or another value is, or \"ignore: true\"");
    }
    YamlNode name = said.get("name");
    return new Rule(
        name == null ? "rule in line " + node.line() : "rule \"" + name.text() + "\"",
        topic,
        device,
        channel,
        outputs,
        values,
        state,
        time(said.get("time")));
  }

  /** A text whose parts must be known. */
  private static String text(
      @Nullable YamlNode node, String otherwise, List<String> parts, YamlNode topic) {
    String text = node == null ? otherwise : node.text();
    for (String part : Placeholders.names(text)) {
      if (!parts.contains(part)) {
        (node == null ? topic : node)
            .problem("no <" + part + "> here; known: " + (parts.isEmpty() ? "none" : parts));
      }
    }
    return text;
  }

  private void value(@Nullable YamlNode node, Quantity quantity, List<Rule.Value> values) {
    if (node == null) {
      return;
    }
    boolean energy = quantity == Quantity.ENERGY;
    Map<String, YamlNode> said =
        node.map(
            energy
                ? List.of("path", "unit", "factor", "counts", "step")
                : List.of("path", "unit", "factor"));
    Unit unit = unit(node, said.get("unit"), quantity);
    BigDecimal factor = number(said.get("factor"));
    boolean window = false;
    YamlNode counts = said.get("counts");
    if (energy) {
      window = counts != null && counts.text().equals("window");
      if (counts == null || !(window || counts.text().equals("register"))) {
        (counts == null ? node : counts)
            .problem(
                "needs \"counts: register\" (it only ever grows) or \"counts: window\" (it is"
                    + " of a day, an hour, since the last message)");
      }
    }
    List<String> steps = steps(said.get("path"));
    if (unit != null) {
      values.add(
          new Rule.Value(
              steps,
              unit,
              factor == null ? BigDecimal.ONE : factor,
              number(said.get("step")),
              window));
    }
  }

  private static @Nullable Unit unit(YamlNode node, @Nullable YamlNode said, Quantity quantity) {
    if (said == null && quantity == Quantity.POWER_FACTOR) {
      return Unit.ONE;
    }
    if (said == null && quantity == Quantity.PAGES) {
      return Unit.PAGE;
    }
    Unit unit = said == null ? null : Unit.of(said.text());
    if (unit == null || unit.quantity() != quantity) {
      String known = Unit.symbols(quantity) + "; capitals count";
      if (said == null) {
        node.problem("needs a unit, one of " + known);
      } else {
        said.problem("must be one of " + known);
      }
      return null;
    }
    return unit;
  }

  private static @Nullable BigDecimal number(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    BigDecimal number = Decimals.number(node.text());
    if (number == null || number.signum() == 0) {
      node.problem("must be a number other than 0");
      return null;
    }
    return number;
  }

  private static List<String> steps(@Nullable YamlNode node) {
    List<String> steps = parsed(node, Steps::of);
    return steps == null ? List.of() : steps;
  }

  private static Rule.@Nullable StateValue state(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    Map<String, YamlNode> said = node.map(List.of("path", "values"));
    Map<String, State> states = new HashMap<>();
    YamlNode values = said.get("values");
    if (values == null) {
      node.problem("needs \"values\": the device's texts and what they mean");
      return null;
    }
    values
        .map(null)
        .forEach(
            (text, meaning) -> {
              State state = meaning.parsed(RulesReader::state);
              if (state != null) {
                states.put(text, state);
              }
            });
    return new Rule.StateValue(steps(said.get("path")), states);
  }

  private static State state(String label) {
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(label)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "must be one of available, on, idle, sleep, printing, off, unavailable");
  }

  private static Rule.@Nullable Time time(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    Map<String, YamlNode> said = node.map(List.of("path", "format"));
    YamlNode path = said.get("path");
    if (path == null) {
      node.problem("needs a path");
      return null;
    }
    return new Rule.Time(steps(path), parsed(said.get("format"), RulesReader::format));
  }

  private static Rule.Format format(String text) {
    return switch (text) {
      case "iso" -> Rule.Format.ISO;
      case "seconds" -> Rule.Format.SECONDS;
      case "milliseconds" -> Rule.Format.MILLISECONDS;
      default -> throw new IllegalArgumentException("must be one of iso, seconds, milliseconds");
    };
  }

  private static <T> @Nullable T parsed(@Nullable YamlNode node, Function<String, T> parse) {
    return node == null ? null : node.parsed(parse);
  }
}
