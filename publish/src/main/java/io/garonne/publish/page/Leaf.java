package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import java.io.IOException;

/** One page of those that are served, for one request. */
interface Leaf {

  /** What it is about: its only h1, and the first words of the window's title. */
  String title();

  /** Whether there is what was asked for; if not, the answer is 404 and says so. */
  default boolean isKnown() {
    return true;
  }

  /** Writes what stands below the h1. */
  void write(Html out) throws IOException;
}
