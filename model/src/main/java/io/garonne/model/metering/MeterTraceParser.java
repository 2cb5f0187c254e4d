package io.garonne.model.metering;

import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the table of a {@link MeterTrace}, line by line, and goes on after a bad one. */
final class MeterTraceParser {
  private static final int MOST_DECIMALS = 3;

  private final String fileName;
  private final List<MeterTrace.Line> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private int decimals;
  private int voidFields;

  MeterTraceParser(String fileName) {
    this.fileName = fileName;
  }

  MeterTrace.Result parse(String text) {
    int number = 0;
    int header = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      // A byte order mark, as spreadsheets write it.
      String clean = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (clean.isBlank()) {
        continue;
      }
      String[] fields = clean.split(",", -1);
      try {
        if (header == 0) {
          header = number;
          readHeader(fields);
        } else if (columns.containsKey("at")) {
          lines.add(readLine(fields));
        }
      } catch (IllegalArgumentException e) {
        problems.add("%s:%d: %s".formatted(fileName, number, e.getMessage()));
      }
    }
    if (header == 0) {
      problems.add(fileName + ":1: no header; expected at,energy_wh,power_w");
    }
    if (lines.isEmpty() && problems.isEmpty()) {
      problems.add(fileName + ": no line after the header");
    }
    long resolution =
        Math.max(1, Units.scaled(BigDecimal.ONE.movePointLeft(decimals), Units.MILLIJOULES_PER_WH));
    return new MeterTrace.Result(new MeterTrace(lines, resolution, unused), problems);
  }

  private void readHeader(String[] fields) {
    for (int i = 0; i < fields.length; i++) {
      String name = unquoted(fields[i]).toLowerCase(Locale.ROOT);
      switch (name) {
        case "at", "energy_wh", "power_w", "state" -> {
          if (columns.put(name, i) != null) {
            throw new IllegalArgumentException("column " + name + " occurs twice");
          }
        }
        default -> unused.add(name);
      }
    }
    if (!columns.containsKey("at")) {
      throw new IllegalArgumentException("no column at; expected at,energy_wh,power_w");
    }
    if (columns.size() == 1) {
      throw new IllegalArgumentException("neither energy_wh nor power_w nor state");
    }
  }

  private MeterTrace.Line readLine(String[] fields) {
    voidFields = 0;
    String at = field(fields, "at");
    if (at.isEmpty()) {
      throw new IllegalArgumentException("at is empty");
    }
    return new MeterTrace.Line(
        instant(at),
        number(fields, "energy_wh", Units.MILLIJOULES_PER_WH, true),
        number(fields, "power_w", 1000, false),
        state(field(fields, "state")),
        voidFields);
  }

  private String field(String[] fields, String column) {
    Integer index = columns.get(column);
    return index == null || index >= fields.length ? "" : unquoted(fields[index]);
  }

  /** No value of ours has a comma, so quotes need no more than to be taken off. */
  private static String unquoted(String field) {
    String text = field.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }

  private static long instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "at: \"" + text + "\" is no instant; expected as 2026-03-02T10:00:00Z", e);
    }
  }

  private @Nullable Long number(String[] fields, String column, long factor, boolean register) {
    String text = field(fields, column);
    if (text.isEmpty()) {
      return null;
    }
    if (isNotFinite(text)) {
      voidFields++;
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      long scaled = Units.scaled(value, factor);
      if (value.signum() < 0) {
        voidFields++;
        return null;
      }
      if (register) {
        decimals = Math.max(decimals, Math.min(value.scale(), MOST_DECIMALS));
      }
      return scaled;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + ": \"" + text + "\" is no number", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(column + ": " + text + " is out of range", e);
    }
  }

  private static boolean isNotFinite(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> true;
      default -> false;
    };
  }

  private static @Nullable State state(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return State.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "state: \""
              + text
              + "\" is none; expected available, on, idle, sleep, printing, off, unavailable",
          e);
    }
  }
}
