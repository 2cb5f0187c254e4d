package io.garonne.model.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them: quoted fields with doubled quotes, separators and
 * line ends inside them; lines end with LF, CRLF or CR. A byte-order mark is skipped, and so are
 * lines with nothing on them.
 */
public final class Csv {

  /**
   * One record.
   *
   * @param line line of the file where it starts, from 1
   * @param fields its fields, without quotes
   */
  public record Row(int line, List<String> fields) {
    public Row {
      fields = List.copyOf(fields);
    }
  }

  /**
   * What is in a text.
   *
   * @param separator between fields: the one of {@code ;} and {@code ,} that the first line has
   *     more of outside quotes
   * @param rows its records, the header among them
   * @param problems {@code file:line: text}, empty if the text is in order
   */
  public record Table(char separator, List<Row> rows, List<String> problems) {
    public Table {
      rows = List.copyOf(rows);
      problems = List.copyOf(problems);
    }
  }

  /** What is said of a file that {@link #isUtf16}. */
  public static final String UTF_16 =
      "is UTF-16; save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";

  private final String text;
  private final String file;
  private final char separator;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int at;
  private int line = 1;

  private Csv(String text, String file) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.file = file;
    this.separator = separator(this.text);
  }

  /** Reads a text; never throws. */
  public static Table parse(String text, String fileName) {
    Csv csv = new Csv(text, fileName);
    csv.read();
    return new Table(csv.separator, csv.rows, csv.problems);
  }

  /**
   * Whether a text begins as editors and spreadsheets write UTF-16: with a byte-order mark, or with
   * a letter of which one byte is 0.
   *
   * @param begin its first bytes; two are enough
   */
  public static boolean isUtf16(byte[] begin) {
    if (begin.length < 2) {
      return false;
    }
    int mark = (begin[0] & 0xff) << 8 | (begin[1] & 0xff);
    return mark == 0xfeff || mark == 0xfffe || (begin[0] == 0) != (begin[1] == 0);
  }

  /** A field as it is written: quoted if it must be. */
  public static String field(String value, char separator) {
    boolean quoted =
        value.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r')
            || !value.equals(value.strip());
    return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private static char separator(String text) {
    int commas = 0;
    int semicolons = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        if (c == '\n' || c == '\r') {
          break;
        }
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
      }
    }
    return semicolons > commas ? ';' : ',';
  }

  private void read() {
    while (at < text.length()) {
      int start = line;
      List<String> fields = new ArrayList<>();
      boolean quoted = false;
      do {
        quoted |= at < text.length() && text.charAt(at) == '"';
        fields.add(field());
      } while (take(separator));
      endLine();
      if (quoted || fields.size() > 1 || !fields.get(0).isBlank()) {
        rows.add(new Row(start, fields));
      }
    }
  }

  private String field() {
    if (!take('"')) {
      int start = at;
      while (at < text.length() && !ends(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }
    int opened = line;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        boolean newLine =
            c == '\n' || (c == '\r' && !(at < text.length() && text.charAt(at) == '\n'));
        line += newLine ? 1 : 0;
        value.append(c);
      } else if (take('"')) {
        value.append('"');
      } else {
        int rest = at;
        while (at < text.length() && !ends(text.charAt(at))) {
          at++;
        }
        if (!text.substring(rest, at).isBlank()) {
          problems.add(file + ":" + line + ": text after the closing quote of a field");
        }
        return value.toString();
      }
    }
    problems.add(file + ":" + opened + ": a quoted field is never closed");
    return value.toString();
  }

  private boolean ends(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void endLine() {
    boolean carriageReturn = take('\r');
    if (take('\n') || carriageReturn) {
      line++;
    }
  }
}
