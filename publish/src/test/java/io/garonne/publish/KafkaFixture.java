package io.garonne.publish;

import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real Kafka in this JVM with Garonne's topics, and producers that write as the stages do. */
public final class KafkaFixture implements AutoCloseable {
  private final int brokerPort;
  private final int controllerPort;
  private final Path directory;
  private KafkaRaftServer server;
  private final KafkaProducer<String, byte[]> producer;

  public KafkaFixture(Path directory) {
    this.directory = directory;
    this.brokerPort = freePort();
    this.controllerPort = freePort();
    this.server = serve();
    createTopics();
    this.producer = producer(Map.of());
  }

  public String bootstrap() {
    return "127.0.0.1:" + brokerPort;
  }

  /** Stops the broker; the topics stay on disk. */
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Starts the broker again on the same port and data. */
  public void restart() {
    server = serve();
  }

  void total(Total t) {
    String key = TotalJson.key(t.scope(), t.period(), t.start());
    send(TotalJson.topic(t), key, TotalJson.write(t));
  }

  void live(LivePower p) {
    send(Topics.LIVE, p.key(), LivePowerJson.write(p));
  }

  void silent(LivePower p) {
    send(Topics.LIVE, p.key(), null);
  }

  void ledger(Ledger l) {
    send(Topics.LEDGER, l.key(), LedgerJson.write(l));
  }

  void alert(Finding a) {
    send(Topics.FINDINGS, String.valueOf(a.device()), FindingJson.write(a));
  }

  void device(Device d) {
    send(Topics.DEVICES, d.device(), DeviceJson.write(d));
  }

  public void send(Topics topic, String key, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic.topic(), key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", bootstrap());
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close();
    stop();
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<NewTopic> topics =
          List.of(Topics.values()).stream()
              .map(
                  t ->
                      new NewTopic(t.topic(), Optional.of(t.partitions(2)), Optional.empty())
                          .configs(t.config()))
              .toList();
      admin.createTopics(topics).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private KafkaRaftServer serve() {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put("log.dirs", directory.toString());
    for (String t :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.put(t + ".replication.factor", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
    p.put("auto.create.topics.enable", "false");
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format();
    }
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(p, false), Time.SYSTEM);
    started.startup();
    return started;
  }

  private void format() {
    try {
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
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
