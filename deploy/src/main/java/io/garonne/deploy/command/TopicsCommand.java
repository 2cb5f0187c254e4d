package io.garonne.deploy.command;

import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.service.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the topics, says what is wrong with them, creates them. */
@Command(
    name = "topics",
    description = "Lists the topics in Kafka, says what is wrong with them, or creates them.")
public final class TopicsCommand implements Callable<Integer> {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GARONNE_KAFKA_BOOTSTRAP:-127.0.0.1:9092}",
      description = "Kafka. Default: ${DEFAULT-VALUE}")
  private String bootstrap = "";

  @Option(names = "--create", description = "Create those that are missing.")
  private boolean create;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + TopicSetup.DEFAULT_PARTITIONS,
      description =
          "Partitions of readings at creation; cannot be changed later. Default: ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "Replicas of each partition at creation. Default: ${DEFAULT-VALUE}")
  private int replicas;

  @Override
  public Integer call() {
    Map<String, Object> connection =
        KafkaAccess.to(
            bootstrap,
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000));
    try (Admin admin = Admin.create(connection)) {
      requireKafka(admin);
      TopicSetup topics = new TopicSetup(admin);
      if (create) {
        topics
            .create(partitions, replicas)
            .forEach(topic -> System.out.println("created " + topic));
      }
      List<TopicSetup.State> states = topics.states();
      System.out.printf("%-26s %10s  %s%n", "topic", "partitions", "settings");
      for (TopicSetup.State state : states) {
        System.out.printf(
            "%-26s %10s  %s%n",
            state.topic(), state.exists() ? state.partitions() : "-", state.config());
      }
      List<String> problems = TopicSetup.problems(states);
      problems.forEach(System.err::println);
      return problems.isEmpty() ? 0 : 1;
    }
  }

  private void requireKafka(Admin admin) {
    try {
      admin.describeCluster().nodes().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka at " + bootstrap + " does not answer; name another with --bootstrap HOST:PORT", e);
    }
  }
}
