package io.garonne.model.wire;

import io.garonne.model.privacy.FieldTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The table of fields as it was built in. */
public final class FieldTableCsv {
  private static final String RESOURCE = "fields.csv";

  private FieldTableCsv() {}

  /** Reads it: {@code fields.csv} beside {@link FieldTable}. */
  public static FieldTable read() {
    try (InputStream in = FieldTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not there");
      }
      return FieldTable.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
