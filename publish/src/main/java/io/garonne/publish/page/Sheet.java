package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written for people as lines and tables, such as that of the commands, becomes HTML: the
 * line before a table its heading, indented lines a list, other lines paragraphs, and names of what
 * is published links to their arithmetic.
 */
final class Sheet implements Appendable, Columns.Taker {
  private static final Pattern COMMAND = Pattern.compile("\\./garonne explain (\\S+)");

  private final Html out;
  private final int level;
  private final String prefix;
  private final Function<String, @Nullable String> addresses;
  private final StringBuilder line = new StringBuilder();
  private final List<String> waiting = new ArrayList<>();
  private int tables;
  private String lastHeading = "";

  /**
   * Onto a page.
   *
   * @param level of the headings: 2 for h2
   * @param prefix of the ids of its headings
   * @param addresses where a published name is explained, or null: it is none
   */
  Sheet(Html out, int level, String prefix, Function<String, @Nullable String> addresses) {
    this.out = out;
    this.level = level;
    this.prefix = prefix;
    this.addresses = addresses;
  }

  @Override
  public Sheet append(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
    return this;
  }

  @Override
  public Sheet append(CharSequence text, int start, int end) {
    return append(text.subSequence(start, end));
  }

  @Override
  public Sheet append(char c) {
    if (c != '\n') {
      line.append(c);
      return this;
    }
    waiting.add(line.toString());
    line.setLength(0);
    return this;
  }

  @Override
  public void take(
      @Nullable String title, List<String> headers, List<Columns.Row> rows, Set<Integer> right) {
    int at = title == null ? heading() : waiting.lastIndexOf(title);
    List<String> after = new ArrayList<>();
    String heading = title;
    if (at >= 0) {
      heading = waiting.get(at);
      after.addAll(waiting.subList(at + 1, waiting.size()));
      waiting.subList(at, waiting.size()).clear();
    }
    lines();
    if (heading == null && rows.isEmpty()) {
      return;
    }
    tables++;
    String id = prefix + "-" + tables;
    if (heading == null) {
      heading = lastHeading.isEmpty() ? headers.get(0) : lastHeading + " – " + headers.get(1);
    } else {
      lastHeading = heading;
    }
    out.element("h" + level + " id=\"" + id + "\"", heading);
    waiting.addAll(after);
    lines();
    if (!rows.isEmpty()) {
      new Grid(out, addresses).write(id, headers, rows, right);
    }
  }

  /** Which waiting line is the next table's heading: the one just before it; −1: none is. */
  private int heading() {
    String last = waiting.isEmpty() ? "" : waiting.getLast();
    return last.isBlank() || last.startsWith(" ") ? -1 : waiting.size() - 1;
  }

  /** Writes what is still waiting. */
  void end() {
    if (!line.isEmpty()) {
      append('\n');
    }
    lines();
  }

  private void lines() {
    boolean list = false;
    for (String one : waiting) {
      boolean item = one.startsWith("  ");
      if (item != list) {
        out.markup(item ? "<ul>" : "</ul>\n");
        list = item;
      }
      if (!one.isBlank()) {
        out.markup(item ? "<li>" : "<p>");
        linked(one.strip());
        out.markup(item ? "</li>" : "</p>\n");
      }
    }
    out.markup(list ? "</ul>\n" : "");
    waiting.clear();
  }

  /** Where a line is a published name, or a command that explains one, that is a link. */
  private void linked(String text) {
    String address = addresses.apply(text);
    if (address != null) {
      out.link(address, text);
      return;
    }
    Matcher command = COMMAND.matcher(text);
    if (!command.find()) {
      out.text(text);
      return;
    }
    String id = command.group(1);
    String to = addresses.apply(id);
    out.text(text.substring(0, command.start()));
    if (to == null) {
      out.element("code", command.group());
    } else {
      out.link(to, id);
    }
    out.text(text.substring(command.end()));
  }
}
