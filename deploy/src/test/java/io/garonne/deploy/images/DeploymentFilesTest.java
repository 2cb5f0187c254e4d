package io.garonne.deploy.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.garonne.deploy.runtime.StageFactory;
import io.garonne.service.KafkaAccess;
import io.garonne.service.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be said of the files in deploy/ without starting them. */
final class DeploymentFilesTest {
  private static final Gson GSON = new Gson();
  private static final Pattern VARIABLE = Pattern.compile("\\bGARONNE_[A-Z_]+\\b");

  /** Not settings: the launcher's own, and options of {@code up} in its unit. */
  private static final Set<String> NO_SETTINGS = Set.of("GARONNE_UP", "GARONNE_LOG");

  private static List<JsonObject> yaml(Path file) throws IOException {
    List<JsonObject> documents = new ArrayList<>();
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    for (Object each : new Load(settings).loadAllFromString(Files.readString(file))) {
      documents.add(GSON.toJsonTree(each).getAsJsonObject());
    }
    return documents;
  }

  private static List<Path> files(String directory) throws IOException {
    try (Stream<Path> found = Files.list(Path.of(directory))) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<JsonObject> manifests() throws IOException {
    List<JsonObject> manifests = new ArrayList<>();
    for (Path file : files("kubernetes")) {
      manifests.addAll(yaml(file));
    }
    return manifests;
  }

  /**
   * Of apps/v1 StatefulSet: the class V1StatefulSet, which refuses what its schema does not know.
   */
  private static void validate(JsonObject manifest) throws ReflectiveOperationException {
    String version = manifest.get("apiVersion").getAsString();
    assertThat(version).endsWith("v1");
    Class.forName("io.kubernetes.client.openapi.models.V1" + manifest.get("kind").getAsString())
        .getMethod("validateJsonElement", JsonElement.class)
        .invoke(null, manifest);
  }

  @Test
  void everyManifestFitsTheSchemaOfItsKind() throws Exception {
    List<JsonObject> manifests = manifests();
    assertThat(manifests).hasSizeGreaterThan(15);
    for (JsonObject manifest : manifests) {
      validate(manifest);
    }
    JsonObject misspelt =
        manifests.stream()
            .filter(each -> each.get("kind").getAsString().equals("StatefulSet"))
            .findFirst()
            .orElseThrow()
            .deepCopy();
    at(misspelt, "spec", "template", "spec").addProperty("runAsRoot", "x");
    assertThatThrownBy(() -> validate(misspelt))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessageContaining("runAsRoot");
  }

  @Test
  void everyPodIsWithoutRootWithoutPrivilegesAndWithLimitsAndProbes() throws Exception {
    Set<String> stages = new TreeSet<>();
    Set<String> budgets = new TreeSet<>();
    for (JsonObject manifest : manifests()) {
      String kind = manifest.get("kind").getAsString();
      JsonObject spec = manifest.getAsJsonObject("spec");
      if (kind.equals("PodDisruptionBudget")) {
        budgets.add(at(spec, "selector", "matchLabels").get("stage").getAsString());
      }
      if (spec == null || !spec.has("template")) {
        continue;
      }
      JsonObject pod = at(spec, "template", "spec");
      JsonObject container = pod.getAsJsonArray("containers").get(0).getAsJsonObject();
      assertThat(at(pod, "securityContext").get("runAsNonRoot").getAsBoolean()).isTrue();
      assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
      JsonObject security = at(container, "securityContext");
      assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
      assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
      assertThat(at(security, "capabilities").get("drop").toString()).isEqualTo("[\"ALL\"]");
      assertThat(at(container, "resources", "limits").has("memory")).isTrue();
      if (!kind.equals("Job")) {
        stages.add(container.get("name").getAsString());
        assertThat(path(container, "livenessProbe")).isEqualTo("/live");
        assertThat(path(container, "readinessProbe")).isEqualTo("/ready");
      }
    }
    assertThat(stages).containsExactly("ingest", "publish", "sink", "streams");
    assertThat(budgets).isEqualTo(stages);
  }

  private static String path(JsonObject container, String probe) {
    return at(container, probe, "httpGet").get("path").getAsString();
  }

  private static JsonObject at(JsonObject from, String... keys) {
    JsonObject here = from;
    for (String key : keys) {
      here = here.getAsJsonObject(key);
    }
    return here;
  }

  @Test
  void everyServiceOfComposeIsConfinedAndPublishesOnLoopbackOnly() throws Exception {
    String text = Files.readString(Path.of("compose.yaml"));
    JsonObject services = yaml(Path.of("compose.yaml")).getFirst().getAsJsonObject("services");
    services
        .entrySet()
        .forEach(
            service -> {
              JsonObject each = resolved(service.getValue().getAsJsonObject());
              assertThat(each.get("cap_drop")).as(service.getKey()).hasToString("[\"ALL\"]");
              assertThat(each.get("security_opt").toString()).contains("no-new-privileges:true");
              assertThat(each.has("mem_limit")).as(service.getKey()).isTrue();
              assertThat(each.has("pids_limit")).as(service.getKey()).isTrue();
              assertThat(each.has("privileged")).as(service.getKey()).isFalse();
              if (each.has("build")) {
                assertThat(each.get("read_only").getAsBoolean()).isTrue();
              }
            });
    assertThat(text.lines().map(String::strip).filter(line -> line.startsWith("ports:")))
        .isNotEmpty()
        .allMatch(line -> line.contains("127.0.0.1:") || line.contains(":-127.0.0.1}:"));
  }

  /** The engine for YAML 1.2 leaves merge keys as they are. */
  private static JsonObject resolved(JsonObject object) {
    JsonObject result = new JsonObject();
    if (object.has("<<")) {
      resolved(object.getAsJsonObject("<<"))
          .entrySet()
          .forEach(e -> result.add(e.getKey(), e.getValue()));
    }
    object.entrySet().forEach(e -> result.add(e.getKey(), e.getValue()));
    return result;
  }

  @Test
  void everyVariableIsASettingOfAStageOrOfKafkasClients() throws Exception {
    Settings settings = Settings.of(Map.of());
    StageFactory.check(settings);
    Set<String> known = new TreeSet<>(NO_SETTINGS);
    settings.asked().forEach(key -> known.add(Settings.variable(key)));
    known.addAll(Set.of("GARONNE_HEALTH_HOST", "GARONNE_HEALTH_PORT", "GARONNE_INFLUX_DATABASE"));
    List<Path> files = new ArrayList<>(files("kubernetes"));
    files.addAll(files("systemd"));
    files.addAll(List.of(Path.of("compose.yaml"), Path.of("Dockerfile")));
    for (Path file : files) {
      VARIABLE
          .matcher(Files.readString(file))
          .results()
          .map(result -> result.group())
          .filter(name -> !name.equals("GARONNE_"))
          .filter(name -> !known.contains(name))
          .forEach(
              name ->
                  assertThat(KafkaAccess.of(Map.of(name, "/nowhere")).problems())
                      .as(file + ": " + name)
                      .noneMatch(problem -> problem.contains("no setting"))
                      .matches(problems -> name.startsWith("GARONNE_KAFKA_")));
    }
  }

  @Test
  void systemdUnderstandsTheUnitsAndFindsThemConfined(@TempDir Path directory) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "not run: no systemd-analyze");
    List<String> units = new ArrayList<>();
    for (Path file : files("systemd")) {
      // Java may be elsewhere on this machine.
      String text =
          Files.readString(file).replace("ExecStart=/usr/bin/java", "ExecStart=/bin/true");
      String name = file.getFileName().toString().replace("@.", "@ingest.");
      units.add(Files.writeString(directory.resolve(name), text).toString());
    }
    List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    verify.addAll(units);
    assertThat(run(verify)).isEmpty();
    List<String> security =
        new ArrayList<>(List.of("systemd-analyze", "security", "--offline=true", "--threshold=20"));
    security.addAll(units);
    run(security);
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
