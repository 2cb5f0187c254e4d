package io.garonne.ingest;

import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real Kafka in this JVM that can be stopped and started again on the same port and data. */
final class TestKafka implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final Path directory;
  private final int port;
  private final int advertised;
  private @Nullable KafkaRaftServer server;

  TestKafka(Path directory) {
    this(directory, freePort());
  }

  TestKafka(Path directory, int port) {
    this(directory, port, port);
  }

  /** With something before it, on the port that clients are told to use. */
  TestKafka(Path directory, int port, int advertised) {
    this.directory = directory;
    this.port = port;
    this.advertised = advertised;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String bootstrap() {
    return "127.0.0.1:" + advertised;
  }

  void start() throws Exception {
    int controller = freePort();
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertised);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    p.put("log.dirs", directory.toString());
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.put(topic + ".replication.factor", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
    p.put("auto.create.topics.enable", "false");
    if (!Files.exists(directory.resolve("meta.properties"))) {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .setDirectories(List.of(directory.toString()))
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .run();
    }
    KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(p, false), Time.SYSTEM);
    starting.startup();
    server = starting;
  }

  void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (Topics topic : Topics.values()) {
        topics.add(
            new NewTopic(topic.topic(), topic.partitions(PARTITIONS), (short) 1)
                .configs(topic.config()));
      }
      admin.createTopics(topics).all().get();
    }
  }

  Uuid id(Topics topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return Objects.requireNonNull(
              admin.describeTopics(List.of(topic.topic())).topicNameValues().get(topic.topic()))
          .get()
          .topicId();
    }
  }

  void limit(Topics topic, int maxBytes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic.topic()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(maxBytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  List<ConsumerRecord<byte[], byte[]>> read(Topics topic) {
    return read(bootstrap(), topic);
  }

  /** Everything in a topic now, in the order of offsets by partition. */
  static List<ConsumerRecord<byte[], byte[]>> read(String bootstrap, Topics topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> in =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          in.partitionsFor(topic.topic()).stream()
              .map(i -> new TopicPartition(i.topic(), i.partition()))
              .toList();
      in.assign(partitions);
      in.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = in.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> in.position(p) < ends.getOrDefault(p, 0L))) {
        in.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
