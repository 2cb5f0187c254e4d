package io.garonne.ingest.kafka;

import io.garonne.ingest.IngestMetrics;
import io.garonne.ingest.mqtt.Window;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ledger: every second when something changed, and sooner when ignored messages wait for
 * it. They may be acknowledged only when the ledger that counts them is in Kafka, since they leave
 * no other trace there.
 */
final class LedgerKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
  private static final long EVERY_MILLIS = 1000;

  /** The longest that an ignored message waits to be counted. */
  private static final long MAX_WAIT_MILLIS = 100;

  /** So many unacknowledged and so long nothing new: the broker is waiting for us. */
  private static final int STALLED_MESSAGES = 8;

  private static final long STALLED_MILLIS = 5;

  private final Accounts accounts;
  private final Outlet outlet;
  private final Window window;
  private final Map<String, Object> kafka;
  private final String clientId;
  private final IngestMetrics metrics;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean hurried;

  LedgerKeeper(
      Accounts accounts,
      Outlet outlet,
      Window window,
      Map<String, Object> kafka,
      String clientId,
      IngestMetrics metrics) {
    this.accounts = accounts;
    this.outlet = outlet;
    this.window = window;
    this.kafka = kafka;
    this.clientId = clientId;
    this.metrics = metrics;
    this.thread = new Thread(this::run, "ingest-ledger");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits no longer than it must from now on. */
  void hurry() {
    hurried = true;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long last = System.nanoTime();
    try {
      while (!closed && outlet.failure() == null) {
        long since = (System.nanoTime() - last) / 1_000_000;
        if (due(since)) {
          write();
          last = System.nanoTime();
        } else if (accounts.waitingMillis() >= 0 || hurried) {
          Thread.sleep(STALLED_MILLIS);
        } else {
          accounts.awaitIgnored(Math.max(1, EVERY_MILLIS - Math.min(since, EVERY_MILLIS - 1)));
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("stopped");
    }
  }

  private boolean due(long sinceMillis) {
    long waiting = accounts.waitingMillis();
    if (waiting >= 0) {
      return hurried
          || waiting >= MAX_WAIT_MILLIS
          || (window.idleMillis() >= STALLED_MILLIS && window.messages() >= STALLED_MESSAGES);
    }
    return accounts.changed() && (hurried || sinceMillis >= EVERY_MILLIS);
  }

  /** Writes what is counted now; then ignored messages are acknowledged. */
  void write() throws InterruptedException {
    Accounts.Snapshot snapshot = accounts.take();
    boolean written = false;
    try {
      if (!snapshot.gaps().isEmpty()) {
        try (Recount recount = new Recount(kafka, clientId)) {
          var found = recount.count(snapshot.gaps());
          accounts.add(found);
          snapshot.add(found);
        }
        snapshot.gaps().clear();
      }
      written = outlet.ledger(snapshot.ledger(clientId), snapshot.offsets());
    } catch (KafkaException e) {
      LOG.warn("ledger: {}", e.toString());
    } finally {
      if (!written) {
        accounts.restore(snapshot);
      }
    }
    if (written) {
      for (Accounts.Waiting waiting : snapshot.ignored()) {
        metrics.concluded(waiting.reason());
        waiting.delivery().confirm();
      }
    }
  }
}
