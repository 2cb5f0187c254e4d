package io.garonne.publish.export;

/** Nothing can be written where it was asked for. The message is one line for a person. */
public final class UnusablePlaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusablePlaceException(String message) {
    super(message);
  }
}
