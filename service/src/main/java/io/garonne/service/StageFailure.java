package io.garonne.service;

import org.jspecify.annotations.Nullable;

/**
 * A stage has stopped for good and only a person can help: wrong credentials, a missing database, a
 * bug. Exit code 1; the message is one line for that person.
 */
public final class StageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StageFailure(String message) {
    super(message);
  }

  public StageFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
