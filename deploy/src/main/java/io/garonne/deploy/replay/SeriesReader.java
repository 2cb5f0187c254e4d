package io.garonne.deploy.replay;

import io.garonne.model.Units;
import io.garonne.model.inventory.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a {@link SeriesFile} one after the other, in the file's order. */
final class SeriesReader implements AutoCloseable {

  /** What a line is. */
  sealed interface Line {
    /** It says something. */
    record Usable(SourceReading reading) implements Line {}

    /**
     * It says nothing that could be metered.
     *
     * @param reason lower case with hyphens
     */
    record Unusable(String reason) implements Line {}

    /** Nobody can tell what it says. */
    record Broken(String problem) implements Line {}
  }

  /** Readings before are a recorder's unset clock (M12): 2010-01-01T00:00Z. */
  static final long EARLIEST = 1_262_304_000_000L;

  private static final long HOUR = 3_600_000L;

  private final CsvRecords records;
  private final InputStream in;
  private final long latest;
  private final boolean decimalComma;
  private final int timeColumn;
  private final int powerColumn;
  private final int energyColumn;

  /**
   * Opens a file and reads its header.
   *
   * @param now milliseconds since 1970 UTC; readings more than an hour later are an unset clock
   * @throws IOException if it cannot be read or has no header of ours; the message says so
   */
  SeriesReader(SeriesFile file, long now) throws IOException {
    this(file.open(), now);
  }

  SeriesReader(InputStream bytes, long now) throws IOException {
    PushbackInputStream begun = new PushbackInputStream(bytes, 2);
    byte[] begins = begun.readNBytes(2);
    if (Csv.isUtf16(begins)) {
      throw new IOException("it " + Csv.UTF_16);
    }
    begun.unread(begins);
    in = begun;
    latest = now + HOUR;
    records = new CsvRecords(in, ',');
    if (!records.next()) {
      throw new IOException("it is empty: the header is missing");
    }
    String header = records.field(0) + records.field(1);
    decimalComma = records.fields() == 1 && header.contains(";");
    String[] columns = header(decimalComma);
    timeColumn = index(columns, "ts_utc");
    powerColumn = index(columns, "power_w");
    energyColumn = index(columns, "energy_kwh");
    if (timeColumn < 0 || (powerColumn < 0 && energyColumn < 0)) {
      throw new IOException("the header must name ts_utc, and power_w or energy_kwh or both");
    }
  }

  private String[] header(boolean semicolons) {
    if (semicolons) {
      String[] columns = records.field(0).split(";", -1);
      records.separator(';');
      return columns;
    }
    String[] columns = new String[records.fields()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = records.field(i);
    }
    return columns;
  }

  private static int index(String[] columns, String name) {
    for (int i = 0; i < columns.length; i++) {
      String column = columns[i].strip();
      if (column.equals(name) || (i == 0 && column.equals("\uFEFF" + name))) {
        return i;
      }
    }
    return -1;
  }

  /** Line of the file, from 1, of what {@link #next()} gave last. */
  long line() {
    return records.line();
  }

  /** The next line, or null at the end of the file. */
  @Nullable Line next() throws IOException {
    return records.next() ? line(records) : null;
  }

  /** The next usable line, or null at the end of the file. */
  @Nullable SourceReading nextUsable() throws IOException {
    for (Line line = next(); line != null; line = next()) {
      if (line instanceof Line.Usable usable) {
        return usable.reading();
      }
    }
    return null;
  }

  private Line line(CsvRecords record) {
    String time = record.field(timeColumn);
    long at;
    try {
      at = SourceTime.parse(time);
    } catch (DateTimeException e) {
      return new Line.Broken("\"" + time + "\" is no time with its zone");
    }
    String powerText = powerColumn < 0 ? "" : number(record.field(powerColumn));
    String energyText = energyColumn < 0 ? "" : number(record.field(energyColumn));
    Quantity power = Quantity.parse(powerText, 1000);
    Quantity energy = Quantity.parse(energyText, Units.MILLIJOULES_PER_KWH);
    if (!power.usable() && !energy.usable()) {
      Quantity.Reason reason =
          power.reason() == null || power.reason() == Quantity.Reason.EMPTY
              ? energy.reason()
              : power.reason();
      return new Line.Unusable(label(Objects.requireNonNull(reason)));
    }
    if (at < EARLIEST || at > latest) {
      return new Line.Unusable("implausible-time");
    }
    return new Line.Usable(
        new SourceReading(
            at,
            power.usable() ? power.amount() : null,
            energy.usable() ? energy.amount() : null,
            power.usable() ? powerText : null,
            energy.usable() ? energyText : null));
  }

  private String number(String text) {
    return decimalComma ? text.replace(',', '.') : text;
  }

  private static String label(Quantity.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
