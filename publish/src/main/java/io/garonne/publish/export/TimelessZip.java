package io.garonne.publish.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A workbook without the moment at which it was written: the same rows are the same bytes. */
final class TimelessZip {
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String PROPERTIES = "docProps/core.xml";
  private static final String CREATED = "<dcterms:created[^>]*>[^<]*</dcterms:created>";

  private TimelessZip() {}

  /** Copies a workbook, in the order of its parts. */
  static void copy(Path from, Path to) throws IOException {
    try (ZipFile in = new ZipFile(from.toFile());
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Enumeration<? extends ZipEntry> all = in.entries(); all.hasMoreElements(); ) {
        ZipEntry part = all.nextElement();
        ZipEntry copy = new ZipEntry(part.getName());
        copy.setTimeLocal(FIRST);
        out.putNextEntry(copy);
        try (InputStream content = in.getInputStream(part)) {
          if (part.getName().equals(PROPERTIES)) {
            String xml = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            out.write(xml.replaceAll(CREATED, "").getBytes(StandardCharsets.UTF_8));
          } else {
            content.transferTo(out);
          }
        }
        out.closeEntry();
      }
    }
  }
}
