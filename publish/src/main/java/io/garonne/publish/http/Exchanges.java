package io.garonne.publish.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves handlers through the JDK's server: GET and HEAD only, entity tags, gzip where the client
 * takes it, and the same security headers on every answer.
 */
public final class Exchanges implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

  /** Below this a compressed body is hardly smaller. */
  private static final int WORTH_COMPRESSING = 500;

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Resource-Policy", "same-origin");

  private static final String NO_STORE = "no-store";

  private static final String NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

  private final Map<String, Handler> handlers;
  private final ObjIntConsumer<String> answered;

  /**
   * @param handlers by exact path
   * @param answered told the path ({@code other} if none is served there) and status of each answer
   */
  public Exchanges(Map<String, Handler> handlers, ObjIntConsumer<String> answered) {
    this.handlers = Map.copyOf(handlers);
    this.answered = answered;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
      Answer answer = answer(exchange, path);
      answered.accept(handlers.containsKey(path) ? path : "other", send(exchange, answer));
    }
  }

  private Answer answer(HttpExchange exchange, String path) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.problem(405, "only GET and HEAD are answered").with("Allow", "GET, HEAD");
    }
    Handler handler = handlers.get(path);
    if (handler == null) {
      return Answer.problem(404, "there is nothing here");
    }
    try {
      return handler.answer(
          new Request(
              path,
              Request.parseQuery(exchange.getRequestURI().getRawQuery()),
              header(exchange, "Accept"),
              header(exchange, "Accept-Language")));
    } catch (BadRequestException e) {
      return Answer.problem(400, oneLine(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("No answer to {}", path, e);
      return Answer.problem(500, "this did not work; the log says why");
    }
  }

  private static int send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    ALWAYS.forEach(headers::set);
    headers.set("Content-Security-Policy", NOTHING_ALLOWED);
    headers.set("Cache-Control", NO_STORE);
    answer.headers().forEach(headers::set);
    headers.add("Vary", "Accept-Encoding");
    byte[] body = answer.body();
    if (answer.status() == 200 && !NO_STORE.equals(headers.getFirst("Cache-Control"))) {
      String tag = tag(body);
      headers.set("ETag", tag);
      if (header(exchange, "If-None-Match").contains(tag.substring(2))) {
        exchange.sendResponseHeaders(304, -1);
        return 304;
      }
    }
    if (body.length >= WORTH_COMPRESSING && takesGzip(header(exchange, "Accept-Encoding"))) {
      body = gzip(body);
      headers.set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    return answer.status();
  }

  /** A weak tag: the same content, compressed or not. */
  private static String tag(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return "W/\"%x-%x\"".formatted(body.length, sum.getValue());
  }

  /** Whether {@code Accept-Encoding} names gzip and does not refuse it by {@code q=0}. */
  static boolean takesGzip(String acceptEncoding) {
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip")) {
        return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "bad request" : text.replaceAll("\\p{Cntrl}+", " ");
  }
}
