package io.garonne.deploy.contract;

import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.deploy.runtime.InfluxProcess;
import io.garonne.deploy.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** This machine's mosquitto and influxd, and Kafka's server in a JVM of its own. */
final class ServerProcesses implements Servers {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final int mqttPort = Ports.free();
  private final int kafkaPort = Ports.free();
  private final InfluxProcess influx;
  private Process mqtt;
  private Process kafka;

  ServerProcesses(Path directory) throws Exception {
    this.directory = directory;
    Files.writeString(
        directory.resolve("mosquitto.conf"),
        "listener %d 127.0.0.1\n%s\npersistence_location %s/\nuser root\n"
            .formatted(mqttPort, ServersSettings.MOSQUITTO, directory));
    mqtt = startMqtt();
    kafka = startKafka();
    influx = InfluxProcess.start(InfluxBinary.find().orElseThrow(), directory.resolve("influx"), 0);
  }

  static boolean possible() {
    return InfluxBinary.find().isPresent() && Files.isExecutable(Path.of("/usr/sbin/mosquitto"));
  }

  private Process startMqtt() throws IOException, InterruptedException {
    Process started =
        new ProcessBuilder(
                "/usr/sbin/mosquitto", "-c", directory.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    Children.awaitListening(mqttPort, PATIENCE);
    return started;
  }

  private Process startKafka() throws IOException, InterruptedException {
    Process started =
        Children.java(
            directory.resolve("kafka.log"),
            Map.of(),
            KafkaChild.class.getName(),
            directory.resolve("kafka").toString(),
            Integer.toString(kafkaPort));
    Children.awaitListening(kafkaPort, PATIENCE);
    return started;
  }

  @Override
  public URI mqtt() {
    return URI.create("tcp://127.0.0.1:" + mqttPort);
  }

  @Override
  public String kafka() {
    return "127.0.0.1:" + kafkaPort;
  }

  @Override
  public URI influx() {
    return influx.uri();
  }

  @Override
  public void restartMqtt() throws Exception {
    stop(mqtt);
    mqtt = startMqtt();
  }

  @Override
  public void restartKafka() throws Exception {
    stop(kafka);
    kafka = startKafka();
  }

  @Override
  public void freezeKafka() throws Exception {
    Children.signal(kafka, "STOP");
  }

  @Override
  public void thawKafka() throws Exception {
    Children.signal(kafka, "CONT");
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    influx.close();
    stop(mqtt);
    kafka.destroyForcibly().onExit().join();
  }
}
