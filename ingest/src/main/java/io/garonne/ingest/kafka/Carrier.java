package io.garonne.ingest.kafka;

import io.garonne.ingest.IngestMetrics;
import io.garonne.ingest.IngestSettings;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.mqtt.Backoff;
import io.garonne.ingest.mqtt.Delivery;
import io.garonne.ingest.mqtt.Window;
import io.garonne.model.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages from the window to Kafka: decodes, sends, and starts again with a new producer
 * when one fails. One thread, so that the order of arrival is the order of sending.
 */
public final class Carrier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final long MAX_PAUSE_MILLIS = 10_000;

  /** How long after a start the broker could still take records that we sent before it. */
  private static final long STRAY_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final IngestSettings settings;
  private final Map<String, Object> kafka;
  private final Knowledge knowledge;
  private final Window window;
  private final IngestMetrics metrics;
  private final Consumer<String> reset;
  private final Accounts accounts = new Accounts();
  private final AtomicInteger deadLetterLimit = new AtomicInteger(Records.MAX_DEAD_LETTER);
  private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Outlet outlet;
  private volatile @Nullable LedgerKeeper keeper;
  private volatile @Nullable String problem = "Kafka: not connected yet";
  private boolean began;

  /**
   * A carrier that has not started.
   *
   * @param reset drops the MQTT connection for a reason, so that the broker sends again
   */
  public Carrier(
      IngestSettings settings,
      Knowledge knowledge,
      Window window,
      IngestMetrics metrics,
      Consumer<String> reset) {
    this.settings = settings;
    this.kafka = settings.kafka();
    this.knowledge = knowledge;
    this.window = window;
    this.metrics = metrics;
    this.reset = reset;
    this.thread = new Thread(this::run, "ingest-carrier");
    thread.setDaemon(true);
  }

  /** Begins and returns at once. */
  public void start() {
    thread.start();
  }

  /** Takes a message; there is always room, the window sees to it. */
  public void take(Delivery delivery) {
    queue.add(delivery);
  }

  /** Why nothing is carried now, or null. */
  public @Nullable String problem() {
    String own = problem;
    Outlet current = outlet;
    return own != null ? own : current == null ? null : current.problem();
  }

  /** From now on the ledger is written at once, so that ignored messages are acknowledged. */
  public void hurry() {
    LedgerKeeper current = keeper;
    if (current != null) {
      current.hurry();
    }
  }

  /** Whether the ledger in Kafka says what is counted here. */
  public boolean settled() {
    return !accounts.changed();
  }

  @Override
  public void close() {
    closed = true;
    LedgerKeeper last = keeper;
    if (last != null) {
      last.close();
    }
    Outlet current = outlet;
    if (current != null) {
      current.close(Duration.ofMillis(200));
    }
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(MAX_PAUSE_MILLIS);
    while (!closed) {
      try {
        open();
        backoff.reset();
        carry();
      } catch (InterruptedException | InterruptException e) {
        LOG.debug("stopped");
      } catch (RuntimeException e) {
        problem = "Kafka: " + e.getMessage();
        LOG.warn("{}", problem, e instanceof KafkaException ? null : e);
      } finally {
        shut();
      }
      try {
        if (!closed) {
          metrics.producerFailed();
          Thread.sleep(backoff.next());
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Finds out where the ledger stood, counts what came after, and says so before going on. */
  private void open() throws InterruptedException {
    while (!knowledge.awaitLoaded(100)) {
      problem = "Kafka: " + knowledge.problem();
      if (closed) {
        return;
      }
    }
    String clientId = settings.mqtt().clientId();
    if (!began) {
      try (Recount recount = new Recount(kafka, clientId)) {
        begin(recount, clientId);
      }
      began = true;
    }
    accounts.watch(true);
    Outlet opened =
        new Outlet(
            kafka, settings.linger(), clientId, accounts, metrics, deadLetterLimit, this::failed);
    outlet = opened;
    LedgerKeeper started = new LedgerKeeper(accounts, opened, window, kafka, clientId, metrics);
    keeper = started;
    // A start without any ledger record must not be mistaken for one that wrote nothing.
    started.write();
    started.start();
    problem = null;
  }

  private void begin(Recount recount, String clientId) {
    Recount.Last last = recount.last(new Ledger("ingest", clientId, new TreeMap<>()).key());
    Offsets ends = recount.ends();
    long now = System.currentTimeMillis();
    if (last == null) {
      accounts.begin(new Ledger("ingest", clientId, new TreeMap<>()), ends, now);
      return;
    }
    var found = recount.count(last.covers().until(ends));
    accounts.begin(last.ledger(), ends, now);
    accounts.add(found);
    if (!found.isEmpty()) {
      LOG.info("counted what was stored after the last ledger record: {}", found);
    }
  }

  private void carry() throws InterruptedException {
    Outlet to = outlet;
    if (to == null) {
      return;
    }
    long began = System.nanoTime();
    boolean watching = true;
    while (!closed && to.failure() == null) {
      Delivery delivery = queue.poll(200, TimeUnit.MILLISECONDS);
      if (delivery != null) {
        carry(delivery, to);
      }
      if (watching && System.nanoTime() - began > STRAY_NANOS) {
        watching = false;
        accounts.watch(false);
      }
    }
  }

  private void carry(Delivery delivery, Outlet to) {
    if (delivery.abandoned()) {
      delivery.giveUp();
      return;
    }
    switch (knowledge.decode(delivery.message())) {
      case Decoding.Readings found -> to.readings(delivery, found.readings());
      case Decoding.Rejected rejected -> to.deadLetter(delivery, rejected);
      case Decoding.Announced said -> {
        Decoding.Rejected refused = knowledge.learn(said.announcement(), delivery.message());
        if (refused == null) {
          to.announcement(delivery, said.refused());
        } else {
          to.deadLetter(delivery, refused);
        }
      }
      case Decoding.Ignored ignored -> accounts.ignored(ignored.reason(), delivery);
    }
  }

  private void failed(String why) {
    problem = why;
    LOG.error("{}; a new producer is opened and the broker sends again", why);
    reset.accept(why);
  }

  private void shut() {
    LedgerKeeper last = keeper;
    keeper = null;
    Outlet used = outlet;
    outlet = null;
    if (used != null) {
      if (!closed) {
        // First: what was handed to the producer is not confirmed any more, so it must come again.
        reset.accept(String.valueOf(problem));
      }
      used.close();
    }
    if (last != null) {
      last.close();
    }
  }
}
