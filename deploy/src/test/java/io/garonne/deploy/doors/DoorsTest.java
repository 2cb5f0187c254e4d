package io.garonne.deploy.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.runtime.SecureKafka;
import io.garonne.ingest.mqtt.Broker;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.KafkaAccess;
import io.garonne.service.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT and Kafka, by who may and by who may not come in. The page's door: {@link PageDoorTest}. */
final class DoorsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PASSWORD = "right-and-hidden";
  private static final AtomicInteger VISITS = new AtomicInteger();

  @TempDir static Path directory;

  private static @Nullable Authority ours;
  private static @Nullable Authority foreign;
  private static @Nullable GuardedBroker broker;
  private static @Nullable SecureKafka kafka;

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(GuardedBroker.installed(), "not run: there is no mosquitto on this machine");
    Authority good = new Authority(directory.resolve("ours"));
    ours = good.issue("server").issue("plug-1").issue("garonne-ingest");
    foreign = new Authority(directory.resolve("foreign")).issue("garonne-ingest");
    broker =
        new GuardedBroker(
            directory.resolve("mqtt"),
            good,
            Map.of("plug-1", PASSWORD, "plug-2", PASSWORD, "garonne-ingest", PASSWORD));
    kafka =
        new SecureKafka(
            directory.resolve("kafka"), good.both("server"), good.ca(), "garonne", PASSWORD);
  }

  @AfterAll
  static void close() {
    if (broker != null) {
      broker.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  private static <T> T there(@Nullable T value) {
    return java.util.Objects.requireNonNull(value);
  }

  private static MqttAsyncClient comeIn(Broker as) throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            as.uri().toString(), "visitor-" + VISITS.incrementAndGet(), new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setConnectionTimeout(20);
    as.apply(options);
    try {
      client.connect(options).waitForCompletion(30_000);
      return client;
    } catch (MqttException e) {
      client.close();
      throw e;
    }
  }

  private static void leave(MqttAsyncClient client) throws MqttException {
    client.disconnect().waitForCompletion(5000);
    client.close();
  }

  private static Broker withPassword(@Nullable String user, @Nullable String password) {
    return new Broker(there(broker).plain(), user, password, new TlsFiles(null, null, null));
  }

  private static Broker withCertificate(Path trusted, @Nullable Authority of, String name) {
    return new Broker(
        there(broker).tls(),
        null,
        null,
        of == null
            ? new TlsFiles(trusted, null, null)
            : new TlsFiles(trusted, of.certificate(name), of.key(name)));
  }

  @Test
  void theBrokerLetsNobodyInWithABadPasswordOrWithoutOne() throws Exception {
    leave(comeIn(withPassword("plug-1", PASSWORD)));
    assertThatThrownBy(() -> comeIn(withPassword("plug-1", "wrong")))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> comeIn(withPassword("plug-9", PASSWORD)))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> comeIn(withPassword(null, null))).isInstanceOf(MqttException.class);
  }

  @Test
  void theBrokerLetsNobodyInWithAForeignCertificateOrWithoutOneAndWeEnterNoForeignBroker()
      throws Exception {
    Path trusted = there(ours).ca();
    leave(comeIn(withCertificate(trusted, ours, "plug-1")));
    assertThatThrownBy(() -> comeIn(withCertificate(trusted, foreign, "garonne-ingest")))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> comeIn(withCertificate(trusted, null, "")))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> comeIn(withCertificate(there(foreign).ca(), ours, "plug-1")))
        .isInstanceOf(MqttException.class);
  }

  @Test
  void aDeviceSpeaksOnlyOfItselfHearsNothingOfOthersAndIngestOnlyListens() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    MqttAsyncClient ingest = comeIn(withPassword("garonne-ingest", PASSWORD));
    IMqttToken all = ingest.subscribe("#", 1);
    ingest.setCallback(new Hearing(heard));
    all.waitForCompletion(10_000);
    Broker asPlug = withCertificate(there(ours).ca(), ours, "plug-1");
    for (String topic : List.of("garonne/plug-2", "tele/plug-2/SENSOR", "garonne/alerts/x")) {
      refuses(asPlug, topic);
    }
    refuses(withPassword("garonne-ingest", PASSWORD), "garonne/plug-2");
    MqttAsyncClient plug = comeIn(asPlug);
    assertThat(answer(plug, "garonne/plug-1")).isLessThan(0x80);
    assertThat(answer(plug, "tele/plug-1/SENSOR")).isLessThan(0x80);
    await().atMost(PATIENCE).until(() -> heard.size() >= 2);
    assertThat(heard).containsExactly("garonne/plug-1", "tele/plug-1/SENSOR");
    // mosquitto takes every subscription and asks at each message who may read it.
    List<String> overheard = new CopyOnWriteArrayList<>();
    plug.setCallback(new Hearing(overheard));
    for (String filter : List.of("#", "garonne/plug-2", "$share/garonne/#", "$SYS/#")) {
      plug.subscribe(filter, 1).waitForCompletion(10_000);
    }
    MqttAsyncClient other = comeIn(withPassword("plug-2", PASSWORD));
    assertThat(answer(other, "garonne/plug-2")).isLessThan(0x80);
    leave(other);
    await().atMost(PATIENCE).until(() -> heard.contains("garonne/plug-2"));
    Thread.sleep(500);
    assertThat(overheard).isEmpty();
    leave(plug);
    leave(ingest);
  }

  /** Whoever was refused once may be cut off: each try is a visit of its own. */
  private static void refuses(Broker visitor, String topic) throws MqttException {
    MqttAsyncClient client = comeIn(visitor);
    assertThat(answer(client, topic)).as(topic).isGreaterThanOrEqualTo(0x80);
    client.disconnectForcibly(100, 100, false);
    client.close();
  }

  private static int answer(MqttAsyncClient client, String topic) throws MqttException {
    IMqttToken token = client.publish(topic, "1".getBytes(UTF_8), 1, false);
    try {
      token.waitForCompletion(10_000);
    } catch (MqttException e) {
      return e.getReasonCode();
    }
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  private static Map<String, String> kafkaAs(Authority who, String mechanism, String jaas) {
    return Map.of(
        "GARONNE_KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "GARONNE_KAFKA_SSL_TRUSTSTORE_TYPE",
        "PEM",
        "GARONNE_KAFKA_SSL_TRUSTSTORE_LOCATION",
        there(ours).ca().toString(),
        "GARONNE_KAFKA_SSL_KEYSTORE_TYPE",
        "PEM",
        "GARONNE_KAFKA_SSL_KEYSTORE_LOCATION",
        who.both("garonne-ingest").toString(),
        "GARONNE_KAFKA_SASL_MECHANISM",
        mechanism,
        "GARONNE_KAFKA_SASL_JAAS_CONFIG",
        jaas);
  }

  private static String scram(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"garonne\""
        + " password=\""
        + password
        + "\";";
  }

  private static int nodes(Map<String, String> environment) throws Throwable {
    Map<String, Object> client =
        KafkaAccess.of(environment)
            .client(
                there(kafka).secured(),
                Map.of("request.timeout.ms", 20_000, "default.api.timeout.ms", 25_000));
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster().nodes().get().size();
    } catch (ExecutionException e) {
      throw java.util.Objects.requireNonNull(e.getCause());
    }
  }

  @Test
  void kafkaLetsNobodyInWithABadPasswordAForeignCertificateOrInTheClear() throws Throwable {
    Authority good = there(ours);
    assertThat(nodes(kafkaAs(good, "SCRAM-SHA-512", scram(PASSWORD)))).isEqualTo(1);
    String token =
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
            + " unsecuredLoginStringClaim_sub=\"garonne\";";
    assertThat(nodes(kafkaAs(good, "OAUTHBEARER", token))).isEqualTo(1);
    assertThatThrownBy(() -> nodes(kafkaAs(good, "SCRAM-SHA-512", scram("wrong"))))
        .isInstanceOf(SaslAuthenticationException.class)
        .hasMessageNotContaining("wrong\"");
    assertThatThrownBy(() -> nodes(kafkaAs(there(foreign), "SCRAM-SHA-512", scram(PASSWORD))))
        .isInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void ingestAsAProcessEntersByBothDoorsAndItsSecretsAreNeitherInArgumentsNorInWhatItSays()
      throws Exception {
    Authority good = there(ours);
    Path jaas = Files.writeString(directory.resolve("jaas"), scram(PASSWORD));
    Map<String, String> environment =
        new HashMap<>(kafkaAs(good, "SCRAM-SHA-512", "replaced below"));
    environment.remove("GARONNE_KAFKA_SASL_JAAS_CONFIG");
    environment.put("GARONNE_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString());
    environment.put("GARONNE_KAFKA_BOOTSTRAP", there(kafka).secured());
    environment.put("GARONNE_MQTT_URI", there(broker).tls().toString());
    environment.put("GARONNE_MQTT_CA_FILE", good.ca().toString());
    environment.put("GARONNE_MQTT_CERTIFICATE_FILE", good.certificate("garonne-ingest").toString());
    environment.put("GARONNE_MQTT_KEY_FILE", good.key("garonne-ingest").toString());
    environment.put("GARONNE_MQTT_PASSWORD", PASSWORD);
    environment.put("GARONNE_HEALTH_PORT", "-1");
    environment.put("GARONNE_LOG", "DEBUG");
    Path log = directory.resolve("ingest.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.garonne.deploy.Garonne",
            "ingest");
    builder.environment().putAll(environment);
    Process ingest = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(log).contains("connected: ") || !ingest.isAlive());
      MqttAsyncClient plug = comeIn(withCertificate(good.ca(), ours, "plug-1"));
      plug.publish("garonne/plug-1", "{\"energyWh\":1}".getBytes(UTF_8), 1, false)
          .waitForCompletion(10_000);
      leave(plug);
      await().atMost(PATIENCE).until(() -> readings() > 0);
      assertThat(ingest.info().arguments().map(List::of).toString()).doesNotContain(PASSWORD);
      assertThat(Files.readString(Path.of("/proc", ingest.pid() + "", "cmdline")))
          .doesNotContain(PASSWORD);
    } finally {
      ingest.destroy();
      ingest.waitFor(20, TimeUnit.SECONDS);
      ingest.destroyForcibly();
    }
    assertThat(Files.readString(log)).contains("connected: ").doesNotContain(PASSWORD);
  }

  private static int readings() {
    int[] number = {0};
    TopicReader.<RuntimeException>all(there(kafka).open(), Topics.READINGS, each -> number[0]++);
    return number[0];
  }
}
