package io.garonne.publish.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back. Every answer is small enough to be held in memory, but for streams.
 *
 * @param status HTTP status
 * @param headers headers beside those every answer has
 * @param body the body, not compressed
 * @param stream writes what follows while the client listens, or null: nothing does
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written once
public record Answer(
    int status, Map<String, String> headers, byte[] body, @Nullable Stream stream) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Something that goes on; ends when it returns, or when the client is gone. */
  public interface Stream {
    /**
     * Writes, and flushes what is to be seen.
     *
     * @throws IOException once the client does not listen any more
     */
    void write(OutputStream out) throws IOException;
  }

  /** An answer that is whole. */
  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** A stream of a media type, in UTF-8. */
  public static Answer stream(String mediaType, Stream stream) {
    return new Answer(
        200, Map.of("Content-Type", mediaType + "; charset=utf-8"), new byte[0], stream);
  }

  /** A text of a media type, which goes out as UTF-8. */
  public static Answer of(String mediaType, String body) {
    return of(mediaType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of a media type, in UTF-8. */
  public static Answer of(String mediaType, byte[] body) {
    return new Answer(200, Map.of("Content-Type", mediaType + "; charset=utf-8"), body);
  }

  /** Something that went wrong, in one line. */
  public static Answer problem(int status, String line) {
    return new Answer(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Something that went wrong, for a program: RFC 9457. */
  public static Answer problemJson(int status, String title, String detail) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", "about:blank");
      out.writeStringField("title", title);
      out.writeNumberField("status", status);
      out.writeStringField("detail", detail);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(
        status, Map.of("Content-Type", "application/problem+json"), bytes.toByteArray());
  }

  /** Elsewhere, by GET. */
  public static Answer seeOther(String path) {
    return problem(303, "see " + path).with("Location", path);
  }

  /**
   * The same, for a client to keep and ask again whether it still holds; for nobody else, because
   * others may see less.
   */
  public Answer revalidated() {
    return with("Cache-Control", "private, no-cache");
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, stream);
  }
}
