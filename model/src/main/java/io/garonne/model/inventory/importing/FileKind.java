package io.garonne.model.inventory.importing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of file that a neighbouring system writes.
 *
 * @param name what it holds, in plural; a file whose name has it is of this kind
 * @param headers the possible headers of each field
 * @param required fields without which a file is not of this kind
 * @param telling if the file's name says nothing, one of these must be there; empty: what is
 *     required tells enough
 */
record FileKind(
    String name, Map<String, List<String>> headers, List<String> required, List<String> telling) {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
  // GLPI puts the tab's title before the columns of its financial tab.
  private static final Pattern TAB =
      Pattern.compile("^(informations financieres et|financial and) administrati\\w+.*? - ");

  /**
   * Each field is {@code field=Header|Other header}; a {@code !} at the end: required, ?: telling.
   */
  static FileKind of(String name, String... fields) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    List<String> telling = new ArrayList<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      String key = field.substring(0, equals).replaceAll("[!?]", "");
      headers.put(
          key,
          Arrays.stream(field.substring(equals + 1).split("\\|", -1))
              .map(FileKind::plain)
              .toList());
      if (field.charAt(equals - 1) == '!') {
        required.add(key);
      } else if (field.charAt(equals - 1) == '?') {
        telling.add(key);
      }
    }
    return new FileKind(name, headers, required, telling);
  }

  /** A name without case, accents, blanks and punctuation: what two spellings have in common. */
  static String plain(String text) {
    String bare =
        MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").strip();
    String untabbed = TAB.matcher(bare.toLowerCase(Locale.ROOT)).replaceFirst("");
    return NO_WORD.matcher(untabbed).replaceAll("");
  }

  /** The kind of a file with this header; null if none fits. */
  static @Nullable FileKind of(List<FileKind> kinds, String fileName, List<String> header) {
    FileKind named = null;
    FileKind told = null;
    for (FileKind kind : kinds) {
      Map<String, Integer> columns = kind.columns(header);
      if (!columns.keySet().containsAll(kind.required)) {
        continue;
      }
      if (plain(fileName).contains(plain(kind.name))
          && (named == null || named.name.length() < kind.name.length())) {
        named = kind;
      }
      if (told == null
          && (kind.telling.isEmpty() || kind.telling.stream().anyMatch(columns::containsKey))) {
        told = kind;
      }
    }
    return named != null ? named : told;
  }

  /** Where each field is; of two columns with a field's headers, the header named first counts. */
  Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> at = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      at.putIfAbsent(plain(header.get(i)), i);
    }
    Map<String, Integer> columns = new HashMap<>();
    headers.forEach(
        (field, names) ->
            names.stream()
                .filter(at::containsKey)
                .findFirst()
                .ifPresent(name -> columns.put(field, at.getOrDefault(name, 0))));
    return columns;
  }
}
