package io.garonne.sink;

/** A line on its way, and the record it comes from. */
record Entry(Line line, Origin origin) {}
