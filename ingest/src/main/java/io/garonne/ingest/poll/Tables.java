package io.garonne.ingest.poll;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All tables, in the order in which a device is held against them. */
final class Tables {
  private static final List<String> NAMES =
      List.of(
          "apc-rpdu2",
          "apc-easy-pdu",
          "raritan-px",
          "raritan-px1",
          "eaton-epdu",
          "servertech-sentry4",
          "servertech-sentry3",
          "vertiv-geist",
          "rittal-cmc3",
          "enlogic",
          "schleifenbauer",
          "riedo-updu",
          "hpe-g2",
          "hpe-g3",
          "dell-rpdu",
          "aten-pdu");

  private static final List<Table> ALL = load();

  private Tables() {}

  static List<Table> all() {
    return ALL;
  }

  private static List<Table> load() {
    List<Table> tables = new ArrayList<>();
    for (String name : NAMES) {
      String file = "tables/" + name + ".table";
      try (InputStream in = Tables.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing");
        }
        tables.add(TableParser.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(tables);
  }
}
