package io.garonne.publish.export;

import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an export is written as. */
public enum ExportFormat {
  CSV,
  JSONL,
  PARQUET,
  XLSX;

  private static final int BUFFER = 1 << 16;

  /** As in options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a label.
   *
   * @throws IllegalArgumentException with the labels there are
   */
  public static ExportFormat ofLabel(String label) {
    for (ExportFormat format : values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException("\"" + label + "\" is none of csv, jsonl, parquet, xlsx");
  }

  /**
   * Opens a file of this format that is not there yet.
   *
   * @param spreadsheet whether CSV is as spreadsheets open it by themselves
   */
  RowWriter open(Path to, Texts texts, boolean spreadsheet) throws IOException {
    List<ExportColumn> columns = ExportColumn.all(texts);
    return switch (this) {
      case CSV ->
          new CsvRows(
              stream(to),
              columns,
              spreadsheet
                  ? CsvRows.Dialect.spreadsheet(texts.language() == Language.FR ? ',' : '.')
                  : CsvRows.Dialect.RFC_4180);
      case JSONL -> new JsonLinesRows(stream(to), columns);
      case PARQUET ->
          new ParquetRows(to, columns, Map.of("garonne.notice", texts.get("export.notice")));
      case XLSX -> workbook(to, columns, texts);
    };
  }

  private static OutputStream stream(Path to) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(to), BUFFER);
  }

  private static RowWriter workbook(Path to, List<ExportColumn> columns, Texts texts)
      throws IOException {
    Path stamped = to.resolveSibling(to.getFileName() + ".stamped");
    XlsxRows rows = new XlsxRows(stream(stamped), columns, texts);
    return new RowWriter() {
      @Override
      public void write(VisibleRow row) throws IOException {
        rows.write(row);
      }

      @Override
      public void close() throws IOException {
        rows.close();
        TimelessZip.copy(stamped, to);
        Files.delete(stamped);
      }
    };
  }
}
