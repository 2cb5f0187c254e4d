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

/**
 * What a channel said, as a table that a person can make: CSV with a header, columns {@code at}
 * (ISO 8601 with zone), {@code energy_wh} (register), {@code power_w} and {@code state}, of which
 * only {@code at} is required. Lines come in any order and may be repeated. An empty field was not
 * said; {@code nan}, infinite and negative numbers are void.
 *
 * @param lines in the order of the file
 * @param resolution smallest step of the register in millijoules by the decimals that are written,
 *     at least a thousandth of a Wh
 * @param unusedColumns columns of the header that mean nothing here
 */
public record MeterTrace(List<Line> lines, long resolution, List<String> unusedColumns) {
  /**
   * A line of the table.
   *
   * @param at milliseconds since 1970 UTC
   * @param energy millijoules, or null
   * @param power milliwatts, at least 0, or null
   * @param voidFields fields that said something that cannot be
   */
  public record Line(
      long at,
      @Nullable Long energy,
      @Nullable Long power,
      @Nullable State state,
      int voidFields) {}

  /**
   * What a text holds.
   *
   * @param trace of the lines that are in order
   * @param problems {@code file:line: text}; a trace with any should be refused
   */
  public record Result(MeterTrace trace, List<String> problems) {}

  private static final int MOST_DECIMALS = 3;

  public MeterTrace {
    lines = List.copyOf(lines);
    unusedColumns = List.copyOf(unusedColumns);
  }

  /** Reads a table; {@code fileName} is for the problems. */
  public static Result parse(String text, String fileName) {
    return new Parser(fileName).parse(text);
  }

  /** The meter's view: joined, sorted, and without what this profile makes void (M1). */
  public List<Sample> samples(MeterProfile profile) {
    boolean hasRegister = profile.register() != MeterProfile.Register.NO;
    List<Sample> samples = new ArrayList<>(lines.size());
    for (Line line : lines) {
      Long energy = hasRegister ? line.energy() : null;
      Long power = isRefused(line, profile) ? null : line.power();
      Sample sample =
          new Sample(
              line.at(),
              energy == null ? Sample.NONE : energy,
              power == null ? Sample.NONE : power,
              line.state(),
              Sample.NONE);
      if (!sample.isVoid()) {
        samples.add(sample);
      }
    }
    return Samples.sorted(samples);
  }

  /** Fields that said something that cannot be, of which some only by this profile. */
  public long voidFields(MeterProfile profile) {
    return lines.stream()
        .mapToLong(line -> line.voidFields() + (isRefused(line, profile) ? 1 : 0))
        .sum();
  }

  private static boolean isRefused(Line line, MeterProfile profile) {
    Long power = line.power();
    return power != null && !Sample.isPower(power, profile);
  }

  private static final class Parser {
    private final String fileName;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private int decimals;
    private int voidFields;

    Parser(String fileName) {
      this.fileName = fileName;
    }

    Result parse(String text) {
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
      long resolution =
          Math.max(
              1, Units.scaled(BigDecimal.ONE.movePointLeft(decimals), Units.MILLIJOULES_PER_WH));
      return new Result(new MeterTrace(lines, resolution, unused), problems);
    }

    private void readHeader(String[] fields) {
      for (int i = 0; i < fields.length; i++) {
        String name = fields[i].strip().toLowerCase(Locale.ROOT);
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

    private Line readLine(String[] fields) {
      voidFields = 0;
      String at = field(fields, "at");
      if (at.isEmpty()) {
        throw new IllegalArgumentException("at is empty");
      }
      return new Line(
          instant(at),
          number(fields, "energy_wh", Units.MILLIJOULES_PER_WH, true),
          number(fields, "power_w", 1000, false),
          state(field(fields, "state")),
          voidFields);
    }

    private String field(String[] fields, String column) {
      Integer index = columns.get(column);
      return index == null || index >= fields.length ? "" : fields[index].strip();
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
            "state: \"" + text + "\" is none; expected on, idle, sleep, printing, off, unavailable",
            e);
      }
    }
  }
}
