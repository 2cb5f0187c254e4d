package io.garonne.deploy.contract;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PortBinding;
import io.garonne.deploy.runtime.Ports;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The public images, or what stands in for them; on ports that stay over a restart. */
final class ServerContainers implements Servers {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int mqttPort = Ports.free();
  private final int kafkaPort = Ports.free();
  private final GenericContainer<?> mqtt;
  private final GenericContainer<?> kafka;
  private final GenericContainer<?> influx;

  ServerContainers() {
    mqtt =
        bound("eclipse-mosquitto:2", mqttPort, 1883)
            .withCopyToContainer(
                Transferable.of(
                    "listener 1883\n%s\npersistence_location /mosquitto/data/\n"
                        .formatted(ServersSettings.MOSQUITTO)),
                "/contract.conf")
            .withCommand("/usr/sbin/mosquitto", "-c", "/contract.conf")
            .waitingFor(Wait.forListeningPort());
    kafka =
        bound("apache/kafka:4.3.1", kafkaPort, 9092)
            .withEnv("KAFKA_NODE_ID", "1")
            .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
            .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:9092,BROKER://:9094,CONTROLLER://:9093")
            // The broker asks itself, too, for transactions: inside, where our port is nobody's.
            .withEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                "PLAINTEXT://127.0.0.1:" + kafkaPort + ",BROKER://localhost:9094")
            .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER")
            .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
            .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
            .withEnv(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CONTROLLER:PLAINTEXT,BROKER:PLAINTEXT,PLAINTEXT:PLAINTEXT")
            .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .waitingFor(Wait.forListeningPort());
    influx =
        new GenericContainer<>(DockerImageName.parse("influxdb:1.6"))
            .withExposedPorts(8086)
            .waitingFor(Wait.forHttp("/ping").forStatusCode(204));
    mqtt.start();
    kafka.start();
    influx.start();
  }

  private static GenericContainer<?> bound(String image, int host, int inside) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withExposedPorts(inside)
        .withStartupTimeout(PATIENCE.multipliedBy(2))
        .withCreateContainerCmdModifier(
            command ->
                command
                    .getHostConfig()
                    .withPortBindings(PortBinding.parse("127.0.0.1:" + host + ":" + inside)));
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
    return URI.create("http://" + influx.getHost() + ":" + influx.getMappedPort(8086));
  }

  @Override
  public void restartMqtt() throws Exception {
    restart(mqtt, mqttPort);
  }

  @Override
  public void restartKafka() throws Exception {
    restart(kafka, kafkaPort);
  }

  private static void restart(GenericContainer<?> container, int port) throws Exception {
    DockerClient docker = container.getDockerClient();
    docker.restartContainerCmd(container.getContainerId()).withTimeout(30).exec();
    Children.awaitListening(port, PATIENCE);
  }

  @Override
  public void freezeKafka() {
    kafka.getDockerClient().pauseContainerCmd(kafka.getContainerId()).exec();
  }

  @Override
  public void thawKafka() {
    kafka.getDockerClient().unpauseContainerCmd(kafka.getContainerId()).exec();
  }

  @Override
  public void close() {
    influx.close();
    kafka.close();
    mqtt.close();
  }
}
