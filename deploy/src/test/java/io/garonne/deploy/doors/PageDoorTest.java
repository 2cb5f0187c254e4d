package io.garonne.deploy.doors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.Garonne;
import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Total;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may send to the page, and what a name may do to who reads it. */
final class PageDoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String FORMULA = "=cmd|' /C calc'!A1";
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir Path directory;

  @Test
  void noPathLeadsOutNoRequestIsTooLargeAndNoNameIsAFormulaOrAScript() throws Exception {
    ChainSettings settings =
        ChainSettings.on(directory)
            .influx(new ChainSettings.Influx.None())
            .stages(Set.of("ingest", "streams", "publish"));
    try (Chain chain = Chain.start(settings)) {
      describe(chain);
      speak(chain);
      pathsStayInside(chain.httpUri());
      oversizedRequestsAreRefusedAndTheServerLives(chain.httpUri());
      await().atMost(PATIENCE).until(() -> sites(chain).containsAll(List.of(FORMULA, SCRIPT)));
      String csv = csv(chain.kafkaBootstrap());
      assertThat(csv).contains("'" + FORMULA);
      assertThat(csv.lines()).noneMatch(line -> line.matches("(.*,)?\"?[=@].*"));
      await().atMost(PATIENCE).until(() -> get(chain.httpUri(), "/").contains("alert(1)"));
      assertThat(get(chain.httpUri(), "/")).doesNotContain("<script>alert");
    }
  }

  private static void describe(Chain chain) throws Exception {
    String table =
        "device,site,equipment_class\nplug-1,\"%s\",pc\nplug-2,%s,pc\n".formatted(FORMULA, SCRIPT);
    try (InventoryPublisher inventory = new InventoryPublisher(chain.kafkaBootstrap())) {
      inventory.publish(
          InventoryTable.parse(table, "inventory.csv", ZoneId.of("Europe/Paris")).devices());
    }
  }

  private static void speak(Chain chain) throws Exception {
    Instant now = Instant.now();
    URI broker = URI.create(chain.mqttUri());
    try (MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(broker, "plugs"))) {
      for (String device : List.of("plug-1", "plug-2")) {
        for (int i = 2; i > 0; i--) {
          String payload =
              "{\"at\":\"%s\",\"energyWh\":%d,\"powerW\":60}"
                  .formatted(now.minusSeconds(60L * i), 1000 - i);
          publisher.publish("garonne/" + device, payload.getBytes(UTF_8), () -> {});
        }
      }
      // Deep nesting, a long topic and a large payload are dead letters, not the end of ingest.
      publisher.publish("garonne/plug-1", "[".repeat(60_000).getBytes(UTF_8), () -> {});
      publisher.publish("garonne/" + "x/".repeat(90), "1".getBytes(UTF_8), () -> {});
      publisher.publish("garonne/plug-1", new byte[200_000], () -> {});
      publisher.publish(
          "garonne/plug-1",
          "{\"at\":\"%s\",\"energyWh\":1000,\"powerW\":60}".formatted(now).getBytes(UTF_8),
          () -> {});
      assertThat(publisher.flush(Duration.ofSeconds(30))).isTrue();
    }
  }

  private static void pathsStayInside(URI page) throws IOException {
    for (String path :
        List.of(
            "/../../../../etc/passwd",
            "/..%2f..%2f..%2fetc%2fpasswd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/static/../../etc/passwd",
            "/api/v1/schemas/..%2f..%2fapplication.properties",
            "/api/v1/schemas/../../../logback.xml",
            "//etc/passwd",
            "/\\..\\..\\etc\\passwd",
            "/%00")) {
      String answer = get(page, path);
      assertThat(answer).as(path).doesNotContain("root:", "<configuration>");
      assertThat(answer).as(path).matches("(?s)(HTTP/1.1 4.*|)");
    }
  }

  private static void oversizedRequestsAreRefusedAndTheServerLives(URI page) throws IOException {
    String large = "x".repeat(2_000_000);
    assertThat(get(page, "/?q=" + large)).matches("(?s)(HTTP/1.1 4.*|)");
    assertThat(send(page, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + large + "\r\n\r\n"))
        .matches("(?s)(HTTP/1.1 4.*|)");
    assertThat(
            send(
                page,
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000000\r\n"
                    + "Connection: close\r\n\r\n"
                    + large))
        .matches("(?s)(HTTP/1.1 4.*|)");
    assertThat(get(page, "/live")).startsWith("HTTP/1.1 200");
  }

  private static String get(URI page, String path) throws IOException {
    return send(page, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  }

  /** The whole answer; nothing if the server hangs up before it is done listening. */
  private static String send(URI page, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (java.net.SocketException hungUp) {
      return "";
    }
  }

  private static List<String> sites(Chain chain) {
    return TotalsReader.read(chain.kafkaBootstrap(), Topics.TOTALS).stream()
        .filter(Total::isMetered)
        .map(total -> String.valueOf(total.scope().site()))
        .distinct()
        .toList();
  }

  private static String csv(String bootstrap) {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      assertThat(Garonne.run("totals", "--bootstrap", bootstrap, "--period", "day", "--csv"))
          .isZero();
    } finally {
      System.setOut(standard);
    }
    return out.toString(UTF_8);
  }
}
