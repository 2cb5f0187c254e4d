package io.garonne.publish.text;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A course in one line of characters, from 0 at the bottom to the greatest value at the top. */
public final class Sparkline {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final String BLOCKS = "▏▎▍▌▋▊▉█";

  private Sparkline() {}

  /** A character for each value; a dot where there is none, which is not 0. */
  public static String of(List<@Nullable Long> values) {
    long most = values.stream().filter(Objects::nonNull).mapToLong(v -> v).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (Long value : values) {
      if (value == null) {
        line.append('·');
      } else {
        double share = most <= 0 ? 0 : Math.max(0.0, (double) value / most);
        line.append(LEVELS.charAt((int) Math.min(LEVELS.length() - 1, share * LEVELS.length())));
      }
    }
    return line.toString();
  }

  /** A bar of at most so many characters for a part of a whole; none for nothing. */
  public static String bar(long part, long whole, int width) {
    if (part <= 0 || whole <= 0) {
      return "";
    }
    long eighths = Math.max(1, Math.round(8.0 * width * Math.min(part, whole) / whole));
    String full = "█".repeat((int) (eighths / 8));
    int rest = (int) (eighths % 8);
    return rest == 0 ? full : full + BLOCKS.charAt(rest - 1);
  }
}
