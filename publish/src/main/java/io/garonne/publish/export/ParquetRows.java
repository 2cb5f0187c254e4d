package io.garonne.publish.export;

import io.garonne.publish.persons.VisibleRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Parquet: times as {@code TIMESTAMP(MILLIS, UTC)}, whole numbers as {@code INT64}, decimals as
 * {@code DECIMAL(18, …)}, names as {@code STRING}. Memory grows to a row group, not with the file.
 */
final class ParquetRows implements RowWriter {
  private static final int ROW_GROUP = 16 << 20;
  private static final int PRECISION = 18;

  private final ParquetWriter<VisibleRow> out;

  /**
   * Opens a file that is not there.
   *
   * @param about what is said of the file in it
   */
  ParquetRows(Path to, List<ExportColumn> columns, Map<String, String> about) throws IOException {
    this.out =
        new Builder(new LocalOutputFile(to), new Rows(columns, about))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize((long) ROW_GROUP)
            .build();
  }

  @Override
  public void write(VisibleRow row) throws IOException {
    out.write(row);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static MessageType schema(List<ExportColumn> columns) {
    return new MessageType("totals", columns.stream().map(ParquetRows::field).toList());
  }

  private static Type field(ExportColumn column) {
    return switch (column.type()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case INSTANT ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case KILOWATT_HOURS, SECONDS, IMPRESSIONS ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.decimalType(column.type().decimals(), PRECISION))
              .named(column.name());
    };
  }

  private static final class Builder extends ParquetWriter.Builder<VisibleRow, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the superclass asks for it
    protected WriteSupport<VisibleRow> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<VisibleRow> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }

  private static final class Rows extends WriteSupport<VisibleRow> {
    private final List<ExportColumn> columns;
    private final Map<String, String> about;
    private @Nullable RecordConsumer out;

    Rows(List<ExportColumn> columns, Map<String, String> about) {
      this.columns = columns;
      this.about = about;
    }

    @Override
    @SuppressWarnings("deprecation") // the superclass asks for it
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema(columns), about);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema(columns), about);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      out = recordConsumer;
    }

    @Override
    public void write(VisibleRow row) {
      RecordConsumer to = Objects.requireNonNull(out, "nothing is open yet");
      to.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        Object value = columns.get(i).value(row);
        if (value != null) {
          to.startField(columns.get(i).name(), i);
          write(columns.get(i), value, to);
          to.endField(columns.get(i).name(), i);
        }
      }
      to.endMessage();
    }

    private static void write(ExportColumn column, Object value, RecordConsumer to) {
      switch (value) {
        case String text -> to.addBinary(Binary.fromString(text));
        case Long number -> to.addLong(number);
        case BigDecimal number ->
            to.addLong(number.setScale(column.type().decimals()).unscaledValue().longValueExact());
        case Boolean said -> to.addBoolean(said);
        default -> throw new IllegalStateException("no value of a column");
      }
    }
  }
}
