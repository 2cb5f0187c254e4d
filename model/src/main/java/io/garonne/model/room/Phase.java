package io.garonne.model.room;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the three phases of a supply. */
public enum Phase {
  L1,
  L2,
  L3;

  /**
   * What devices call the channel of a phase: {@code L1}, {@code a}, {@code phase-1}, {@code
   * phase_b}, and {@code phase-1.2} for the second phase of the first inlet.
   */
  private static final Pattern CHANNEL =
      Pattern.compile("(?:l|phase[-_ ]?(?:\\d+\\.)?l?)([1-3])|(?:phase[-_ ]?)?([a-c])");

  /** The phase that a channel is by its name, or null: it is none. */
  public static @Nullable Phase ofChannel(@Nullable String channel) {
    if (channel == null) {
      return null;
    }
    Matcher matcher = CHANNEL.matcher(channel.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return null;
    }
    String number = matcher.group(1);
    int index = number == null ? matcher.group(2).charAt(0) - 'a' : number.charAt(0) - '1';
    return values()[index];
  }
}
