package io.garonne.publish.page;

import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * A file that pages need. Its address has a sum of its content, so that a browser keeps it for a
 * year and never shows an old one.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Resource(String path, String mediaType, byte[] content) implements Handler {

  /** From the resources beside this class, or from the top. */
  static Resource of(String path, String mediaType, String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new Resource(path, mediaType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with more text at the end. */
  Resource and(String more) {
    return new Resource(
        path,
        mediaType,
        (new String(content, StandardCharsets.UTF_8) + more).getBytes(StandardCharsets.UTF_8));
  }

  /** Its address with the sum of its content. */
  String address() {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return path + "?v=" + Long.toHexString(sum.getValue());
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(mediaType, content)
        .with("Cache-Control", "public, max-age=31536000, immutable");
  }
}
