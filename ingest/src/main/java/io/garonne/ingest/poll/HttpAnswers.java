package io.garonne.ingest.poll;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP with bounds: of the time of a whole exchange, and of what a device may answer. */
final class HttpAnswers {
  private static final int MOST_BYTES = 1024 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  /** Waits so long for a whole answer, from the connection to the last byte. */
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
    // The client's own time limit ends with the headers; a device may stall behind them.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request.build(), head -> new BoundedBody(MOST_BYTES));
    try {
      HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("answers with HTTP status " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException("has not answered in full after " + timeout, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.toString() : said(cause), e);
    } finally {
      exchange.cancel(true); // hangs up, if the exchange still goes on
    }
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    if (cause instanceof ConnectException) {
      return "refuses the connection, or nothing is there";
    }
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
