package io.garonne.publish.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.persons.VisibleRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/** A JSON object a line, with the columns' names; what is not known is left out. */
final class JsonLinesRows implements RowWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final List<ExportColumn> columns;
  private final JsonGenerator out;

  JsonLinesRows(OutputStream to, List<ExportColumn> columns) throws IOException {
    this.columns = columns;
    this.out = FACTORY.createGenerator(to);
    out.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void write(VisibleRow row) throws IOException {
    out.writeStartObject();
    for (ExportColumn column : columns) {
      switch (column.value(row)) {
        case null -> {}
        case String text -> out.writeStringField(column.name(), text);
        case Long at when column.type() == ExportColumn.Type.INSTANT ->
            out.writeStringField(column.name(), IsoTime.format(at));
        case Long number -> out.writeNumberField(column.name(), number);
        case BigDecimal number ->
            out.writeNumberField(column.name(), CsvRows.shortened(column.type(), number));
        case Boolean said -> out.writeBooleanField(column.name(), said);
        default -> throw new IllegalStateException("no value of a column");
      }
    }
    out.writeEndObject();
    out.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
