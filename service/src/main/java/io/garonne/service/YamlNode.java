package io.garonne.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A place in a YAML file that knows its line. Every scalar is the text that stands there. */
public final class YamlNode {
  private final Node node;
  private final String key;
  private final Problems problems;

  private YamlNode(Node node, String key, Problems problems) {
    this.node = node;
    this.key = key;
    this.problems = problems;
  }

  /** Takes what is wrong with a file. */
  public interface Problems {
    /** Takes a problem in a line, from 1. */
    void add(int line, String what);
  }

  /** Reads a text; null if it is empty or no YAML. */
  public static @Nullable YamlNode parse(String text, Problems problems) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
      return root.map(node -> new YamlNode(node, "", problems)).orElse(null);
    } catch (MarkedYamlEngineException e) {
      int line = line(e.getProblemMark());
      problems.add(line, "not readable as YAML at line " + line + ": " + e.getProblem());
      return null;
    } catch (YamlEngineException e) {
      problems.add(1, "not readable as YAML: " + e.getMessage());
      return null;
    }
  }

  /** The line, from 1. */
  public int line() {
    return line(node.getStartMark());
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  /** Says what is wrong here. */
  public void problem(String what) {
    problems.add(line(), (key.isEmpty() ? "" : key + ": ") + what);
  }

  /** The elements of a list; none if it is no list. */
  public List<YamlNode> list(String expected) {
    List<YamlNode> elements = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(each -> elements.add(new YamlNode(each, "", problems)));
    } else {
      problem("here is expected " + expected);
    }
    return elements;
  }

  /**
   * The members of an object by their keys.
   *
   * @param known keys it may have; null: any
   */
  public Map<String, YamlNode> map(@Nullable List<String> known) {
    Map<String, YamlNode> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("needs keys and values" + (known == null ? "" : ": " + String.join(", ", known)));
      return members;
    }
    for (NodeTuple member : mapping.getValue()) {
      String name = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      YamlNode value = new YamlNode(member.getValueNode(), name, problems);
      if (known != null && !known.contains(name)) {
        problems.add(
            line(member.getKeyNode().getStartMark()),
            "\"" + name + "\" means nothing here; known: " + String.join(", ", known));
      } else if (members.putIfAbsent(name, value) != null) {
        value.problem("comes twice");
      }
    }
    return members;
  }

  /** The text; empty if it is none. */
  public String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem("is a text or a number");
    return "";
  }

  /** What a text means; null, and a problem, if it means nothing. */
  public <T> @Nullable T parsed(Function<String, T> parse) {
    try {
      return parse.apply(text());
    } catch (IllegalArgumentException e) {
      problem("\"" + text() + "\" " + e.getMessage());
      return null;
    }
  }
}
