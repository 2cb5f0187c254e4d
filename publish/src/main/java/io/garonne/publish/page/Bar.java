package io.garonne.publish.page;

import io.garonne.publish.html.Html;

/** A share as a bar below its number, which says the same. */
final class Bar {
  private Bar() {}

  static void write(Html out, long part, long whole) {
    long share = whole <= 0 ? 0 : Math.clamp(Math.round(100.0 * part / whole), 0, 100);
    out.markup("<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
        .markup("<path d=\"M100 0h-" + share + "v4h" + share + "z\"/></svg>");
  }
}
