package io.garonne.publish.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who answers questions of people: a name or service and how it is reached. What only stands in for
 * one is refused, as a notice without anybody to ask is none.
 *
 * @param text as it is printed
 */
public record Contact(String text) {
  private static final int LONGEST = 200;

  private static final Pattern REACHED =
      Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+|(?:\\+?\\d[\\d .()-]{5,}\\d)|https?://\\S+");

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\b(?:todo|tbd|xxx+|lorem|placeholder|changeme|nobody)\\b|example\\.(?:org|com|net|fr)"
              + "|exemple\\.(?:fr|com|org)|à compléter|a completer|<[^>]*>|\\[[^\\]]*\\]|@invalid|\\.invalid\\b");

  public Contact {
    text = text.strip();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a contact is one line of at most " + LONGEST + " letters");
    }
    if (PLACEHOLDER.matcher(text.toLowerCase(Locale.ROOT)).find()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" stands in for a contact: say who really answers");
    }
    if (!REACHED.matcher(text).find()) {
      throw new IllegalArgumentException(
          "a contact has an e-mail address, a telephone number or a web address");
    }
  }
}
