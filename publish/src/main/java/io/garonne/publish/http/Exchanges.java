package io.garonne.publish.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves routes through the JDK's server: GET and HEAD only, to who may see them; entity tags, gzip
 * where the client takes it, and the same security headers on every answer.
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
          "Cross-Origin-Resource-Policy", "same-origin",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                  + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                  + "base-uri 'none'");

  private static final String NO_STORE = "no-store";

  /** Longest address that is looked at, in characters; a query has a limit of its own. */
  private static final int LONGEST_URI = 4000;

  /** Most characters of all headers together. */
  private static final int LONGEST_HEADERS = 16_000;

  private final Map<String, Route> routes;
  private final Access access;
  private final Problems problems;
  private final ObjIntConsumer<String> answered;

  /**
   * @param routes by path; one that ends with a slash, but for {@code /}, is for all that begins
   *     with it and has no nearer one
   * @param access who decides who asks
   * @param problems how people are told that something did not work
   * @param answered told the path of the route ({@code other} if there is none) and status of each
   *     answer
   */
  public Exchanges(
      Map<String, Route> routes,
      Access access,
      Problems problems,
      ObjIntConsumer<String> answered) {
    this.routes = Map.copyOf(routes);
    this.access = access;
    this.problems = problems;
    this.answered = answered;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
      String at = routeOf(path);
      Answer answer;
      try {
        answer = answer(exchange, path, at == null ? null : routes.get(at));
      } catch (BadRequestException e) {
        answer = problem(path, 400, "Bad request", oneLine(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("No answer to {}", path, e);
        answer = problem(path, 500, "Failed", "this did not work; the log says why");
      }
      answered.accept(at == null ? "other" : at, send(exchange, forPeople(exchange, answer)));
    }
  }

  /** A browser gets a page in its language where others get a line; the same headers. */
  private Answer forPeople(HttpExchange exchange, Answer answer) {
    boolean isLine =
        answer.status() >= 400
            && answer.status() != 503
            && answer.headers().getOrDefault("Content-Type", "").startsWith("text/plain");
    if (!isLine || !header(exchange, "Accept").contains("text/html")) {
      return answer;
    }
    String detail = new String(answer.body(), StandardCharsets.UTF_8).strip();
    Answer page = problems.answer(answer.status(), detail, header(exchange, "Accept-Language"));
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.putAll(page.headers());
    return new Answer(answer.status(), headers, page.body()).with("Vary", "Accept-Language");
  }

  /** The path by which there is a route to this path, or null. */
  private @Nullable String routeOf(String path) {
    if (routes.containsKey(path)) {
      return path;
    }
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      String above = path.substring(0, slash + 1);
      if (routes.containsKey(above)) {
        return above;
      }
    }
    return null;
  }

  private Answer answer(HttpExchange exchange, String path, @Nullable Route route) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return problem(path, 405, "Method not allowed", "only GET and HEAD are answered")
          .with("Allow", "GET, HEAD");
    }
    if (exchange.getRequestURI().toString().length() > LONGEST_URI) {
      return problem(path, 414, "Too long", "the address is longer than " + LONGEST_URI);
    }
    if (length(exchange.getRequestHeaders()) > LONGEST_HEADERS) {
      return problem(path, 431, "Too long", "the headers are longer than " + LONGEST_HEADERS);
    }
    if (route == null) {
      return problem(path, 404, "Not found", "there is nothing here");
    }
    Asker asker =
        access.of(
            exchange.getRemoteAddress().getAddress(),
            exchange.getProtocol(),
            name -> exchange.getRequestHeaders().getFirst(name));
    return switch (asker) {
      case Asker.Wrong wrong -> unauthorized(path, "the name or the password is wrong");
      case Asker.Slowed slowed ->
          problem(path, 429, "Too many attempts", "too many attempts to log in have failed")
              .with("Retry-After", Long.toString(slowed.seconds()));
      case Asker.Known known when known.role().reaches(route.least()) ->
          answer(exchange, path, route.handler(), known);
      case Asker.Known known -> refused(path, known, route.least());
    };
  }

  private Answer answer(HttpExchange exchange, String path, Handler handler, Asker.Known asker) {
    try {
      return handler.answer(
          new Request(
              path,
              Request.parseQuery(exchange.getRequestURI().getRawQuery()),
              header(exchange, "Accept"),
              header(exchange, "Accept-Language"),
              asker.role()));
    } catch (NotForRoleException e) {
      return refused(path, asker, e.least());
    }
  }

  private Answer refused(String path, Asker.Known asker, Role least) {
    String reason = "this is for the role " + least.label() + " and those above it";
    if (!asker.isNamed() && access.takesPasswords()) {
      return unauthorized(path, reason);
    }
    return problem(path, 403, "Not for this role", reason + "; yours is " + asker.role().label());
  }

  private static Answer unauthorized(String path, String reason) {
    return problem(path, 401, "Not logged in", reason)
        .with("WWW-Authenticate", "Basic realm=\"Garonne\", charset=\"UTF-8\"");
  }

  private static Answer problem(String path, int status, String title, String detail) {
    return path.startsWith("/api/")
        ? Answer.problemJson(status, title, detail)
        : Answer.problem(status, detail);
  }

  private static int length(Headers headers) {
    return headers.entrySet().stream()
        .mapToInt(
            header ->
                header.getValue().stream()
                    .mapToInt(value -> header.getKey().length() + value.length())
                    .sum())
        .sum();
  }

  private static int send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    ALWAYS.forEach(headers::set);
    headers.set("Cache-Control", NO_STORE);
    answer.headers().forEach(headers::set);
    headers.add("Vary", "Accept-Encoding, Authorization");
    Answer.Stream stream = answer.stream();
    if (stream != null) {
      return send(exchange, answer.status(), stream);
    }
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

  private static int send(HttpExchange exchange, int status, Answer.Stream stream)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return status;
    }
    exchange.sendResponseHeaders(status, 0);
    stream.write(exchange.getResponseBody());
    return status;
  }

  /** A weak tag: the same content, compressed or not. */
  private static String tag(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return "W/\"%x-%x\"".formatted(body.length, sum.getValue());
  }

  /** Whether {@code Accept-Encoding} names gzip and does not refuse it by {@code q=0}. */
  static boolean takesGzip(String acceptEncoding) {
    return new Weights(acceptEncoding).of("gzip") > 0;
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
