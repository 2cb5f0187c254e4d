package io.garonne.deploy.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is built and {@code compose.yaml} brought up; with the stand-ins where there are. */
@Tag("containers")
final class ComposeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final List<String> STAGES = List.of("ingest", "streams", "sink", "publish");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path secrets;

  @Test
  void aReadingOfAPlugWithItsOwnPasswordArrivesInTheTotalsOfContainersWithoutRoot()
      throws Exception {
    String registry =
        Optional.ofNullable(System.getenv("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX")).orElse("");
    int mqtt = freePort();
    int page = freePort();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SECRETS", secrets.toString());
    environment.put("REGISTRY", registry);
    environment.put("BUILT", "target/run");
    environment.put("PARTITIONS", "2");
    environment.put("MQTT_PORT", Integer.toString(mqtt));
    environment.put("HTTP_PORT", Integer.toString(page));
    if (!registry.isEmpty()) {
      // Debian's mosquitto has another number than the public image's.
      String id = "echo $(id -u mosquitto):$(id -g mosquitto)";
      String image = registry + "eclipse-mosquitto:2";
      environment.put(
          "MOSQUITTO_USER",
          run(environment, "docker", "run", "--rm", image, "sh", "-c", id).strip());
    }
    // Builds what ./garonne itself runs, unless it is there.
    run(environment, "../garonne", "--version");
    run(environment, "secrets/create", "plug-1");
    try {
      List<String> up = new ArrayList<>(List.of("up", "--build", "--detach"));
      up.addAll(STAGES);
      compose(environment, up.toArray(String[]::new));
      // What is sent before ingest has subscribed for the first time is kept by no broker.
      await().atMost(PATIENCE).until(() -> isReady(environment, "ingest"));
      String password = Files.readString(secrets.resolve("mqtt-plug-1"));
      MqttTarget plug =
          new MqttTarget(URI.create("tcp://127.0.0.1:" + mqtt), "plug-1", "plug-1", password, 10);
      Instant now = Instant.now();
      try (MqttPublisher publisher = MqttPublisher.open(plug)) {
        publisher.publish("garonne/plug-1", reading(now.minusSeconds(120), 1000), () -> {});
        publisher.publish("garonne/plug-1", reading(now.minusSeconds(60), 1001), () -> {});
        assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(3))
          .until(() -> totals(environment).matches("(?s).*\\b0[.]0010*,.*"));
      assertThat(get(URI.create("http://127.0.0.1:" + page + "/live"))).contains("true");
      if (!registry.isEmpty()) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> points(environment).contains(",3600000]"));
      }
      areConfined(environment);
    } catch (Exception | AssertionError e) {
      System.err.println(compose(environment, "logs", "--tail=20"));
      throw e;
    } finally {
      compose(environment, "down", "--volumes", "--timeout", "5");
    }
  }

  /** Asked as the engine asks; {@code up} returned when the container ran. */
  private static boolean isReady(Map<String, String> environment, String stage) throws Exception {
    String container = compose(environment, "ps", "--quiet", stage).strip();
    List<String> probe = new ArrayList<>(List.of("docker", "exec", container, "java"));
    probe.addAll(List.of("-Xmx16m", "-cp", "/opt/garonne/garonne.jar"));
    probe.addAll(List.of("io.garonne.deploy.Probe", "http://127.0.0.1:8081/ready"));
    return new ProcessBuilder(probe).start().waitFor() == 0;
  }

  private void areConfined(Map<String, String> environment) throws Exception {
    for (String stage : STAGES) {
      String container = compose(environment, "ps", "--quiet", stage).strip();
      String inspected = run(environment, "docker", "inspect", container);
      String format = "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}";
      assertThat(run(environment, "docker", "inspect", "--format", format, container).strip())
          .isEqualTo("10001:10001 true [ALL]");
      String said = inspected + run(environment, "docker", "logs", container);
      try (var files = Files.list(secrets)) {
        for (Path secret : files.toList()) {
          assertThat(said).doesNotContain(Files.readString(secret).strip());
        }
      }
    }
  }

  private static String totals(Map<String, String> environment) throws Exception {
    return compose(
        environment,
        "exec",
        "-T",
        "publish",
        "java",
        "@/opt/garonne/jvm.options",
        "-jar",
        "/opt/garonne/garonne.jar",
        "totals",
        "--period",
        "day",
        "--csv");
  }

  private String points(Map<String, String> environment) throws Exception {
    return compose(
        environment,
        "exec",
        "-T",
        "influxdb",
        "curl",
        "-sG",
        "http://127.0.0.1:8086/query",
        "--data-urlencode",
        "db=garonne",
        "--data-urlencode",
        "q=SELECT sum(\"energy_mj\") FROM \"totals\".\"energy\""
            + " WHERE \"scope\"='site' AND \"period\"='day'");
  }

  private static byte[] reading(Instant at, double wattHours) {
    return "{\"at\":\"%s\",\"energyWh\":%s,\"powerW\":60}".formatted(at, wattHours).getBytes(UTF_8);
  }

  private String get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static String compose(Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/docker-compose"))) {
      command.add("docker-compose");
    } else {
      command.addAll(List.of("docker", "compose"));
    }
    command.addAll(List.of("-p", "garonne-test-" + ProcessHandle.current().pid()));
    command.addAll(List.of("-f", "compose.yaml"));
    if (!environment.getOrDefault("REGISTRY", "").isEmpty()) {
      command.addAll(List.of("-f", "src/test/resources/compose.standins.yaml"));
    }
    command.addAll(List.of(arguments));
    return run(environment, command.toArray(String[]::new));
  }

  private static String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path output = Files.createTempFile("garonne", ".log");
    try {
      Process process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(170, TimeUnit.SECONDS);
      String said = Files.readString(output);
      assertThat(ended).as(said).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + said).isZero();
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
