package io.garonne.model.advice;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Keys of records. */
final class Keys {
  private Keys() {}

  /** Names behind a kind; a bar or backslash in a name is written behind a backslash. */
  static String of(String kind, String... names) {
    return kind
        + "|"
        + Arrays.stream(names)
            .map(name -> name.replace("\\", "\\\\").replace("|", "\\|"))
            .collect(Collectors.joining("|"));
  }
}
