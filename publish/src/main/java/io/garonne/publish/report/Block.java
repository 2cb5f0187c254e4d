package io.garonne.publish.report;

import io.garonne.publish.chart.Chart;
import io.garonne.publish.chart.Heading;
import java.util.List;

/** A part of a paper; what it looks like is for the format to say. */
public sealed interface Block {

  /**
   * The head of a part.
   *
   * @param level 2 or 3; 1 is the paper's title
   * @param id once in a paper, letters, digits and hyphens
   */
  record Section(int level, String id, String title) implements Block {
    public Section {
      if (level < 2 || level > 3) {
        throw new IllegalArgumentException("level " + level);
      }
    }
  }

  /** A sentence that says it all. */
  record Lead(String text) implements Block {}

  /**
   * A question and its answer, for who has a minute.
   *
   * @param mood how it is answered, for the eye; the answer says it in words
   */
  record Answer(String question, String answer, String why, Mood mood) implements Block {}

  /** How a question is answered. */
  enum Mood {
    YES,
    NO,
    OPEN
  }

  /** Some sentences. */
  record Paragraph(String text) implements Block {}

  /** Sentences below each other; at least one. */
  record Bullets(List<String> items) implements Block {
    public Bullets {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("no item");
      }
    }
  }

  /** A few numbers, each with what it is of. */
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** A number, with its unit, and what it is of. */
  record Fact(String name, String value) {}

  /**
   * A table; its first column names the rows.
   *
   * @param numbers how many columns from the right are numbers
   */
  record Table(String caption, List<String> headers, int numbers, List<List<String>> rows)
      implements Block {
    public Table {
      headers = List.copyOf(headers);
      rows = rows.stream().map(List::copyOf).toList();
      int width = headers.size();
      if (rows.stream().anyMatch(row -> row.size() != width) || numbers >= width) {
        throw new IllegalArgumentException("not a table: " + caption);
      }
    }

    boolean isNumber(int column) {
      return column >= headers.size() - numbers;
    }
  }

  /** A picture with its figures; where there are no pictures, its title and conclusion. */
  record Picture(Heading heading, Chart chart) implements Block {}
}
