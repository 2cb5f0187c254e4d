package io.garonne.ingest.mqtt;

import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to the broker: opens one, waits for its end, pauses, opens the next. */
public final class MqttLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final long MAX_PAUSE_MILLIS = 15_000;

  /** A connection that lived this long was a good one. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final MqttSettings settings;
  private final Window window;
  private final Intake intake;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection connection;
  private volatile @Nullable String problem = "not started";

  public MqttLink(MqttSettings settings, Window window, Intake intake) {
    this.settings = settings;
    this.window = window;
    this.intake = intake;
    this.thread = new Thread(this::run, "ingest-mqtt");
    thread.setDaemon(true);
  }

  /** Begins to connect and returns at once. */
  public void start() {
    thread.start();
  }

  /** Why there is no connection, or null if there is one. */
  public @Nullable String problem() {
    return problem;
  }

  /** Drops the connection, so that the broker sends again what is not acknowledged. */
  public void reset(String why) {
    Connection current = connection;
    if (current != null) {
      current.finish(why);
    }
  }

  /** From now on nothing is taken in, but acknowledgements still go out. */
  public void stopAccepting() {
    Connection current = connection;
    closed = true;
    if (current != null) {
      current.stopAccepting();
    }
  }

  @Override
  public void close() {
    stopAccepting();
    thread.interrupt();
    try {
      thread.join(3000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(MAX_PAUSE_MILLIS);
    boolean known = false;
    try {
      while (!closed) {
        window.awaitHalf();
        long began = System.nanoTime();
        known |= connectOnce(known);
        if (closed) {
          return;
        }
        if (System.nanoTime() - began > GOOD_NANOS) {
          backoff.reset();
        }
        Thread.sleep(backoff.next());
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped");
    } finally {
      problem = "stopped";
    }
  }

  /** Returns when the connection is over; true if there was one. */
  private boolean connectOnce(boolean known) throws InterruptedException {
    Connection current = null;
    try {
      current = new Connection(settings, window, intake);
      connection = current;
      boolean kept = current.open();
      if (closed) {
        return true;
      }
      if (known && !kept) {
        LOG.warn("the broker has lost our session: what it kept for us is gone");
      }
      LOG.info("connected: {}, session {}", settings, kept ? "resumed" : "new");
      problem = null;
      String why = current.awaitEnd();
      problem = "MQTT: " + why;
      LOG.warn("connection lost: {}", why);
      return true;
    } catch (MqttException | RuntimeException e) {
      problem = "MQTT: " + settings.broker().uri() + ": " + said(e);
      LOG.warn("{}", problem);
      return false;
    } finally {
      connection = null;
      if (current != null) {
        current.close();
      }
    }
  }

  private static String said(Exception e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
  }
}
