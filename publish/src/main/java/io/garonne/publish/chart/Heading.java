package io.garonne.publish.chart;

import java.util.regex.Pattern;

/**
 * What stands above a picture.
 *
 * @param id of the figure; once in a document, letters, digits and hyphens
 * @param title what is shown, with its period
 * @param conclusion one sentence that says what can be seen, for who cannot see it
 */
public record Heading(String id, String title, String conclusion) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  public Heading {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    if (title.isBlank() || conclusion.isBlank()) {
      throw new IllegalArgumentException("a figure has a title and a conclusion");
    }
  }
}
