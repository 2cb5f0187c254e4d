package io.garonne.deploy.replay;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of readings of one device.
 *
 * @param path where it is
 * @param name as people see it: {@code power/DEVICE.csv.gz}
 * @param device file name without {@code .csv[.gz]}
 */
record SeriesFile(Path path, String name, String device) {

  /** Its bytes, unpacked if the name says that they are packed. */
  InputStream open() throws IOException {
    return open(Files.newInputStream(path));
  }

  /** Unpacks bytes that came out of the file as they are. */
  InputStream open(InputStream raw) throws IOException {
    if (!name.endsWith(".gz")) {
      return raw;
    }
    try {
      // Without available() a stream of several members would end after the first.
      return new GZIPInputStream(new BufferedInputStream(new Steady(raw), 1 << 15), 1 << 15);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Says that there may be more until there is none. */
  private static final class Steady extends FilterInputStream {
    Steady(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      return Math.max(1, super.available());
    }
  }
}
