package io.garonne.deploy.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.ingest.poll.Poll;
import io.garonne.ingest.poll.PollSettings;
import io.garonne.model.Reading;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Devices that answer over SNMP 2c, SNMP 3, IPP and HTTP, a mosquitto with TLS and passwords, Kafka
 * and the topology: all real. The broker goes away for a minute.
 */
final class PollThroughTheChainTest {
  private static final Path WALKS = Path.of("../ingest/src/test/resources/walks");
  private static final String GEIST_ENERGY = "1.3.6.1.4.1.21239.5.2.3.2.1.15.2";
  private static final String SENTRY_ENERGY = "1.3.6.1.4.1.1718.4.1.8.3.1.14.1.1.1";
  private static final long MILLIJOULES_PER_WH = 3_600_000;
  private static final int GETNEXT = -95;
  private static final int GETBULK = -91;
  private static final int GET_PRINTER_ATTRIBUTES = 0x000B;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;

  private long steps;

  @Test
  void whatDevicesSayWhileTheBrokerIsAwayIsCountedOnceAtItsOwnTime() throws Exception {
    assumeTrue(SecureMosquitto.binary() != null, "not run: no mosquitto on this machine");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (SecureMosquitto broker = new SecureMosquitto(directory.resolve("broker"));
        SnmpResponder geist = new SnmpResponder(WALKS.resolve("geist-delta.snmprec"));
        SnmpResponder sentry = new SnmpResponder(WALKS.resolve("sentry4-outlets.snmprec"));
        IppResponder http = new IppResponder()) {
      broker.start();
      Poll poll = new Poll(poll(broker, targets(geist, sentry, http)), registry);
      try (Chain chain = Chain.start(chain(broker))) {
        describe(chain);
        await().atMost(LONG).until(() -> ready(chain));
        poll.start();
        await().atMost(LONG).until(() -> devices(chain).size() == 4);
        assertThat(poll.readiness()).isInstanceOf(Readiness.Ready.class);

        consume(geist, sentry, http, Duration.ofSeconds(4));
        broker.stop();
        long away = System.currentTimeMillis();
        await()
            .atMost(LONG)
            .until(
                () ->
                    poll.readiness() instanceof Readiness.NotReady no
                        && no.reason().contains("wait on the disk"));
        consume(geist, sentry, http, Duration.ofMinutes(1));
        long back = System.currentTimeMillis();
        broker.start();
        consume(geist, sentry, http, Duration.ofSeconds(4));

        long energy = steps * MILLIJOULES_PER_WH;
        for (String site : List.of("geist", "sentry", "netio")) {
          await()
              .atMost(LONG)
              .untilAsserted(() -> assertThat(energy(chain, site)).as(site).isEqualTo(energy));
        }
        assertThat(poll.readiness()).isInstanceOf(Readiness.Ready.class);
        // What the broker has is in the totals before its confirmation is read here.
        await()
            .atMost(LONG)
            .untilAsserted(() -> assertThat(registry.get("poll.waiting").gauge().value()).isZero());
        poll.close();
        assertThat(registry.get("poll.dropped").functionCounter().count()).isZero();
        everyReadingArrivedOnceWithItsOwnTime(chain, registry, away, back);
      } finally {
        poll.close();
      }
      assertThat(geist.kinds()).containsExactlyInAnyOrder(GETNEXT, GETBULK);
      assertThat(sentry.kinds()).containsExactlyInAnyOrder(GETNEXT, GETBULK);
      assertThat(http.operations()).containsExactly(GET_PRINTER_ATTRIBUTES);
    }
  }

  private static void everyReadingArrivedOnceWithItsOwnTime(
      Chain chain, SimpleMeterRegistry registry, long away, long back) {
    List<Reading> readings = readings(chain);
    Set<List<Object>> different =
        readings.stream()
            .map(each -> List.<Object>of(each.device(), each.channel(), each.at()))
            .collect(Collectors.toSet());
    assertThat(different).hasSize((int) registry.get("poll.readings").counter().count());
    // A message whose acknowledgement was under way when the broker went may come twice, no other.
    assertThat(readings.size() - different.size()).isLessThanOrEqualTo(16);
    assertThat(readings).allMatch(each -> each.atSource() == Reading.AtSource.PAYLOAD);
    for (String device : devices(chain)) {
      TreeSet<Long> times =
          readings.stream()
              .filter(each -> each.device().equals(device))
              .map(Reading::at)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(times.subSet(away, back)).as(device).hasSizeGreaterThan(10);
      long last = times.first();
      for (long at : times) {
        assertThat(at - last).as(device).isLessThan(15_000);
        last = at;
      }
    }
    assertThat(readings)
        .filteredOn(each -> each.at() > away && each.at() < back - 3000)
        .isNotEmpty()
        .allMatch(each -> each.receivedAt() >= back);
    Reading printer =
        readings.stream().filter(each -> each.device().equals("printer")).findFirst().orElseThrow();
    assertThat(printer.pages()).isEqualTo(1000);
    assertThat(printer.state()).isEqualTo(Reading.State.IDLE);
  }

  /**
   * So long, 1 Wh more every one and a half seconds: less than a device can draw, however late it
   * is asked.
   */
  private void consume(
      SnmpResponder geist, SnmpResponder sentry, IppResponder http, Duration howLong)
      throws InterruptedException {
    long end = System.nanoTime() + howLong.toNanos();
    while (System.nanoTime() < end) {
      steps++;
      geist.says(GEIST_ENERGY, 41 + steps);
      sentry.says(SENTRY_ENERGY, 7002 + steps);
      http.netioWattHours.incrementAndGet();
      Thread.sleep(1500);
    }
  }

  private Path targets(SnmpResponder geist, SnmpResponder sentry, IppResponder http)
      throws Exception {
    Path community = Files.writeString(directory.resolve("community"), SnmpResponder.COMMUNITY);
    return Files.writeString(
        directory.resolve("targets"),
        """
        [defaults]
        interval = PT1S

        [pdu-geist]
        snmp = 127.0.0.1:%d
        community = file:%s

        [pdu-sentry]
        snmp = 127.0.0.1:%d
        version = 3
        user = %s
        auth = sha256 %s
        priv = aes128 %s

        [printer]
        ipp = %s

        [netio]
        http = %s
        """
            .formatted(
                geist.port(),
                community,
                sentry.port(),
                SnmpResponder.USER,
                SnmpResponder.AUTH,
                SnmpResponder.PRIV,
                http.printer(),
                http.netio()));
  }

  private PollSettings poll(SecureMosquitto broker, Path targets) {
    Map<String, String> settings = new HashMap<>(secure(broker, "garonne-poll"));
    settings.put("poll.targets", targets.toString());
    settings.put("poll.buffer", directory.resolve("buffer").toString());
    return PollSettings.from(Settings.of(settings));
  }

  private ChainSettings chain(SecureMosquitto broker) {
    ChainSettings settings =
        ChainSettings.on(directory.resolve("chain"))
            .influx(new ChainSettings.Influx.None())
            .stages(Set.of("ingest", "streams"));
    for (Map.Entry<String, String> each : secure(broker, "garonne-ingest").entrySet()) {
      settings = settings.set(each.getKey(), each.getValue());
    }
    return settings;
  }

  private static Map<String, String> secure(SecureMosquitto broker, String user) {
    return Map.of(
        "mqtt.uri",
        broker.uri().toString(),
        "mqtt.ca-file",
        broker.caFile().toString(),
        "mqtt.user",
        user,
        "mqtt.password",
        SecureMosquitto.PASSWORD);
  }

  private static void describe(Chain chain) throws Exception {
    String table =
        """
        device,site,equipment_class
        pdu-geist,geist,pdu
        pdu-sentry,sentry,pdu
        netio,netio,pdu
        printer,hall,printer
        """;
    try (InventoryPublisher inventory = new InventoryPublisher(chain.kafkaBootstrap())) {
      inventory.publish(
          InventoryTable.parse(table, "inventory.csv", ZoneId.of("Europe/Paris")).devices());
    }
  }

  private static boolean ready(Chain chain) {
    return chain.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance);
  }

  private static long energy(Chain chain, String site) {
    return TotalsReader.read(
            chain.kafkaBootstrap(),
            Topics.TOTALS,
            total ->
                total.period() == Period.DAY
                    && site.equals(total.scope().site())
                    && total.scope().equipmentClass() == null)
        .stream()
        .mapToLong(total -> total.measured() + total.interpolated())
        .sum();
  }

  private static Set<String> devices(Chain chain) {
    return readings(chain).stream().map(Reading::device).collect(Collectors.toSet());
  }

  private static List<Reading> readings(Chain chain) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                chain.kafkaBootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.READINGS.topic()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Reading> readings = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
          readings.add(ReadingJson.read(each.value()));
        }
      }
      return readings;
    }
  }
}
