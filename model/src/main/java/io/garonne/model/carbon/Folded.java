package io.garonne.model.carbon;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as they are compared: lower case, without accents, single blanks. */
final class Folded {
  private Folded() {}

  /** {@code "Périmètre "} is {@code "perimetre"}. */
  static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
