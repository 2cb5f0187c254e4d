package io.garonne.model.advice;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys of records of advice. */
final class Keys {
  private Keys() {}

  /**
   * Parts with bars between, nothing for null; a bar or backslash in a part is written behind a
   * backslash.
   */
  static String of(@Nullable String... parts) {
    return Arrays.stream(parts)
        .map(part -> part == null ? "" : part.replace("\\", "\\\\").replace("|", "\\|"))
        .collect(Collectors.joining("|"));
  }
}
