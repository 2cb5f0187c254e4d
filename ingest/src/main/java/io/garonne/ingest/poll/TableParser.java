package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Table.Column;
import io.garonne.ingest.poll.Table.Family;
import io.garonne.ingest.poll.Table.Level;
import io.garonne.ingest.poll.Table.Naming;
import io.garonne.ingest.poll.Table.Only;
import io.garonne.ingest.poll.Table.Refusal;
import io.garonne.ingest.poll.Table.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table's text: a fact a line, words with spaces between (in quotes where a word has some),
 * what follows a {@code #} is for people. The words are explained in {@code docs/poll.md}. Why no
 * YAML: a line here is a line of the vendor's MIB and can be checked against it by eye, and the
 * parser is shorter than the indentation rules.
 */
final class TableParser {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

  private final List<Family> families = new ArrayList<>();
  private final Set<BigDecimal> noValues = new HashSet<>();
  private final List<Level> levels = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String title = "";
  private String source = "";
  private @Nullable Naming naming;
  private @Nullable String level;
  private List<Column> columns = new ArrayList<>();
  private @Nullable Only only;

  private TableParser() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with {@code name:line problem}: the tables are ours
   */
  static Table parse(String text, String name) {
    TableParser parser = new TableParser();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      try {
        parser.line(words(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ":" + number + " " + e.getMessage(), e);
      }
    }
    parser.endLevel();
    if (parser.families.isEmpty() || parser.levels.isEmpty() || parser.source.isEmpty()) {
      throw new IllegalArgumentException(name + ": has no family, no level or no source");
    }
    return new Table(
        parser.title,
        parser.source,
        parser.notes,
        parser.families,
        parser.noValues,
        parser.naming,
        parser.levels,
        parser.refusals);
  }

  private static List<String> words(String line) {
    int comment = line.indexOf('#');
    Matcher word = WORD.matcher(comment < 0 ? line : line.substring(0, comment));
    List<String> words = new ArrayList<>();
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  private void line(List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    List<String> rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "title" -> title = String.join(" ", rest);
      case "source" -> source = String.join(" ", rest);
      case "note" -> notes.add(String.join(" ", rest));
      case "family" -> families.add(new Family(word(rest, 0), Oid.of(word(rest, 1))));
      case "no-value" -> rest.forEach(number -> noValues.add(new BigDecimal(number)));
      case "named-by" ->
          naming =
              new Naming(
                  Oid.of(word(rest, 0)), //
                  Oid.of(after("scale", rest)),
                  Oid.of(after("value", rest)));
      case "level" -> {
        endLevel();
        level = word(rest, 0);
      }
      case "only" ->
          only =
              new Only(
                  place(word(rest, 0)),
                  new HashSet<>(rest.stream().skip(1).map(Integer::valueOf).toList()));
      case "refuse" -> refusals.add(refusal(rest));
      default -> columns.add(column(words.getFirst(), rest));
    }
  }

  private Column column(String label, List<String> rest) {
    Quantity quantity = Quantity.of(label);
    if (quantity == null || level == null) {
      throw new IllegalArgumentException("\"" + label + "\" has no meaning here");
    }
    String rolls = option("rolls-at", rest);
    String digits = option("digits", rest);
    String valid = option("valid", rest);
    return new Column(
        quantity,
        naming == null ? place(word(rest, 0)) : new Place.Named(word(rest, 0)),
        word(rest, 1).equals("unknown") ? null : unit(quantity, word(rest, 1), word(rest, 2)),
        digits == null ? null : place(digits),
        valid == null ? null : place(valid),
        rolls == null ? null : new BigDecimal(rolls));
  }

  /**
   * A factor and a unit of a quantity.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Unit unit(Quantity quantity, String factor, String name) {
    if (quantity.inBaseUnits(name) == null) {
      throw new IllegalArgumentException(
          "\"%s\" is no unit of %s; known are %s"
              .formatted(name, quantity.label(), quantity.units()));
    }
    try {
      BigDecimal number = new BigDecimal(factor);
      if (number.signum() > 0) {
        return new Unit(number, name);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("\"" + factor + "\" is no factor");
  }

  private static Refusal refusal(List<String> rest) {
    boolean absolute = word(rest, 1).startsWith("1.3.6.1.");
    return new Refusal(
        word(rest, 0),
        place(word(rest, 1)),
        absolute,
        Reason.valueOf(word(rest, 2).toUpperCase(Locale.ROOT).replace('-', '_')),
        word(rest, 3));
  }

  private void endLevel() {
    if (level != null) {
      levels.add(new Level(level, columns, only));
    }
    columns = new ArrayList<>();
    only = null;
  }

  private static Place.At place(String text) {
    Place.At place = Place.At.parse(text);
    if (place == null) {
      throw new IllegalArgumentException("\"" + text + "\" is no OID");
    }
    return place;
  }

  private static String word(List<String> words, int place) {
    if (words.size() <= place) {
      throw new IllegalArgumentException("ends too early: " + words);
    }
    return words.get(place);
  }

  private static String after(String key, List<String> words) {
    String value = option(key, words);
    if (value == null) {
      throw new IllegalArgumentException("lacks " + key);
    }
    return value;
  }

  private static @Nullable String option(String key, List<String> words) {
    int at = words.indexOf(key);
    return at < 0 ? null : word(words, at + 1);
  }
}
