package io.garonne.publish.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the page. */
public enum Language {
  FR(Locale.FRANCE, "Français"),
  EN(Locale.UK, "English");

  private final Locale locale;
  private final String ownName;

  Language(Locale locale, String ownName) {
    this.locale = locale;
    this.ownName = ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** What the language calls itself. */
  public String ownName() {
    return ownName;
  }

  /** {@code fr} or {@code en}. */
  public String code() {
    return locale.getLanguage();
  }

  public Language other() {
    return this == FR ? EN : FR;
  }

  /** The language of a code, or null. */
  public static @Nullable Language ofCode(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    return null;
  }

  /** The language a reader prefers by {@code Accept-Language}; French if that says nothing. */
  public static Language preferred(String acceptLanguage) {
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
        Locale match = Locale.lookup(List.of(range), List.of(Locale.FRENCH, Locale.ENGLISH));
        if (match != null && range.getWeight() > 0) {
          return match.equals(Locale.FRENCH) ? FR : EN;
        }
      }
    } catch (IllegalArgumentException e) {
      return FR;
    }
    return FR;
  }
}
