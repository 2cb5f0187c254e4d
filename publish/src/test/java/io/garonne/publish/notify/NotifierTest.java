package io.garonne.publish.notify;

import static io.garonne.publish.notify.InventedAlert.ended;
import static io.garonne.publish.notify.InventedAlert.overload;
import static io.garonne.publish.notify.InventedAlert.personal;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.KafkaFixture;
import io.garonne.publish.notify.NotifySettings.Mail;
import io.garonne.publish.notify.NotifySettings.Security;
import io.garonne.publish.notify.NotifySettings.Webhook;
import io.garonne.publish.text.Language;
import io.garonne.service.Readiness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a real Kafka on their way to a real web service and a real mail server. */
class NotifierTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration SOON = ofSeconds(20);
  private static final Pace PACE =
      new Pace(
          3,
          ofMillis(50),
          ofMillis(200),
          Duration.ZERO,
          Duration.ZERO,
          ofSeconds(5),
          Duration.ofHours(1),
          ofMillis(100));
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static KafkaFixture kafka;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final String id = "overload-" + NUMBER.incrementAndGet();
  private final String group = "group-" + id;
  private Pace pace = PACE;
  private WebReceiver web;
  private @Nullable Notifier notifier;

  @BeforeAll
  static void startKafka(@TempDir Path directory) {
    kafka = new KafkaFixture(directory);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void startWeb() throws Exception {
    web = new WebReceiver();
  }

  @AfterEach
  void stop() {
    if (notifier != null) {
      notifier.close();
    }
    web.close();
    // Nothing of this test is open in the next one.
    kafka.send(Topics.ALERTS, id, null);
  }

  private static void write(Alert alert) {
    kafka.send(Topics.ALERTS, alert.id(), AlertJson.write(alert));
  }

  private void run(@Nullable Webhook webhook, @Nullable Mail mail) {
    run(new NotifySettings(group, Language.FR, null, webhook, mail, null), Map.of());
  }

  private void run(NotifySettings settings, Map<String, Readiness> stages) {
    Notifier made = new Notifier(settings, kafka.bootstrap(), PARIS, () -> stages, registry, pace);
    notifier = made;
    made.start();
  }

  private void ready() {
    await().atMost(SOON).until(() -> readiness() instanceof Readiness.Ready);
  }

  private Readiness readiness() {
    Notifier running = notifier;
    return running == null ? Readiness.notReady("none") : running.readiness();
  }

  private Webhook hook() {
    return new Webhook(web.uri(), "s3cret");
  }

  private double count(String name, String channel) {
    Counter counter = registry.find(name).tag("channel", channel).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void aWebServiceIsToldInSignedJsonWhenItBeginsGoesOnAndEnds() {
    run(hook(), null);
    ready();
    write(overload(id, 0));
    write(overload(id, 1));
    write(overload(id, 2));
    write(ended(overload(id, 2)));
    await().atMost(SOON).until(() -> web.about(id).size() == 3);
    List<WebReceiver.Received> all = web.about(id);
    assertThat(all.get(0).body())
        .startsWith("{\"delivery\":\"" + id + "-")
        .contains("\"event\":\"began\",\"language\":\"fr\"", "Surcharge", "4\u202f120 W");
    assertThat(all.get(1).body()).contains("\"event\":\"again\"", "annoncée 2 fois");
    assertThat(all.get(2).body()).contains("\"event\":\"ended\"", "C’est terminé.");
    for (WebReceiver.Received one : all) {
      assertThat(one.method()).isEqualTo("POST");
      assertThat(one.signature())
          .isEqualTo(
              WebhookChannel.signature("s3cret", one.body().getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(all).extracting(WebReceiver.Received::delivery).doesNotHaveDuplicates();
    await().untilAsserted(() -> assertThat(count(NotifyMetrics.DELIVERED, "webhook")).isEqualTo(3));
  }

  @Test
  void whoStartsForTheFirstTimeTellsWhatIsOpenAndNothingOfWhatIsOver() {
    write(overload(id, 3));
    write(overload(id + "-over", 1));
    write(ended(overload(id + "-over", 1)));
    write(personal(id + "-desk", Alert.Kind.DEVICE_SILENT, 1));
    run(hook(), null);
    ready();
    assertThat(web.about(id)).hasSize(1);
    assertThat(web.about(id + "-over")).isEmpty();
    assertThat(web.about(id + "-desk")).isEmpty();
    kafka.send(Topics.ALERTS, id + "-desk", null);
  }

  @Test
  void afterARestartWhatHappenedMeanwhileIsToldAndNothingTwice() {
    run(hook(), null);
    ready();
    write(overload(id, 1));
    await().atMost(SOON).until(() -> web.about(id).size() == 1);
    await().until(() -> count(NotifyMetrics.DELIVERED, "webhook") == 1);
    stopNotifier();
    write(overload(id, 1));
    write(overload(id, 2));
    run(hook(), null);
    ready();
    // Ready is who reads; the last of what it reads may still be on its way.
    await().atMost(SOON).until(() -> web.about(id).size() >= 2);
    assertThat(web.about(id)).hasSize(2);
    assertThat(web.about(id).get(1).body()).contains("\"event\":\"again\"");
  }

  private void stopNotifier() {
    Notifier running = notifier;
    if (running != null) {
      long began = System.nanoTime();
      running.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ofSeconds(5));
    }
  }

  @Test
  void whatWasUnderWayWhenTheProcessStoppedIsToldByTheNextOne() {
    web.answers(received -> received.body().contains(id) ? WebReceiver.HANGS : 200);
    run(hook(), null);
    ready();
    write(overload(id, 1));
    await().atMost(SOON).until(() -> !web.about(id).isEmpty());
    stopNotifier();
    web.answers(received -> 200);
    int before = web.about(id).size();
    run(hook(), null);
    await().atMost(SOON).until(() -> web.about(id).size() == before + 1);
    assertThat(web.about(id))
        .extracting(WebReceiver.Received::delivery)
        .containsOnly(web.about(id).get(0).delivery());
  }

  @Test
  void aFaultOfTheServerIsTriedAgain() {
    AtomicInteger asked = new AtomicInteger();
    web.answers(
        received -> received.body().contains(id) && asked.incrementAndGet() < 3 ? 503 : 200);
    run(hook(), null);
    ready();
    write(overload(id, 1));
    await().atMost(SOON).until(() -> count(NotifyMetrics.DELIVERED, "webhook") == 1);
    assertThat(web.about(id)).hasSize(3);
    assertThat(count(NotifyMetrics.FAILED_ATTEMPTS, "webhook")).isEqualTo(2);
    assertThat(readiness()).isInstanceOf(Readiness.Ready.class);
  }

  @Test
  void aRefusalIsCountedAndNotTriedAgainAndTheNextSuccessIsReadyAgain() {
    web.answers(received -> received.body().contains("\"again\"") ? 200 : 401);
    run(hook(), null);
    ready();
    write(overload(id, 1));
    await().atMost(SOON).until(() -> count(NotifyMetrics.REFUSED, "webhook") == 1);
    assertThat(web.about(id)).hasSize(1);
    assertThat(readiness())
        .isEqualTo(
            Readiness.notReady("alerts do not get out by webhook: the receiver answered 401"));
    write(overload(id, 2));
    ready();
    assertThat(count(NotifyMetrics.DELIVERED, "webhook")).isEqualTo(1);
  }

  @Test
  void aChannelThatHangsIsGivenUpAndBlocksNeitherTheOtherNorItself() {
    pace = pace(Duration.ZERO, Duration.ZERO, ofSeconds(2));
    GreenMail server = mailServer();
    try {
      web.answers(received -> received.body().contains("\"ended\"") ? 200 : WebReceiver.HANGS);
      run(hook(), mail(server));
      ready();
      write(overload(id, 1));
      await().atMost(ofSeconds(5)).until(() -> server.getReceivedMessages().length == 2);
      assertThat(count(NotifyMetrics.GIVEN_UP, "webhook")).isZero();
      await().atMost(SOON).until(() -> count(NotifyMetrics.GIVEN_UP, "webhook") == 1);
      assertThat(web.about(id)).hasSize(pace.attempts());
      assertThat(readiness()).isInstanceOf(Readiness.NotReady.class);
      // While it is away each further notice has one attempt.
      write(overload(id, 2));
      await().atMost(SOON).until(() -> count(NotifyMetrics.GIVEN_UP, "webhook") == 2);
      assertThat(web.about(id)).hasSize(pace.attempts() + 1);
      write(ended(overload(id, 2)));
      ready();
      assertThat(count(NotifyMetrics.DELIVERED, "webhook")).isEqualTo(1);
      await().atMost(SOON).until(() -> server.getReceivedMessages().length == 6);
    } finally {
      server.stop();
    }
  }

  private static Pace pace(Duration critical, Duration others, Duration patience) {
    return new Pace(
        3,
        ofMillis(50),
        ofMillis(200),
        critical,
        others,
        patience,
        Duration.ofHours(1),
        ofMillis(100));
  }

  @Test
  void aReceiverThatRefusesConnectionsForAWhileGetsWhatIsCriticalWhenItIsBack() throws Exception {
    pace = pace(ofSeconds(60), ofSeconds(2), ofSeconds(5));
    Webhook hook = hook();
    web.close();
    run(hook, null);
    ready();
    write(InventedAlert.severity(overload(id + "-w", 1), Severity.WARNING));
    write(overload(id, 1));
    await().atMost(SOON).until(() -> count(NotifyMetrics.GIVEN_UP, "webhook") == 1);
    double before = count(NotifyMetrics.FAILED_ATTEMPTS, "webhook");
    await().atMost(SOON).until(() -> count(NotifyMetrics.FAILED_ATTEMPTS, "webhook") > before + 10);
    assertThat(readiness()).isInstanceOf(Readiness.NotReady.class);
    web = new WebReceiver(hook.url().getPort());
    await().atMost(SOON).until(() -> count(NotifyMetrics.DELIVERED, "webhook") == 1);
    assertThat(web.about(id)).hasSize(1);
    assertThat(count(NotifyMetrics.GIVEN_UP, "webhook")).isEqualTo(1);
    assertThat(readiness()).isInstanceOf(Readiness.Ready.class);
    kafka.send(Topics.ALERTS, id + "-w", null);
  }

  @Test
  void kafkaMayGoAndComeBack() {
    run(hook(), null);
    ready();
    kafka.stop();
    await().atMost(Duration.ofSeconds(40)).until(() -> readiness() instanceof Readiness.NotReady);
    kafka.restart();
    await().atMost(Duration.ofMinutes(1)).until(() -> readiness() instanceof Readiness.Ready);
    write(overload(id, 1));
    await().atMost(SOON).until(() -> web.about(id).size() == 1);
  }

  private static GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    server.setUser("garonne@example.org", "garonne", "pass");
    return server;
  }

  private static Mail mail(GreenMail server) {
    return mail(server.getSmtp().getPort(), Security.NONE, "pass");
  }

  private static Mail mail(int port, Security security, String password) {
    return new Mail(
        "127.0.0.1",
        port,
        security,
        "garonne",
        password,
        null,
        "Garonne <garonne@example.org>",
        List.of("astreinte@example.org", "energie@example.org"));
  }

  @Test
  void aMailSaysInPlainWordsWhatToDo() throws Exception {
    GreenMail server = mailServer();
    try {
      run(null, mail(server));
      ready();
      write(overload(id, 1));
      await().atMost(SOON).until(() -> server.getReceivedMessages().length == 2);
      MimeMessage message = server.getReceivedMessages()[0];
      assertThat(message.getSubject())
          .isEqualTo(
              "[Garonne] critique : Surcharge, town-hall · local 2.04 · baie R1 · pdu-a · voie 1");
      assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(message.getContent().toString().replace("\r\n", "\n"))
          .startsWith(
              "Surcharge\ntown-hall · local 2.04 · baie R1 · pdu-a · voie 1, depuis le 2 mars")
          .contains("D’abord : Délester ce circuit", "./garonne alerts ack " + id + " --by NOM");
      assertThat(message.getAllRecipients()).hasSize(2);
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getHeader("Date")).hasSize(1);
      assertThat(message.getHeader("Message-ID")[0]).contains("example.org");
    } finally {
      server.stop();
    }
  }

  @Test
  void aWrongPasswordIsARefusalAndAServerThatIsAwayIsGivenUp() {
    GreenMail server = mailServer();
    try {
      run(null, mail(server.getSmtp().getPort(), Security.NONE, "wrong"));
      ready();
      write(overload(id, 1));
      await().atMost(SOON).until(() -> count(NotifyMetrics.REFUSED, "mail") == 1);
      assertThat(readiness().toString()).contains("user or password").doesNotContain("wrong");
    } finally {
      server.stop();
    }
    write(overload(id, 2));
    await().atMost(SOON).until(() -> count(NotifyMetrics.GIVEN_UP, "mail") == 1);
  }

  @Test
  void overTlsItIsSentOnlyToAServerWhoseCertificateIsTrusted(@TempDir Path directory)
      throws Exception {
    Path pem = certificate(directory);
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try {
      server.setUser("garonne@example.org", "garonne", "pass");
      int port = server.getSmtps().getPort();
      run(null, mail(port, Security.TLS, "pass"));
      ready();
      write(overload(id, 1));
      // GreenMail complains of clients that hang up on its certificate.
      await()
          .dontCatchUncaughtExceptions()
          .atMost(SOON)
          .until(() -> count(NotifyMetrics.GIVEN_UP, "mail") == 1);
      assertThat(server.getReceivedMessages()).isEmpty();
      assertThat(readiness().toString()).contains("unable to find valid certification path");
      stopNotifier();
      Mail plain = mail(port, Security.TLS, "pass");
      run(
          null,
          new Mail(
              plain.host(),
              port,
              Security.TLS,
              plain.user(),
              plain.password(),
              pem,
              plain.from(),
              plain.to()));
      ready();
      write(overload(id, 2));
      await().atMost(SOON).until(() -> server.getReceivedMessages().length == 2);
    } finally {
      server.stop();
      System.clearProperty("greenmail.tls.keystore.file");
      System.clearProperty("greenmail.tls.keystore.password");
    }
  }

  /** The certificate of a mail server of this test, as PEM. */
  private static Path certificate(Path directory) throws Exception {
    Path store = directory.resolve("mail.p12");
    Path pem = directory.resolve("mail.pem");
    keytool(
        "-genkeypair -alias mail -keyalg RSA -keysize 2048 -validity 2 -dname CN=127.0.0.1"
            + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass changeit -keystore",
        store);
    keytool("-exportcert -rfc -alias mail -storepass changeit -file " + pem + " -keystore", store);
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    return pem;
  }

  private static void keytool(String arguments, Path store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ", -1)));
    command.add(store.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void withoutTlsWhereItIsRequiredNothingIsSent() {
    GreenMail server = mailServer();
    try {
      run(null, mail(server.getSmtp().getPort(), Security.STARTTLS, "pass"));
      ready();
      write(overload(id, 1));
      await().atMost(SOON).until(() -> count(NotifyMetrics.GIVEN_UP, "mail") == 1);
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void theSignOfLifeIsGivenOnlyWhileEveryStageIsReady() throws Exception {
    AtomicBoolean ready = new AtomicBoolean(false);
    URI url = web.uri();
    Notifier made =
        new Notifier(
            new NotifySettings(group, Language.FR, null, null, null, url),
            kafka.bootstrap(),
            PARIS,
            () ->
                Map.of(
                    "streams",
                    ready.get() ? Readiness.ready() : Readiness.notReady("starts"),
                    "publish",
                    Readiness.ready()),
            registry,
            PACE);
    notifier = made;
    made.start();
    Thread.sleep(500);
    assertThat(web.requests).isEmpty();
    ready.set(true);
    await().atMost(SOON).until(() -> web.requests.size() > 3);
    assertThat(web.requests).extracting(WebReceiver.Received::method).containsOnly("GET");
    ready.set(false);
    Thread.sleep(300);
    int then = web.requests.size();
    Thread.sleep(500);
    assertThat(web.requests).hasSize(then);
    web.answers(received -> 500);
    ready.set(true);
    await()
        .atMost(SOON)
        .until(
            () -> {
              Counter failed =
                  registry.find(NotifyMetrics.HEARTBEATS).tag("outcome", "failed").counter();
              return failed != null && failed.count() > 0;
            });
    web.answers(received -> received.method().isEmpty() ? 200 : WebReceiver.HANGS);
    Thread.sleep(200);
    web.answers(received -> 200);
    int hung = web.requests.size();
    await().atMost(SOON).until(() -> web.requests.size() > hung + 2);
  }
}
