package io.garonne.publish.html;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTML under construction. What is text is escaped; what is markup is ours. Figures that change by
 * the second have a name each, so that they can be sent alone.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder(16_384);
  private final Map<String, String> figures = new LinkedHashMap<>();

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

  /** A link; the address is not escaped yet. */
  public Html link(String address, String text) {
    return markup("<a href=\"").text(address).markup("\">").text(text).markup("</a>");
  }

  /** A figure that changes while somebody looks; the name is unique on its page. */
  public Html figure(String name, String text) {
    figures.put(name, text);
    return markup("<span data-k=\"").text(name).markup("\">").text(text).markup("</span>");
  }

  /** The figures that change, by name. */
  public Map<String, String> figures() {
    return figures;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
