package io.garonne.model.metering;

import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.List;
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

  public MeterTrace {
    lines = List.copyOf(lines);
    unusedColumns = List.copyOf(unusedColumns);
  }

  /** Reads a table; {@code fileName} is for the problems. */
  public static Result parse(String text, String fileName) {
    return new MeterTraceParser(fileName).parse(text);
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
}
