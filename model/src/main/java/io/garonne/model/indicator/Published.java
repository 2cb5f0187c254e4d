package io.garonne.model.indicator;

/** What is published of the indicators: figures, and the lines of their arithmetic. */
public sealed interface Published permits Figure, Line {

  /** Its name, under which it is published and explained. */
  String id();
}
