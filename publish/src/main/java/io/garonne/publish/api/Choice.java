package io.garonne.publish.api;

import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters that have one of a few values. */
final class Choice {
  private Choice() {}

  /**
   * The constant that a parameter names, or null if it is absent.
   *
   * @throws BadRequestException with those there are
   */
  static <E extends Enum<E>> @Nullable E of(Request request, String name, Class<E> type) {
    String said = request.parameter(name);
    if (said == null) {
      return null;
    }
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> label(constant).equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequestException(
                    name
                        + " is one of "
                        + Arrays.stream(constants)
                            .map(Choice::label)
                            .collect(Collectors.joining(", "))));
  }

  /** Whether a flag is set; null if it is absent. */
  static @Nullable Boolean flag(Request request, String name) {
    String said = request.parameter(name);
    if (said == null) {
      return null;
    }
    return switch (said) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadRequestException(name + " is true or false");
    };
  }

  /** As on the wire: {@code site-class}. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a value is wanted: nothing is said, or this. */
  static boolean wants(@Nullable Object said, @Nullable Object is) {
    return said == null || said.equals(is);
  }
}
