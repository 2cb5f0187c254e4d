package io.garonne.publish.text;

import java.util.regex.Pattern;

/** Colours of a terminal, or none. What they say stands in words, too. */
public enum Paint {
  /** For files, pipes and who wants none. */
  NONE,
  /** For a terminal. */
  COLOURS;

  private static final Pattern CODE = Pattern.compile("\u001b\\[[0-9;]*m");

  /** Something must be done. */
  public String bad(String text) {
    return painted("1;31", text);
  }

  /** Something should be looked at. */
  public String doubtful(String text) {
    return painted("33", text);
  }

  /** All is well. */
  public String good(String text) {
    return painted("32", text);
  }

  private String painted(String code, String text) {
    return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** How many characters of a text are seen. */
  static int width(String text) {
    String seen = text.indexOf('\u001b') < 0 ? text : CODE.matcher(text).replaceAll("");
    return seen.codePointCount(0, seen.length());
  }
}
