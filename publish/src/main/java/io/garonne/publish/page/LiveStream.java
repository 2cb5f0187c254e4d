package io.garonne.publish.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events for who looks at the live view: the figures that changed, every two seconds;
 * when there are others than before, all of them as HTML. So many people at once; the next is told
 * to come back, and has the page without it. A stream ends after a while and the browser asks for
 * another one, so that nobody goes on seeing what is not theirs any more.
 */
final class LiveStream implements Handler {
  private static final int AT_ONCE = 100;
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration SHARED_FOR = Duration.ofMillis(1500);
  private static final int LOOKS = 300;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What is seen at a moment.
   *
   * @param html with the names of its figures
   * @param power milliwatts of all of it, or null
   * @param at milliseconds since 1970 UTC
   * @param takenAt the same by {@link System#nanoTime()}
   */
  record Seen(Html html, @Nullable Long power, long at, long takenAt) {}

  private final Map<String, Seen> shared = new ConcurrentHashMap<>();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Function<Request, Seen> see;

  /**
   * @param see what the live view shows to a request, now
   */
  LiveStream(Function<Request, Seen> see) {
    this.see = see;
  }

  @Override
  public Answer answer(Request request) {
    // What cannot be asked for is refused before anything is sent.
    seen(request);
    if (!free.tryAcquire()) {
      return Answer.problem(503, "too many are looking at live figures").with("Retry-After", "60");
    }
    return Answer.stream("text/event-stream", out -> stream(request, out));
  }

  /** What somebody else who asked for the same was shown a moment ago, or a new look. */
  private Seen seen(Request request) {
    String asked =
        request.role() + "|" + request.acceptLanguage() + "|" + new TreeMap<>(request.parameters());
    Seen known = shared.get(asked);
    if (known != null && System.nanoTime() - known.takenAt() < SHARED_FOR.toNanos()) {
      return known;
    }
    Seen seen = see.apply(request);
    if (shared.size() >= AT_ONCE) {
      shared.clear();
    }
    shared.put(asked, seen);
    return seen;
  }

  private void stream(Request request, OutputStream out) throws IOException {
    try {
      write(out, "retry: 5000\n\n");
      Map<String, String> known = new HashMap<>();
      for (int look = 0; look < LOOKS; look++) {
        Seen seen = seen(request);
        Map<String, String> figures = seen.html().figures();
        if (look > 0 && !known.keySet().equals(figures.keySet())) {
          write(out, event("part", json("html", seen.html().toString())));
          known.clear();
          known.putAll(figures);
        }
        write(out, event("figures", changes(seen, known)));
        known.putAll(figures);
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  /** One line: JSON escapes what would end it. */
  private static String json(String name, String value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField(name, value);
      out.writeEndObject();
    }
    return text.toString();
  }

  /** The figures that are not known yet, with the sum and its time for the curve. */
  static String changes(Seen seen, Map<String, String> known) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("at", seen.at());
      Long power = seen.power();
      if (power != null) {
        out.writeNumberField("milliwatts", power);
      }
      out.writeObjectFieldStart("figures");
      for (Map.Entry<String, String> figure : seen.html().figures().entrySet()) {
        if (!figure.getValue().equals(known.get(figure.getKey()))) {
          out.writeStringField(figure.getKey(), figure.getValue());
        }
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
