package io.garonne.deploy.runtime;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own server, broker and controller in one, in this process, on the loopback address. The
 * only class that knows Kafka's internals. A restart on the same directory, also after a kill,
 * finds everything that was acknowledged; to survive a power cut, ask for {@code durable}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int NODE = 1;
  private static final int MIB = 1024 * 1024;

  private final KafkaRaftServer server;
  private final String host;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, String host, int port) {
    this.server = server;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts it and returns when it serves.
   *
   * @param directory its data; made if not there
   * @param port to listen on; 0 takes a free one
   * @param durable write every record to the disk before it is acknowledged (slow)
   */
  public static EmbeddedKafka start(Path directory, int port, boolean durable) {
    return start(directory, port, durable, Map.of());
  }

  /**
   * The same on another address of this machine, which clients are told, too.
   *
   * @param host an address, not a wildcard
   */
  public static EmbeddedKafka start(Path directory, String host, int port, boolean durable) {
    return start(directory, host, port, durable, Map.of());
  }

  /** The same with some of Kafka's own settings, for tests of what Kafka does in the long run. */
  static EmbeddedKafka start(
      Path directory, int port, boolean durable, Map<String, String> kafkaSettings) {
    return start(directory, LOOPBACK, port, durable, kafkaSettings);
  }

  private static EmbeddedKafka start(
      Path directory, String host, int port, boolean durable, Map<String, String> kafkaSettings) {
    int brokerPort = port == 0 ? Ports.free() : port;
    boolean isNew = !Files.exists(directory.resolve("meta.properties"));
    if (isNew) {
      format(directory);
    }
    Properties settings = settings(directory, host, brokerPort, Ports.free(), durable);
    settings.putAll(kafkaSettings);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    EmbeddedKafka kafka = new EmbeddedKafka(server, host, brokerPort);
    if (isNew) {
      kafka.createInternalTopics();
    }
    return kafka;
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrap() {
    return host + ":" + port;
  }

  /** Stops in about a second; everything acknowledged is kept. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Kafka makes them when they are first used, and has a few dozen warnings and seconds of retries
   * for whoever is that first.
   */
  private void createInternalTopics() {
    Map<String, String> compact =
        Map.of("cleanup.policy", "compact", "segment.bytes", Integer.toString(4 * MIB));
    List<NewTopic> topics =
        Stream.of("__consumer_offsets", "__transaction_state")
            .map(topic -> new NewTopic(topic, 1, (short) 1).configs(compact))
            .toList();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap()))) {
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Kafka will make its own topics itself", e);
    }
  }

  private static void format(Path directory) {
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setNodeId(NODE)
            .setClusterId(Uuid.randomUuid().toString())
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(directory.toString())
            .setDirectories(List.of(directory.toString()))
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setIgnoreFormatted(true);
    try {
      formatter.run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + directory + " for Kafka", e);
    }
  }

  private static Properties settings(
      Path directory, String host, int brokerPort, int controllerPort, boolean durable) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE));
    p.put(
        "listeners",
        "PLAINTEXT://"
            + host
            + ":"
            + brokerPort
            + ",CONTROLLER://"
            + LOOPBACK
            + ":"
            + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://" + host + ":" + brokerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
    p.put("log.dirs", directory.toString());
    p.put("auto.create.topics.enable", "false");
    oneReplica(p);
    littleMemory(p);
    boundedDisk(p);
    if (durable) {
      p.put("log.flush.interval.messages", "1");
    }
    return p;
  }

  private static void oneReplica(Properties p) {
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.put(topic + ".replication.factor", "1");
      // One partition each: fewer files, quicker start; one broker coordinates all anyway.
      p.put(topic + ".num.partitions", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // A chain that stood still over a summer goes on where it stopped.
    p.put("offsets.retention.minutes", Integer.toString(10 * 365 * 24 * 60));
  }

  private static void littleMemory(Properties p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("group.coordinator.threads", "1");
    p.put("share.coordinator.threads", "1");
    p.put("num.recovery.threads.per.data.dir", "2");
    // The default is 128 MB of heap.
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MIB));
    p.put("log.cleaner.io.buffer.size", Integer.toString(MIB / 2));
  }

  private static void boundedDisk(Properties p) {
    // Only closed segments are compacted or deleted; with the default of 1 GB a small chain would
    // never get there.
    p.put("log.segment.bytes", Integer.toString(16 * MIB));
    p.put("log.roll.hours", "6");
    p.put("log.index.size.max.bytes", Integer.toString(MIB / 2));
    p.put("offsets.topic.segment.bytes", Integer.toString(4 * MIB));
    p.put("transaction.state.log.segment.bytes", Integer.toString(4 * MIB));
    p.put("share.coordinator.state.topic.segment.bytes", Integer.toString(4 * MIB));
    p.put("log.cleaner.min.cleanable.ratio", "0.3");
    p.put("log.segment.delete.delay.ms", "10000");
    // The controller's own log: small pieces, a snapshot now and then.
    p.put("metadata.log.segment.bytes", Integer.toString(8 * MIB));
    p.put("metadata.log.max.record.bytes.between.snapshots", Integer.toString(4 * MIB));
    p.put("metadata.max.retention.bytes", Integer.toString(16 * MIB));
    p.put("metadata.max.idle.interval.ms", "5000");
  }
}
