package io.garonne.ingest;

import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Kafka or an ingest in a JVM of its own, to be frozen and killed. Ends with its parent. */
final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  static ChildProcess kafka(Path directory, int port) throws IOException {
    return start("kafka", directory.toString(), Integer.toString(port));
  }

  static ChildProcess ingest(Map<String, String> settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("ingest"));
    settings.forEach((key, value) -> arguments.addAll(List.of(key, value)));
    return start(arguments.toArray(String[]::new));
  }

  private static ChildProcess start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ChildProcess.class.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ChildProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** As the kernel does it when memory is short. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  boolean alive() {
    return process.isAlive();
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("kafka")) {
      TestKafka kafka = new TestKafka(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      kafka.start();
      kafka.createTopics();
    } else {
      Map<String, String> settings = new HashMap<>();
      for (int i = 1; i < arguments.length; i += 2) {
        settings.put(arguments[i], arguments[i + 1]);
      }
      new Ingest(IngestSettings.from(Settings.of(settings)), new SimpleMeterRegistry()).start();
    }
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    Runtime.getRuntime().halt(0);
  }
}
