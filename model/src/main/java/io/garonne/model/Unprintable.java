package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * A character that nobody sees and that changes what others see: a control character, one that
 * turns the direction of what is read (Unicode's bidirectional formatting characters, UAX #9), or
 * the end of a line. What people write for others to read has none.
 *
 * @param position of the character in the text, from 1 on
 * @param character its code
 */
public record Unprintable(int position, char character) {

  /** The first in a text, or null. */
  public static @Nullable Unprintable in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isOne(c)) {
        return new Unprintable(i + 1, c);
      }
    }
    return null;
  }

  private static boolean isOne(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C'
        || c == '\u2028'
        || c == '\u2029';
  }

  /** As it is told: {@code control character U+202E at position 5}. */
  @Override
  public String toString() {
    return "control character U+%04X at position %d".formatted((int) character, position);
  }
}
