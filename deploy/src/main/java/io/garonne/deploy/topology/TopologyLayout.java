package io.garonne.deploy.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where everything stands: columns from left to right in the direction of the records, in each the
 * order that crosses least. Lengths in pixels.
 *
 * @param boxes by node id
 * @param width of all
 * @param height of all
 */
record TopologyLayout(Map<String, Box> boxes, int width, int height) {
  static final int LINE = 16;
  static final double CHARACTER = 7.0;

  private static final int COLUMN_GAP = 56;
  private static final int ROW_GAP = 14;
  private static final int PADDING = 20;

  /** A rectangle with lines of text; the first is the name. */
  record Box(int x, int y, int width, int height, List<String> lines) {}

  static TopologyLayout of(TopologyGraph graph) {
    Map<String, Integer> columns = columns(graph);
    List<List<String>> byColumn = new ArrayList<>();
    new TreeMap<>(columns)
        .forEach(
            (id, column) -> {
              while (byColumn.size() <= column) {
                byColumn.add(new ArrayList<>());
              }
              byColumn.get(column).add(id);
            });
    sort(byColumn, graph);
    return place(byColumn, graph);
  }

  /** Length of the longest way to it, so that every arrow points right. */
  private static Map<String, Integer> columns(TopologyGraph graph) {
    Map<String, Integer> columns = new HashMap<>();
    graph.nodes().keySet().forEach(id -> columns.put(id, 0));
    // A way is at most as long as there are nodes; a circle would otherwise go on for ever.
    for (int round = 0; round < graph.nodes().size(); round++) {
      graph
          .edges()
          .forEach(
              (from, targets) ->
                  targets.forEach(
                      to -> columns.merge(to, columns.getOrDefault(from, 0) + 1, Math::max)));
    }
    // What comes from outside stands before its first reader.
    graph
        .edges()
        .forEach(
            (from, targets) -> {
              if (columns.getOrDefault(from, 0) == 0) {
                targets.stream()
                    .mapToInt(to -> columns.getOrDefault(to, 1) - 1)
                    .min()
                    .ifPresent(column -> columns.put(from, column));
              }
            });
    return columns;
  }

  private static void sort(List<List<String>> byColumn, TopologyGraph graph) {
    Map<String, Double> rank = new HashMap<>();
    for (List<String> column : byColumn) {
      rank(column, rank);
    }
    for (int round = 0; round < 8; round++) {
      for (List<String> column : byColumn) {
        column.sort(
            Comparator.comparingDouble((String id) -> middle(id, graph, rank))
                .thenComparing(id -> id));
        rank(column, rank);
      }
    }
  }

  private static void rank(List<String> column, Map<String, Double> rank) {
    for (int i = 0; i < column.size(); i++) {
      rank.put(column.get(i), (i + 0.5) / column.size());
    }
  }

  private static double middle(String id, TopologyGraph graph, Map<String, Double> rank) {
    List<Double> neighbours = new ArrayList<>();
    for (Map.Entry<String, Set<String>> edge : graph.edges().entrySet()) {
      if (edge.getValue().contains(id)) {
        neighbours.add(rank.getOrDefault(edge.getKey(), 0.5));
      }
      if (edge.getKey().equals(id)) {
        edge.getValue().forEach(to -> neighbours.add(rank.getOrDefault(to, 0.5)));
      }
    }
    return neighbours.stream().mapToDouble(Double::doubleValue).average().orElse(0.5);
  }

  private static TopologyLayout place(List<List<String>> byColumn, TopologyGraph graph) {
    int height = 0;
    for (List<String> column : byColumn) {
      height = Math.max(height, height(column, graph));
    }
    Map<String, Box> boxes = new TreeMap<>();
    int x = PADDING;
    for (List<String> column : byColumn) {
      int width = 0;
      for (String id : column) {
        for (String line : lines(node(graph, id))) {
          width = Math.max(width, (int) Math.ceil(line.length() * CHARACTER) + 20);
        }
      }
      int y = PADDING + (height - height(column, graph)) / 2;
      for (String id : column) {
        List<String> lines = lines(node(graph, id));
        int boxHeight = lines.size() * LINE + 12;
        boxes.put(id, new Box(x, y, width, boxHeight, lines));
        y += boxHeight + ROW_GAP;
      }
      x += width + COLUMN_GAP;
    }
    return new TopologyLayout(boxes, x - COLUMN_GAP + PADDING, height + 2 * PADDING);
  }

  private static int height(List<String> column, TopologyGraph graph) {
    int height = -ROW_GAP;
    for (String id : column) {
      height += lines(node(graph, id)).size() * LINE + 12 + ROW_GAP;
    }
    return height;
  }

  private static TopologyGraph.Node node(TopologyGraph graph, String id) {
    return graph.nodes().getOrDefault(id, new TopologyGraph.Node(id, true, List.of()));
  }

  private static List<String> lines(TopologyGraph.Node node) {
    List<String> lines = new ArrayList<>(List.of(node.name()));
    for (int i = 0; i < node.stores().size(); i += 2) {
      lines.add(
          String.join(" · ", node.stores().subList(i, Math.min(i + 2, node.stores().size()))));
    }
    return lines;
  }
}
