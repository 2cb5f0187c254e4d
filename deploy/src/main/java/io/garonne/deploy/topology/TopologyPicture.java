package io.garonne.deploy.topology;

import java.util.List;
import java.util.Map;

/** Draws {@link TopologyGraph}s as one SVG, below each other. The same text, the same bytes. */
public final class TopologyPicture {
  private static final int TITLE = 36;

  private TopologyPicture() {}

  /** The picture of a topology as {@code ./garonne topology} prints it. */
  public static String svg(String description) {
    List<TopologyGraph> graphs = TopologyGraph.parse(description);
    List<TopologyLayout> layouts = graphs.stream().map(TopologyLayout::of).toList();
    int width = layouts.stream().mapToInt(TopologyLayout::width).max().orElse(0);
    int height = layouts.stream().mapToInt(layout -> layout.height() + TITLE).sum();
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="11.5">
        <title>The topology of Garonne's streams</title>
        <desc>Topics (rounded, blue) and processors (with their stores) from left to right, as records flow. Drawn by ./garonne topology --picture.</desc>
        <defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#5b6770"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(width, height, width));
    int y = 0;
    for (int i = 0; i < graphs.size(); i++) {
      svg.append("<g transform=\"translate(0 %d)\">\n".formatted(y));
      draw(graphs.get(i), layouts.get(i), svg);
      svg.append("</g>\n");
      y += layouts.get(i).height() + TITLE;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(TopologyGraph graph, TopologyLayout layout, StringBuilder svg) {
    svg.append(
        "<text x=\"20\" y=\"24\" font-size=\"14\" font-weight=\"bold\" fill=\"#1a2530\">%s</text>\n"
            .formatted(escaped(graph.title())));
    svg.append("<g transform=\"translate(0 %d)\">\n".formatted(TITLE - 12));
    graph
        .edges()
        .forEach((from, targets) -> targets.forEach(to -> arrow(layout.boxes(), from, to, svg)));
    layout.boxes().forEach((id, box) -> box(box, id.startsWith("topic "), svg));
    svg.append("</g>\n");
  }

  private static void arrow(
      Map<String, TopologyLayout.Box> boxes, String from, String to, StringBuilder svg) {
    TopologyLayout.Box a = boxes.get(from);
    TopologyLayout.Box b = boxes.get(to);
    if (a == null || b == null) {
      return;
    }
    int x0 = a.x() + a.width();
    int y0 = a.y() + a.height() / 2;
    int y1 = b.y() + b.height() / 2;
    int bend = Math.max(24, (b.x() - x0) / 2);
    svg.append(
        "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#5b6770\" marker-end=\"url(#a)\"/>\n"
            .formatted(x0, y0, x0 + bend, y0, b.x() - bend, y1, b.x(), y1));
  }

  private static void box(TopologyLayout.Box box, boolean isTopic, StringBuilder svg) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                isTopic ? 13 : 3,
                isTopic ? "#e3f0fa" : "#fdf3e1",
                isTopic ? "#2f6f9f" : "#a56a00"));
    for (int i = 0; i < box.lines().size(); i++) {
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\"%s>%s</text>\n"
              .formatted(
                  box.x() + box.width() / 2,
                  box.y() + 18 + i * TopologyLayout.LINE,
                  i == 0 ? "#1a2530" : "#5b4a1f",
                  i == 0 && !isTopic ? " font-weight=\"bold\"" : "",
                  escaped(box.lines().get(i))));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
