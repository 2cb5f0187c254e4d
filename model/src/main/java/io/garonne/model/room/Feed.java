package io.garonne.model.room;

/** One of the two supplies of equipment with two power supplies. */
public enum Feed {
  A,
  B
}
