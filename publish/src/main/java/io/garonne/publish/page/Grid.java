package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Columns;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table that is called like the heading before it. It may be wider than a small screen: then it
 * is moved sideways, also with the keyboard, and the first column stays.
 */
final class Grid {
  private final Html out;
  private final Function<String, @Nullable String> addresses;

  Grid(Html out, Function<String, @Nullable String> addresses) {
    this.out = out;
    this.addresses = addresses;
  }

  /** One in which nothing has a published name. */
  static Grid plain(Html out) {
    return new Grid(out, id -> null);
  }

  /** Lines without published names. */
  static List<Columns.Row> rows(List<List<String>> rows) {
    return rows.stream().map(cells -> new Columns.Row(null, cells)).toList();
  }

  /**
   * Writes it.
   *
   * @param heading id of the element that says what it is
   */
  void write(String heading, List<String> headers, List<Columns.Row> rows, Set<Integer> right) {
    begin(heading, headers, right);
    for (Columns.Row row : rows) {
      row(row, headers.size(), right);
    }
    out.markup("</tbody></table></div>\n");
  }

  private void begin(String heading, List<String> headers, Set<Integer> right) {
    out.markup(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\""
            + heading
            + "\"><table aria-labelledby=\""
            + heading
            + "\"><thead><tr>");
    for (int i = 0; i < headers.size(); i++) {
      out.element("th scope=\"col\"" + (right.contains(i) ? " class=\"n\"" : ""), headers.get(i));
    }
    out.markup("</tr></thead><tbody>\n");
  }

  private void row(Columns.Row row, int columns, Set<Integer> right) {
    List<String> cells = row.cells();
    String id = row.id();
    String address = id == null ? null : addresses.apply(id);
    out.markup("<tr><th scope=\"row\">");
    if (address == null) {
      out.text(cells.get(0).strip());
    } else {
      out.link(address, cells.get(0).strip());
    }
    out.markup("</th>");
    for (int i = 1; i < cells.size(); i++) {
      boolean rest = i == cells.size() - 1 && i < columns - 1;
      String tag = rest ? "td colspan=\"" + (columns - i) + "\"" : "td";
      out.element(tag + (right.contains(i) && !rest ? " class=\"n\"" : ""), cells.get(i));
    }
    out.markup("</tr>\n");
  }
}
