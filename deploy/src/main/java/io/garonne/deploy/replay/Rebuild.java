package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.deploy.runtime.DataDirectory;
import io.garonne.model.Statement;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Meters a whole data directory anew: what is stored, in the order it is stored, and for some
 * devices their stored readings and older history together, by time. A fresh chain beside the old
 * one takes all of it in; see docs/decisions/0006-replay.md.
 */
final class Rebuild {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Function<Path, ChainSettings> settings;
  private final ProgressBar bar;
  private final Path directory;

  /**
   * Makes room for it.
   *
   * @param data the directory that is to be rebuilt
   * @param settings of its chain, in another directory
   */
  Rebuild(Path data, Function<Path, ChainSettings> settings, ProgressBar bar) throws IOException {
    this.settings = settings;
    this.bar = bar;
    this.directory = new DirectorySwap(data).begin();
  }

  /**
   * Builds; the old data are not touched.
   *
   * @param old the chain as it is, with nothing waiting in its broker
   * @param corpus whose inventory goes in as well
   * @param older files to be merged with the stored readings of their devices
   * @param state to be kept with the rebuilt data, once these files are in
   */
  void build(Chain old, Corpus corpus, List<Series> older, ReplayState state, long now)
      throws IOException, InterruptedException {
    int partitions;
    try (ReplayTopics topics = new ReplayTopics(old.kafkaBootstrap())) {
      partitions = topics.partitions(Topics.READINGS);
    }
    ChainSettings fresh =
        settings.apply(directory).partitions(partitions).stages(Set.of("streams"));
    try (Chain chain = Chain.start(fresh);
        ReplayTopics topics = new ReplayTopics(chain.kafkaBootstrap());
        LedgerWatch ledgers = new LedgerWatch(chain.kafkaBootstrap());
        RecordSender sender = new RecordSender(chain.kafkaBootstrap())) {
      copy(old, Topics.DEVICES, sender);
      copy(old, Topics.ANNOUNCEMENTS, sender);
      copy(old, Topics.DEAD_LETTERS, sender);
      flush(sender);
      topics.running(state.replay());
      topics.publishInventory(corpus.inventory());
      readings(old, older, sender, now);
      flush(sender);
      new Settlement(chain, topics, ledgers, bar).await(state.replay());
    }
    ReplayState done = state.closed();
    for (Series series : older) {
      done = done.with(series.key(), series.whole());
    }
    new StateFile(ReplayRun.stateFile(directory)).write(done);
  }

  /** Puts the rebuilt data in the place of the old ones; both chains must have stopped. */
  void swap(DataDirectory held) throws IOException {
    new DirectorySwap(held.root()).complete();
  }

  private void readings(Chain old, List<Series> older, RecordSender sender, long now)
      throws IOException {
    Map<String, List<Series>> byDevice = new HashMap<>();
    older.forEach(s -> byDevice.computeIfAbsent(s.device(), d -> new ArrayList<>()).add(s));
    Spool spool = new Spool(directory.resolve("spool"));
    long[] copied = {0};
    bar.begin("copying what is stored", 0, 0);
    TopicReader.all(
        old.kafkaBootstrap(),
        Topics.READINGS,
        record -> {
          bar.at(++copied[0]);
          String device = new String(record.key(), UTF_8);
          if (byDevice.containsKey(device)) {
            spool.add(device, record.value());
          } else {
            sender.send(
                new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value()),
                () -> {});
          }
        });
    bar.end(copied[0]);
    bar.begin("merging", 0, older.stream().mapToLong(s -> s.scan().usable()).sum());
    long merged = 0;
    for (Map.Entry<String, List<Series>> device : byDevice.entrySet()) {
      List<ReadingQueue> queues = new ArrayList<>(List.of(spool.of(device.getKey())));
      device.getValue().forEach(series -> queues.add(ReadingQueue.of(series, now)));
      try (ReadingQueue queue = ReadingQueue.merged(queues)) {
        for (Statement next = queue.next(); next != null; next = queue.next()) {
          sender.send(
              new ProducerRecord<>(
                  Topics.READINGS.topic(),
                  next.device().getBytes(UTF_8),
                  StatementJson.write(next)),
              () -> {});
          bar.at(++merged);
        }
      }
    }
    bar.end(merged);
  }

  private static void copy(Chain old, Topics topic, RecordSender sender) throws IOException {
    TopicReader.all(
        old.kafkaBootstrap(),
        topic,
        record ->
            sender.send(
                new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.key(),
                    record.value(),
                    record.headers()),
                () -> {}));
  }

  private static void flush(RecordSender sender) throws IOException, InterruptedException {
    if (!sender.flush(PATIENCE)) {
      throw new IOException("Kafka has not confirmed in " + PATIENCE.toMinutes() + " minutes");
    }
  }
}
