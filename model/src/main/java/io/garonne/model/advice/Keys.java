package io.garonne.model.advice;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Keys of records of advice. */
final class Keys {
  private Keys() {}

  /** Parts with bars between; a bar or backslash in a part is written behind a backslash. */
  static String of(String... parts) {
    return Arrays.stream(parts)
        .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
        .collect(Collectors.joining("|"));
  }
}
