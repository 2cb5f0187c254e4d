package io.garonne.ingest.poll;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a table finds a column's values. The values of one row have one index. */
sealed interface Place {

  /**
   * An OID beneath the family's root. Without wildcards everything behind it is the index; with
   * them the index is what stands in their places, and the OID must be just as long.
   *
   * @param prefix the numbers before the first wildcard
   * @param wildcards how many numbers the index has; 0 for any
   * @param suffix the numbers behind the last wildcard, null for none
   */
  record At(Oid prefix, int wildcards, @Nullable Oid suffix) implements Place {
    private static final Pattern FORM =
        Pattern.compile("([0-9]+(?:\\.[0-9]+)*)((?:\\.\\*)*)(?:\\.([0-9]+(?:\\.[0-9]+)*))?");

    /** From {@code 5.4.3.1.4.*.*.8}; null if it is not like that. */
    static @Nullable At parse(String text) {
      Matcher form = FORM.matcher(text);
      Oid prefix = form.matches() ? Oid.parse(form.group(1)) : null;
      if (prefix == null) {
        return null;
      }
      String tail = form.group(3);
      return new At(prefix, form.group(2).length() / 2, tail == null ? null : Oid.of(tail));
    }

    Map<String, Value> rows(Walk walk, Oid root) {
      Map<String, Value> rows = new LinkedHashMap<>();
      Oid base = root.plus(prefix);
      walk.under(base)
          .forEach(
              (oid, value) -> {
                String index = index(oid, base.length());
                if (index != null) {
                  rows.put(index, value);
                }
              });
      return rows;
    }

    private @Nullable String index(Oid oid, int behind) {
      if (wildcards == 0) {
        return oid.length() > behind ? oid.from(behind) : null;
      }
      String tail = suffix == null ? "" : "." + suffix;
      String rest = oid.from(behind);
      int parts = oid.length() - behind - (suffix == null ? 0 : suffix.length());
      return parts == wildcards && rest.endsWith(tail)
          ? rest.substring(0, rest.length() - tail.length())
          : null;
    }
  }

  /**
   * A row whose name in the device's own list fits a pattern; {@code *} stands for a part without
   * dots and belongs to the index.
   */
  record Named(String pattern) implements Place {

    /** What {@code *} stands for in a name, "" for a pattern without; null if it does not fit. */
    @Nullable String index(String name) {
      int star = pattern.indexOf('*');
      if (star < 0) {
        return name.equals(pattern) ? "" : null;
      }
      String before = pattern.substring(0, star);
      String after = pattern.substring(star + 1);
      if (name.length() <= before.length() + after.length()
          || !name.startsWith(before)
          || !name.endsWith(after)) {
        return null;
      }
      String between = name.substring(before.length(), name.length() - after.length());
      return between.indexOf('.') < 0 ? between : null;
    }
  }
}
