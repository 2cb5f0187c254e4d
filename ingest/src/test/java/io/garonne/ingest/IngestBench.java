package io.garonne.ingest;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * How fast ingest drains a session, beside the simplest correct bridge: the same mosquitto, the
 * same Kafka, the same messages, in one run and alternating order. Arguments: messages, rounds.
 */
final class IngestBench {
  private static final Decoders DECODERS = Decoders.standard();

  private IngestBench() {}

  public static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    decoding();
    Path directory = Files.createTempDirectory("ingest-bench");
    try (TestKafka kafka = new TestKafka(Files.createDirectory(directory.resolve("kafka")));
        Mosquitto mosquitto =
            new Mosquitto(
                Files.createDirectory(directory.resolve("mosquitto")),
                "max_inflight_messages 1000")) {
      kafka.start();
      kafka.createTopics();
      mosquitto.start();
      double[] bridge = new double[rounds];
      double[] ingest = new double[rounds];
      // Sessions first, so that both brokers' queues are filled by one publisher.
      bridge(mosquitto, kafka, 0);
      ingest(mosquitto, kafka, 0);
      for (int round = -1; round < rounds; round++) {
        int count = round < 0 ? messages / 3 : messages;
        publish(mosquitto, count);
        double first = 0;
        if (round % 2 == 0) {
          first = bridge(mosquitto, kafka, count);
        }
        double own = ingest(mosquitto, kafka, count);
        double simplest = round % 2 == 0 ? first : bridge(mosquitto, kafka, count);
        System.out.printf(
            "%s simplest bridge %,.0f/s, ingest %,.0f/s, ratio %.2f%n",
            round < 0 ? "warm-up:" : "round " + (round + 1) + ":", simplest, own, own / simplest);
        if (round >= 0) {
          bridge[round] = simplest;
          ingest[round] = own;
        }
      }
      Arrays.sort(bridge);
      Arrays.sort(ingest);
      System.out.printf(
          "median: simplest bridge %,.0f/s, ingest %,.0f/s, ratio %.2f%n",
          bridge[rounds / 2], ingest[rounds / 2], ingest[rounds / 2] / bridge[rounds / 2]);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    System.exit(0);
  }

  private static String payload(int i) {
    return "{\"at\":\""
        + Instant.now()
        + "\",\"energyWh\":"
        + i
        + ".5,\"powerW\":"
        + i % 300
        + ".2,\"voltageV\":230.4,\"currentA\":0.43}";
  }

  private static void publish(Mosquitto mosquitto, int count) throws Exception {
    try (TestPublisher publisher = new TestPublisher(mosquitto.uri(), 500)) {
      for (int i = 0; i < count; i++) {
        publisher.publish("garonne/device-" + i % 500, payload(i));
      }
    }
  }

  private static double bridge(Mosquitto mosquitto, TestKafka kafka, int count) throws Exception {
    try (SimplestBridge bridge =
        new SimplestBridge(
            mosquitto.uri(), kafka.bootstrap(), "simplest", Topics.READINGS.topic())) {
      bridge.connect("garonne/#");
      return rate(bridge::acknowledged, count);
    }
  }

  private static double ingest(Mosquitto mosquitto, TestKafka kafka, int count) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Ingest ingest =
        new Ingest(
            IngestSettings.from(
                Settings.of(
                    Map.of(
                        "kafka.bootstrap",
                        kafka.bootstrap(),
                        "mqtt.uri",
                        mosquitto.uri().toString(),
                        "mqtt.topics",
                        "garonne/#",
                        "mqtt.client-id",
                        "bench"))),
            registry)) {
      ingest.start();
      double rate = rate(registry.counter(IngestMetrics.ACKNOWLEDGED)::count, count);
      while (!(ingest.readiness() instanceof Readiness.Ready)) {
        Thread.sleep(10);
      }
      return rate;
    }
  }

  /** Messages a second from the first acknowledgement to the last. */
  private static double rate(DoubleSupplier acknowledged, int count) throws InterruptedException {
    while (count > 0 && acknowledged.getAsDouble() == 0) {
      Thread.sleep(1);
    }
    long began = System.nanoTime();
    double before = acknowledged.getAsDouble();
    while (acknowledged.getAsDouble() < count) {
      Thread.sleep(1);
    }
    return (count - before) * 1e9 / (System.nanoTime() - began);
  }

  private static void decoding() {
    DecodeContext context = DecodeContext.live(ZoneId.of("Europe/Paris"));
    long now = System.currentTimeMillis();
    String tasmota =
        "{\"Time\":\"2026-03-02T10:00:00\",\"ENERGY\":{\"TotalStartTime\":\"2025-01-01T00:00:00\","
            + "\"Total\":12.345,\"Yesterday\":0.500,\"Today\":0.200,\"Period\":3,\"Power\":41.5,"
            + "\"ApparentPower\":50,\"ReactivePower\":12,\"Factor\":0.83,\"Voltage\":231,"
            + "\"Current\":0.217}}";
    InboundMessage[] kinds = {
      new InboundMessage("tele/a/SENSOR", tasmota.getBytes(StandardCharsets.UTF_8), false, now),
      new InboundMessage("garonne/a", payload(7).getBytes(StandardCharsets.UTF_8), false, now)
    };
    for (InboundMessage message : kinds) {
      long[] nanos = new long[50_000];
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < nanos.length; i++) {
          long began = System.nanoTime();
          DECODERS.decode(message, context);
          nanos[i] = System.nanoTime() - began;
        }
      }
      Arrays.sort(nanos);
      System.out.printf(
          "decoding %s: median %.1f µs, 99 %% %.1f µs%n",
          message.topic(), nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    }
    System.out.printf(
        "load of the machine before: %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
