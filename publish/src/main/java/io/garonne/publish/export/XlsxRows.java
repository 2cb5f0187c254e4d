package io.garonne.publish.export;

import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook: sheets of data with titles in one language, a new one where a sheet is full, and one
 * that says what the columns are. Names are text cells, which are no formulas. Times are UTC.
 */
final class XlsxRows implements RowWriter {
  /** A sheet takes 1,048,576 rows. */
  private static final int MOST_ROWS = 1_000_000;

  private static final int FLUSH_EVERY = 500;
  private static final double WIDTH = 18;

  /** Spreadsheets show fifteen digits of a number, and zeros after them. */
  private static final long MOST_DIGITS = 999_999_999_999_999L;

  private final List<ExportColumn> columns;
  private final Texts texts;
  private final OutputStream file;
  private final Workbook workbook;
  private Worksheet sheet;
  private int sheets;
  private int row;

  XlsxRows(OutputStream to, List<ExportColumn> columns, Texts texts) throws IOException {
    this.columns = columns;
    this.texts = texts;
    this.file = to;
    this.workbook = new Workbook(to, "Garonne", null);
    this.sheet = begin();
  }

  private Worksheet begin() {
    sheets++;
    String name = texts.get("export.sheet.data");
    Worksheet begun = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
    begun.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      begun.width(i, WIDTH);
      begun.value(0, i, texts.get("export.col." + columns.get(i).name()));
      begun.style(0, i).bold().set();
    }
    row = 1;
    return begun;
  }

  @Override
  public void write(VisibleRow exported) throws IOException {
    if (row > MOST_ROWS) {
      sheet.finish();
      sheet = begin();
    }
    for (int i = 0; i < columns.size(); i++) {
      cell(i, columns.get(i), exported);
    }
    row++;
    if (row % FLUSH_EVERY == 0) {
      sheet.flush();
    }
  }

  private void cell(int at, ExportColumn column, VisibleRow exported) {
    switch (column.value(exported)) {
      case null -> {}
      case String text when text.equals(VisibleRow.GROUPED) ->
          sheet.inlineString(row, at, texts.get("export.grouped"));
      case String text -> sheet.inlineString(row, at, text);
      case Long time when column.type() == ExportColumn.Type.INSTANT -> {
        sheet.value(row, at, LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC));
        sheet.style(row, at).format("yyyy-mm-dd hh:mm").set();
      }
      case Long number when Math.abs(number) > MOST_DIGITS ->
          sheet.inlineString(row, at, Long.toString(number));
      case Long number -> sheet.value(row, at, number);
      case BigDecimal number -> {
        sheet.value(row, at, number);
        if (column.type() == ExportColumn.Type.KILOWATT_HOURS) {
          sheet.style(row, at).format("#,##0.000").set();
        }
      }
      case Boolean said -> sheet.value(row, at, said);
      default -> throw new IllegalStateException("no value of a column");
    }
  }

  @Override
  public void close() throws IOException {
    sheet.finish();
    Worksheet definitions = workbook.newWorksheet(texts.get("export.sheet.definitions"));
    definitions.width(0, 2 * WIDTH);
    definitions.width(1, 2 * WIDTH);
    definitions.width(2, 6 * WIDTH);
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      definitions.value(i, 0, texts.get("export.col." + name));
      definitions.value(i, 1, name);
      definitions.value(i, 2, texts.get("export.def." + name));
    }
    definitions.value(columns.size() + 1, 0, texts.get("export.notice"));
    workbook.finish();
    file.close();
  }
}
