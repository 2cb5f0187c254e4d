package io.garonne.model.advice;

import org.jspecify.annotations.Nullable;

/** Names in keys of records. */
final class Keys {
  private Keys() {}

  /** A name, its bars and backslashes behind a backslash; nothing for null. */
  static String of(@Nullable String name) {
    return name == null ? "" : name.replace("\\", "\\\\").replace("|", "\\|");
  }
}
