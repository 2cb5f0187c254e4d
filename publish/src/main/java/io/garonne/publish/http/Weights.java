package io.garonne.publish.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an {@code Accept} header names and how much each is wanted, 0 (not at all) to 1: RFC 9110
 * §12.4.2. What is written wrongly counts as not said.
 */
public final class Weights {
  private final Map<String, Double> byName = new LinkedHashMap<>();

  /**
   * @param header empty if there is none
   */
  public Weights(String header) {
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.strip().split("\\s*;\\s*", -1);
      double weight = 1;
      for (int i = 1; i < words.length; i++) {
        if (words[i].startsWith("q=")) {
          weight = words[i].matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? q(words[i]) : 0;
        }
      }
      byName.merge(words[0], weight, Math::max);
    }
  }

  private static double q(String word) {
    return Double.parseDouble(word.substring("q=".length()));
  }

  /** How much this is wanted: by its own name, else by the first of those that stand for it. */
  public double of(String name, String... ranges) {
    Double own = byName.get(name);
    for (int i = 0; own == null && i < ranges.length; i++) {
      own = byName.get(ranges[i]);
    }
    return own == null ? 0 : own;
  }
}
