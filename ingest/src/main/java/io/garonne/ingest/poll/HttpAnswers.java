package io.garonne.ingest.poll;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** HTTP with bounds: of time, and of what a device may answer. */
final class HttpAnswers {
  private static final int MOST_BYTES = 1024 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  HttpAnswers(Duration timeout) {
    this.timeout = timeout;
    // HTTP/1.1: printers hang up on the question whether they speak more.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The body of an answer with status 200. */
  byte[] body(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException("answers with HTTP status " + answer.statusCode());
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("answers with more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }
}
