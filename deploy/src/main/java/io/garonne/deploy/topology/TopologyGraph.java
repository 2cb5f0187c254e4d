package io.garonne.deploy.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Topics and processors of one application, read from what Kafka Streams says of its topology.
 * Sources and sinks become their topics, and the filters that only stand before a repartition topic
 * are left out. A topic that two processors write and none reads stands once for each of them.
 *
 * @param title of the application
 * @param nodes by id
 * @param edges from id to ids, in the direction of the records
 */
public record TopologyGraph(String title, Map<String, Node> nodes, Map<String, Set<String>> edges) {

  private static final Pattern NODE =
      Pattern.compile(
          "(Source|Processor|Sink): (\\S+) \\((?:topics?|stores): \\[?([^\\])]*)\\]?\\)");
  private static final String APPLICATION = "Application: ";

  /**
   * A topic or a processor.
   *
   * @param stores of a processor, sorted; empty for a topic
   */
  public record Node(String name, boolean isTopic, List<String> stores) {}

  /** One graph for each application in the text. */
  public static List<TopologyGraph> parse(String text) {
    List<TopologyGraph> graphs = new ArrayList<>();
    for (String part : text.split("(?m)^(?=" + APPLICATION + ")", -1)) {
      if (!part.isBlank()) {
        graphs.add(application(part));
      }
    }
    return graphs;
  }

  private static TopologyGraph application(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    String title =
        lines.get(0).startsWith(APPLICATION) ? lines.get(0).substring(APPLICATION.length()) : "";
    Map<String, Node> nodes = new TreeMap<>();
    // What a described node is in the picture: its topics, itself, or (left out) what follows it.
    Map<String, List<String>> ids = new LinkedHashMap<>();
    Map<String, List<String>> next = new LinkedHashMap<>();
    Set<String> read = new LinkedHashSet<>();
    lines.stream()
        .map(NODE::matcher)
        .filter(matcher -> matcher.find() && matcher.group(1).equals("Source"))
        .forEach(matcher -> read.addAll(list(matcher.group(3))));
    String current = "";
    for (String line : lines) {
      Matcher matcher = NODE.matcher(line);
      if (matcher.find()) {
        current = matcher.group(2);
        List<String> listed = list(matcher.group(3));
        boolean isTopic = !matcher.group(1).equals("Processor");
        List<String> own = new ArrayList<>();
        if (isTopic) {
          for (String topic : listed) {
            String id = "topic " + topic + (read.contains(topic) ? "" : " of " + current);
            nodes.put(id, new Node(topic, true, List.of()));
            own.add(id);
          }
        } else if (!current.endsWith("-repartition-filter")) {
          nodes.put("processor " + current, new Node(current, false, listed));
          own.add("processor " + current);
        }
        ids.put(current, own);
      } else if (line.startsWith("-->")) {
        next.put(current, list(line.substring(3)));
      }
    }
    Map<String, Set<String>> edges = new TreeMap<>();
    ids.forEach(
        (name, own) ->
            own.forEach(
                id ->
                    edges
                        .computeIfAbsent(id, key -> new LinkedHashSet<>())
                        .addAll(targets(name, ids, next))));
    return new TopologyGraph(title, nodes, edges);
  }

  private static List<String> targets(
      String name, Map<String, List<String>> ids, Map<String, List<String>> next) {
    List<String> targets = new ArrayList<>();
    for (String following : next.getOrDefault(name, List.of())) {
      List<String> own = ids.getOrDefault(following, List.of());
      boolean leftOut = own.isEmpty() && ids.containsKey(following);
      targets.addAll(leftOut ? targets(following, ids, next) : own);
    }
    return targets;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty() && !item.equals("none"))
        .sorted()
        .toList();
  }
}
