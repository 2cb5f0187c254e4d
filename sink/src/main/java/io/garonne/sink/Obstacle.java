package io.garonne.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why nothing can be written now. */
sealed interface Obstacle {

  /** One line for the person on call. */
  String reason();

  /**
   * It will pass.
   *
   * @param retryAfter how long the server asks to be left alone, or null
   */
  record Unavailable(String reason, @Nullable Duration retryAfter) implements Obstacle {}

  /** A person has to change something. */
  record Misconfigured(String reason) implements Obstacle {}
}
