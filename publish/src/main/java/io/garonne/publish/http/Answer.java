package io.garonne.publish.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back. Every answer is small enough to be held in memory.
 *
 * @param status HTTP status
 * @param headers headers beside those every answer has
 * @param body the body, not compressed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written once
public record Answer(int status, Map<String, String> headers, byte[] body) {

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

  /** The same, for a client to keep and ask again whether it still holds. */
  public Answer revalidated() {
    return with("Cache-Control", "no-cache");
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
