package io.garonne.deploy.replay;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.deploy.runtime.DataDirectory;
import io.garonne.model.wire.DeviceJson;
import io.garonne.service.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A replay from the first line to the last figure. */
public final class ReplayRun {
  /** After a kill the state is read anew from Kafka; on a busy machine that takes minutes. */
  private static final Duration STARTING = Duration.ofMinutes(10);

  private static final Duration WITHOUT_A_WORD = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 2;

  private final ReplayOptions options;
  private final ProgressBar bar;
  private final Clock clock = Clock.systemUTC();

  public ReplayRun(ReplayOptions options) {
    this.options = options;
    this.bar = ProgressBar.onStandardError();
  }

  /**
   * Replays, or goes on with it, or finds that all is done; writes the outputs.
   *
   * @return whether the ledger balances
   * @throws CorpusException if the history cannot be taken in as it is
   * @throws io.garonne.service.SettingsException if the chain cannot start
   * @throws IOException if a file cannot be read or written, or the chain fails on the way
   */
  public boolean run() throws CorpusException, IOException, InterruptedException {
    Corpus corpus =
        Corpus.read(options.source(), options.zone(), options.devices(), clock.millis());
    warn(corpus);
    finishRebuild();
    if (options.rebuild()) {
      rebuild(corpus);
    }
    Chain chain = Chain.start(chainSettings(options.data()));
    Thread hook = new Thread(chain::close, "replay-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (ReplayTopics topics = new ReplayTopics(chain.kafkaBootstrap());
        LedgerWatch ledgers = new LedgerWatch(chain.kafkaBootstrap())) {
      awaitReady(chain);
      return replay(corpus, chain, topics, ledgers);
    } finally {
      chain.close();
      unhook(hook);
    }
  }

  private boolean replay(Corpus corpus, Chain chain, ReplayTopics topics, LedgerWatch ledgers)
      throws CorpusException, IOException, InterruptedException {
    StateFile file = new StateFile(stateFile(options.data()));
    ReplayState state = admitted(corpus, file.read(), chain, topics);
    List<Series> series = series(corpus, state);
    String inventory = fingerprint(corpus);
    if (isAnyLeft(series)
        || state.phase() != ReplayState.Phase.CLOSED
        || !state.inventory().equals(inventory)) {
      if (state.phase() == ReplayState.Phase.CLOSED) {
        state = state.begun(newId());
      }
      file.write(state);
      topics.running(state.replay());
      topics.publishInventory(corpus.inventory());
      state = state.withInventory(inventory);
      Publication publication = new Publication(series, state, file, bar);
      try (Outlet outlet = outlet(chain, state.replay())) {
        state = publication.publish(outlet, options.pace(), chain);
      }
      new Settlement(chain, topics, ledgers, bar).await(state.replay());
      state = state.closed();
      file.write(state);
    } else {
      bar.say("everything was published and metered before; only the outputs are written again");
    }
    return outputs(corpus, series, state, chain, topics, ledgers);
  }

  private boolean outputs(
      Corpus corpus,
      List<Series> series,
      ReplayState state,
      Chain chain,
      ReplayTopics topics,
      LedgerWatch ledgers)
      throws IOException, InterruptedException {
    Accounts accounts =
        new Settlement(chain, topics, ledgers, bar)
            .accounts(corpus, published(series), state.accountable());
    int totals = Outputs.writeTotals(chain.kafkaBootstrap(), options.out());
    Outputs.writeLedger(accounts, options.out());
    bar.say(
        "%s: %,d totals; the ledger %s"
            .formatted(
                options.out(), totals, accounts.balance() ? "balances" : "DOES NOT BALANCE"));
    return accounts.balance();
  }

  private static long published(List<Series> series) {
    // What was sent twice on purpose is one line.
    return series.stream().mapToLong(s -> Math.min(s.acknowledged(), s.scan().usable())).sum();
  }

  private boolean isAnyLeft(List<Series> series) throws IOException {
    for (Series one : series) {
      // With duplicates nobody knows the length beforehand.
      if (options.disorder().duplicated() > 0
          ? one.nextAt() != null
          : one.acknowledged() < one.scan().usable()) {
        return true;
      }
    }
    return false;
  }

  private ReplayState admitted(Corpus corpus, ReplayState state, Chain chain, ReplayTopics topics)
      throws CorpusException, IOException, InterruptedException {
    refuse(Admission.otherOrders(corpus.series(), state, options.disorder()));
    List<SeriesScan> fresh = Admission.fresh(corpus.series(), state);
    Map<String, Long> newest = newest(fresh, chain, topics);
    refuse(Admission.refusals(Admission.older(fresh, newest), state, newest));
    ReplayState admitted = state;
    for (SeriesScan scan : fresh) {
      admitted =
          admitted.with(
              Admission.key(scan), new ReplayState.Progress(options.disorder().label(), 0));
    }
    return admitted;
  }

  private Map<String, Long> newest(List<SeriesScan> fresh, Chain chain, ReplayTopics topics)
      throws IOException, InterruptedException {
    Set<String> devices = new TreeSet<>();
    fresh.forEach(scan -> devices.add(scan.file().device()));
    if (devices.isEmpty() || topics.readingsEnd().values().stream().allMatch(end -> end == 0)) {
      return Map.of();
    }
    bar.say("looking for newer readings of %d devices".formatted(devices.size()));
    return KnownReadings.newest(chain.kafkaBootstrap(), devices, topics.readingsExpired());
  }

  /** A rebuild that was complete is put in its place, one that was not is removed. */
  private void finishRebuild() throws IOException {
    try (DataDirectory held = DataDirectory.take(options.data())) {
      new DirectorySwap(held.root()).finish();
    }
  }

  /** If any file is older than what is there, meters everything anew with these files in it. */
  private void rebuild(Corpus corpus) throws CorpusException, IOException, InterruptedException {
    Rebuild rebuild;
    try (Chain old = Chain.start(chainSettings(options.data()));
        ReplayTopics topics = new ReplayTopics(old.kafkaBootstrap());
        LedgerWatch ledgers = new LedgerWatch(old.kafkaBootstrap())) {
      awaitReady(old);
      ReplayState state = new StateFile(stateFile(options.data())).read();
      List<SeriesScan> fresh = Admission.fresh(corpus.series(), state);
      Set<String> devices = new TreeSet<>();
      Admission.older(fresh, newest(fresh, old, topics))
          .forEach(scan -> devices.add(scan.file().device()));
      if (devices.isEmpty()) {
        return;
      }
      if (topics.readingsExpired()) {
        throw new CorpusException(
            List.of(
                options.data()
                    + ": its first readings are no longer stored, so that it cannot be metered"
                    + " anew without losing their energy; give another --data"));
      }
      bar.say("metering everything anew with older history of " + String.join(", ", devices));
      long ended = new Settlement(old, topics, ledgers, bar).drained();
      rebuild = new Rebuild(options.data(), this::chainSettings, bar);
      rebuild.build(
          old,
          corpus,
          series(corpus, state).stream()
              .filter(s -> devices.contains(s.device()) && s.acknowledged() == 0)
              .filter(s -> !state.files().containsKey(s.key()))
              .toList(),
          state.begun(newId()).withInventory(fingerprint(corpus)).rebuilt(ended),
          clock.millis());
    }
    try (DataDirectory held = DataDirectory.take(options.data())) {
      rebuild.swap(held);
    }
  }

  private static String newId() {
    return "replay-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static void refuse(List<String> problems) throws CorpusException {
    if (!problems.isEmpty()) {
      throw new CorpusException(problems);
    }
  }

  private List<Series> series(Corpus corpus, ReplayState state) {
    List<Series> series = new ArrayList<>();
    for (SeriesScan scan : corpus.series()) {
      String device = scan.file().device();
      Long resolution = Corpus.resolution(device, corpus.series());
      ReplayState.Progress progress = state.files().get(Admission.key(scan));
      series.add(
          new Series(
              scan,
              options.disorder(),
              new VendorMessages(device, options.zone(), corpus.hasRegister(device), resolution),
              resolution,
              clock.millis(),
              progress == null ? 0 : progress.acknowledged()));
    }
    return series;
  }

  private Outlet outlet(Chain chain, String replay) {
    return switch (options.via()) {
      case MQTT ->
          new MqttOutlet(URI.create(chain.mqttUri()), replay, CONNECTIONS, chain::undelivered);
      case KAFKA -> new KafkaOutlet(chain.kafkaBootstrap(), clock);
    };
  }

  private ChainSettings chainSettings(Path data) {
    return ChainSettings.on(data)
        .influx(new ChainSettings.Influx.None())
        .stages(Set.of("ingest", "streams"))
        .recordedHistory()
        // Watts of years ago are not live.
        .set("streams.live", "false")
        .set("estate.zone", options.zone().getId());
  }

  private void awaitReady(Chain chain) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STARTING.toNanos();
    long word = System.nanoTime() + WITHOUT_A_WORD.toNanos();
    while (true) {
      Map<String, Readiness> readiness = chain.readiness();
      if (readiness.values().stream().allMatch(Readiness.Ready.class::isInstance)) {
        return;
      }
      Settlement.check(chain);
      if (System.nanoTime() > deadline) {
        throw new IOException("the chain is not ready: " + waiting(readiness));
      }
      if (System.nanoTime() > word) {
        bar.say("the chain is not ready yet: " + waiting(readiness));
        word += WITHOUT_A_WORD.toNanos();
      }
      Thread.sleep(50);
    }
  }

  private static String waiting(Map<String, Readiness> stages) {
    return stages.entrySet().stream()
        .filter(stage -> stage.getValue() instanceof Readiness.NotReady)
        .map(stage -> stage.getKey() + " " + ((Readiness.NotReady) stage.getValue()).reason())
        .collect(Collectors.joining(", "));
  }

  private void warn(Corpus corpus) {
    for (SeriesScan scan : corpus.series()) {
      if (scan.firstUnusable() != null) {
        bar.say("not published: %s %s".formatted(scan.firstUnusable(), scan.unusable()));
      }
    }
  }

  /** Where the progress of the replays into a data directory is kept. */
  static Path stateFile(Path data) {
    return data.resolve("replay").resolve("progress");
  }

  private static String fingerprint(Corpus corpus) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      corpus.inventory().forEach(device -> digest.update(DeviceJson.write(device)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has done its work.
    }
  }
}
