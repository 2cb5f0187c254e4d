package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Measured.PageUnit;
import io.garonne.service.SettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person writes about a device that its table cannot know: {@code level}, {@code
 * unit.LEVEL.QUANTITY}, {@code pages}.
 */
final class ChoiceSettings {
  private static final String UNIT = "unit.";

  private ChoiceSettings() {}

  /** Whether a key belongs here. */
  static boolean isKey(String key) {
    return key.equals("level") || key.equals("pages") || key.startsWith(UNIT);
  }

  /**
   * Reads all of them.
   *
   * @throws SettingsException with every problem
   */
  static Choices read(Map<String, String> options) {
    List<String> problems = new ArrayList<>();
    Map<String, Table.Unit> units = new HashMap<>();
    @Nullable String level = null;
    @Nullable PageUnit pages = null;
    for (Map.Entry<String, String> each : options.entrySet()) {
      String key = each.getKey();
      String value = each.getValue().strip();
      try {
        if (key.equals("level")) {
          level = level(value);
        } else if (key.equals("pages")) {
          pages = PageUnit.valueOf(value.toUpperCase(Locale.ROOT));
        } else if (key.startsWith(UNIT)) {
          units.put(key.substring(UNIT.length()), unit(key, value));
        } else {
          problems.add(key + ": known are level, pages and unit.LEVEL.QUANTITY");
        }
      } catch (IllegalArgumentException e) {
        problems.add(key + ": \"" + value + "\" " + trouble(key, e));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Choices(level, units, pages, null);
  }

  private static String trouble(String key, IllegalArgumentException e) {
    return key.equals("pages") ? "must be impressions or sheets" : String.valueOf(e.getMessage());
  }

  private static String level(String value) {
    List<String> known =
        Tables.all().stream()
            .flatMap(table -> table.levels().stream())
            .map(Table.Level::name)
            .distinct()
            .sorted()
            .toList();
    if (!known.contains(value)) {
      throw new IllegalArgumentException("is no level; there are " + known);
    }
    return value;
  }

  private static Table.Unit unit(String key, String value) {
    String[] column = key.split("\\.", -1);
    Quantity quantity = column.length == 3 ? Quantity.of(column[2]) : null;
    String[] words = value.split("\\s+", -1);
    if (quantity == null || words.length != 2) {
      throw new IllegalArgumentException("must be like unit.phase.energy=\"0.1 kWh\"");
    }
    return TableParser.unit(quantity, words[0], words[1]);
  }
}
