package io.garonne.publish.export;

import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.persons.VisibleRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV: RFC 4180, or as spreadsheets open it by themselves. */
final class CsvRows implements RowWriter {
  private static final String LINE_END = "\r\n";

  /**
   * How it is written.
   *
   * @param separator between fields
   * @param byteOrderMark whether it says at its beginning that it is UTF-8
   * @param decimalSeparator before decimals
   */
  record Dialect(char separator, boolean byteOrderMark, char decimalSeparator) {
    /** RFC 4180: comma, UTF-8 without a mark, decimal point. */
    static final Dialect RFC_4180 = new Dialect(',', false, '.');

    /** What Excel and LibreOffice take without being asked, where people write decimals so. */
    static Dialect spreadsheet(char decimalSeparator) {
      return new Dialect(';', true, decimalSeparator);
    }
  }

  private final List<ExportColumn> columns;
  private final Dialect dialect;
  private final Writer out;

  CsvRows(OutputStream to, List<ExportColumn> columns, Dialect dialect) throws IOException {
    this.columns = columns;
    this.dialect = dialect;
    this.out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
    if (dialect.byteOrderMark()) {
      out.write('\uFEFF');
    }
    out.write(
        columns.stream()
            .map(ExportColumn::name)
            .collect(Collectors.joining(String.valueOf(dialect.separator()))));
    out.write(LINE_END);
  }

  @Override
  public void write(VisibleRow row) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.write(dialect.separator());
      }
      out.write(text(columns.get(i).type(), columns.get(i).value(row)));
    }
    out.write(LINE_END);
  }

  private String text(ExportColumn.Type type, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> TotalsCsv.field(text, dialect.separator());
      case Long at when type == ExportColumn.Type.INSTANT -> IsoTime.format(at);
      case BigDecimal number ->
          shortened(type, number).toPlainString().replace('.', dialect.decimalSeparator());
      default -> value.toString();
    };
  }

  /** kWh with all nine decimals; others with decimals only where there are any. */
  static BigDecimal shortened(ExportColumn.Type type, BigDecimal number) {
    return type == ExportColumn.Type.KILOWATT_HOURS || number.scale() <= 0
        ? number
        : number.stripTrailingZeros();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
