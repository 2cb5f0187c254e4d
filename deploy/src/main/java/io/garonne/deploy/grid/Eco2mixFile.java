package io.garonne.deploy.grid;

import io.garonne.model.carbon.Eco2mixReader;
import io.garonne.model.carbon.Eco2mixTable;
import io.garonne.model.inventory.Csv;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An éCO2mix table as a file: UTF-8 if it is valid UTF-8, else Latin-1, as RTE's download is;
 * unpacked if it is packed with gzip, whatever its name.
 */
public final class Eco2mixFile {
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;

  private Eco2mixFile() {}

  /** What the file says; if it cannot be read, that is its problem. */
  public static Eco2mixTable read(Path file) {
    try {
      try {
        return read(file, StandardCharsets.UTF_8);
      } catch (CharacterCodingException e) {
        return read(file, StandardCharsets.ISO_8859_1);
      }
    } catch (NoSuchFileException e) {
      return Eco2mixTable.unreadable(file.toString(), "does not exist");
    } catch (IOException e) {
      return Eco2mixTable.unreadable(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static Eco2mixTable read(Path file, Charset charset) throws IOException {
    try (InputStream in =
            notUtf16(
                new BufferedInputStream(
                    unpacked(new BufferedInputStream(Files.newInputStream(file)))));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, charset.newDecoder()))) {
      Path name = file.getFileName();
      return Eco2mixReader.read(lines.lines(), file.toString(), String.valueOf(name));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static InputStream notUtf16(BufferedInputStream in) throws IOException {
    in.mark(2);
    byte[] begins = in.readNBytes(2);
    in.reset();
    if (Csv.isUtf16(begins)) {
      in.close();
      throw new IOException("it " + Csv.UTF_16);
    }
    return in;
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    int begins = in.read() << 8 | in.read();
    in.reset();
    if (begins == ZIP) {
      in.close();
      throw new IOException("it is a zip archive; unpack it first, and give what is in it");
    }
    return begins == GZIP ? new GZIPInputStream(in) : in;
  }
}
