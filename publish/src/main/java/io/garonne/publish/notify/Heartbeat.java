package io.garonne.publish.notify;

import io.garonne.service.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sign of life to a watcher elsewhere, only while every stage of the process is ready: when it
 * stays away, Garonne itself is what somebody has to look at. Its address is in no log.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** How soon a stage that has become ready is noticed. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final HttpRequest request;
  private final HttpClient client;
  private final Supplier<Map<String, Readiness>> stages;
  private final Duration every;
  private final NotifyMetrics metrics;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "notify-heartbeat");
  private boolean works = true;

  Heartbeat(
      URI url,
      HttpClient client,
      Supplier<Map<String, Readiness>> stages,
      Pace pace,
      NotifyMetrics metrics) {
    this.request =
        HttpRequest.newBuilder(url)
            .timeout(pace.patience())
            .header("User-Agent", "garonne")
            .GET()
            .build();
    this.client = client;
    this.stages = stages;
    this.every = pace.heartbeat();
    this.metrics = metrics;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      boolean ready;
      do {
        ready = isReady();
        if (ready) {
          beat();
        }
      } while (!closed.await(
          ready ? every.toMillis() : Math.min(LOOK.toMillis(), every.toMillis()),
          TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady() {
    Map<String, Readiness> now = stages.get();
    return !now.isEmpty() && now.values().stream().allMatch(Readiness.Ready.class::isInstance);
  }

  private void beat() throws InterruptedException {
    String problem;
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status < 300) {
        metrics.heartbeat("sent");
        works = true;
        return;
      }
      problem = "the answer was " + status;
    } catch (IOException e) {
      problem = Outcome.reason(e);
    }
    metrics.heartbeat("failed");
    if (works) {
      LOG.warn("The sign of life at {} was not taken: {}", request.uri().getHost(), problem);
    }
    works = false;
  }
}
