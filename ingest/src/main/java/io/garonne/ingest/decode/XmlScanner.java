package io.garonne.ingest.decode;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The elements of an XML text, one after the other. Document types, CDATA and entities are not read
 * by construction, so nothing can be expanded or fetched. (The JDK's parser does this in ten times
 * the time, and answers broken document types with exceptions it does not declare.)
 */
final class XmlScanner {
  /** Levels of nesting. */
  private static final int MAX_DEPTH = 16;

  /** What comes next. */
  enum Step {
    START,
    END,
    FINISHED,
    BROKEN
  }

  private final String xml;
  private final Deque<String> open = new ArrayDeque<>();
  private int at;
  private String element = "";
  private String attributes = "";
  private String text = "";
  private String problem = "";
  private boolean closesItself;
  private boolean rooted;

  XmlScanner(String xml) {
    this.xml = xml;
  }

  /** Goes on to the next tag. */
  Step next() {
    if (closesItself) {
      closesItself = false;
      text = "";
      open.removeLast();
      return Step.END;
    }
    while (true) {
      int tag = xml.indexOf('<', at);
      if (tag < 0) {
        return open.isEmpty() && rooted ? Step.FINISHED : broken("cut off");
      }
      text = xml.substring(at, tag).strip();
      if (text.indexOf('&') >= 0 && text.indexOf(';') >= 0 && !isPredefined(text)) {
        return broken("an entity");
      }
      if (xml.startsWith("<?", tag)) {
        at = after("?>", tag);
      } else if (xml.startsWith("<!--", tag)) {
        at = after("-->", tag);
      } else if (xml.startsWith("<!", tag)) {
        return broken("a document type or CDATA");
      } else {
        return tag(tag);
      }
      if (at < 0) {
        return broken("a comment that does not end");
      }
    }
  }

  /** Where the text goes on after an end mark, or -1. */
  private int after(String mark, int from) {
    int found = xml.indexOf(mark, from);
    return found < 0 ? -1 : found + mark.length();
  }

  private Step tag(int tag) {
    int end = endOfTag(tag);
    if (end < 0) {
      return broken("cut off");
    }
    at = end + 1;
    if (xml.charAt(tag + 1) == '/') {
      element = xml.substring(tag + 2, end).strip();
      return element.equals(open.pollLast())
          ? Step.END
          : broken("</" + shortened() + "> closes nothing");
    }
    closesItself = xml.charAt(end - 1) == '/';
    String content = xml.substring(tag + 1, closesItself ? end - 1 : end);
    int blank = 0;
    while (blank < content.length() && content.charAt(blank) > ' ') {
      blank++;
    }
    element = content.substring(0, blank);
    attributes = content.substring(blank);
    boolean second = open.isEmpty() && rooted;
    if (element.isEmpty() || second || open.size() == MAX_DEPTH) {
      return broken("not one element, or too deep");
    }
    rooted = true;
    open.addLast(element);
    return Step.START;
  }

  /** The tag's {@code >}, which is not one within quotation marks. */
  private int endOfTag(int tag) {
    char quote = 0;
    for (int i = tag + 1; i < xml.length(); i++) {
      char c = xml.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return -1;
  }

  /** Name of the element that begins or ends here. */
  String element() {
    return element;
  }

  /** An attribute of the element that begins here, or empty. */
  String attribute(String name) {
    int found = attributes.indexOf(' ' + name + '=');
    int quote = found + name.length() + 2;
    if (found < 0 || quote >= attributes.length()) {
      return "";
    }
    int end = attributes.indexOf(attributes.charAt(quote), quote + 1);
    return end < 0 ? "" : attributes.substring(quote + 1, end);
  }

  /** The text right before the tag, without blanks around it. */
  String text() {
    return text;
  }

  /** Open elements; one that begins here is among them, one that ends here is not. */
  int depth() {
    return open.size();
  }

  /** The element around the one that ends here, or empty. */
  String parent() {
    String parent = open.peekLast();
    return parent == null ? "" : parent;
  }

  /** Why it is broken. */
  String problem() {
    return problem;
  }

  private Step broken(String why) {
    problem = why;
    return Step.BROKEN;
  }

  private String shortened() {
    return element.length() > 20 ? element.substring(0, 20) : element;
  }

  /** Whether every entity in it is one of XML's own five or a character's number. */
  private static boolean isPredefined(String text) {
    for (int i = text.indexOf('&'); i >= 0; i = text.indexOf('&', i + 1)) {
      String rest = text.substring(i, Math.min(text.length(), i + 6));
      if (!rest.startsWith("&amp;")
          && !rest.startsWith("&lt;")
          && !rest.startsWith("&gt;")
          && !rest.startsWith("&quot;")
          && !rest.startsWith("&apos;")
          && !rest.startsWith("&#")) {
        return false;
      }
    }
    return true;
  }
}
