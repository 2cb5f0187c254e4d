package io.garonne.publish.html;

/** HTML under construction. What is text is escaped; what is markup is ours. */
public final class Html {
  private final StringBuilder out = new StringBuilder(16_384);

  /** Markup of ours, as it is. */
  public Html markup(String markup) {
    out.append(markup);
    return this;
  }

  /** Text, also within an attribute's double quotes. */
  public Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return this;
  }

  /** An element with text in it: {@code <tag>text</tag>}; the tag may carry attributes of ours. */
  public Html element(String tag, String text) {
    int space = tag.indexOf(' ');
    return markup("<" + tag + ">")
        .text(text)
        .markup("</" + (space < 0 ? tag : tag.substring(0, space)) + ">");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
