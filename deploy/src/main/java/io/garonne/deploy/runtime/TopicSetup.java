package io.garonne.deploy.runtime;

import io.garonne.model.wire.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics the stages meet through and says what is wrong with those that exist. */
public final class TopicSetup {
  /** How many partitions readings have unless somebody chooses otherwise. */
  public static final int DEFAULT_PARTITIONS = 12;

  private static final int TIMEOUT_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private final Admin admin;

  /** Uses this connection, which stays the caller's. */
  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /**
   * A topic as it is or is to be.
   *
   * @param partitions 0 if it does not exist
   * @param config Kafka's settings that matter to us
   */
  public record State(String topic, int partitions, Map<String, String> config) {
    public boolean exists() {
      return partitions > 0;
    }
  }

  /**
   * Creates what is missing.
   *
   * @param partitions of readings and what is partitioned like them
   * @param replicas of each partition; 1 on a single broker
   * @return names of the topics created
   */
  public List<String> create(int partitions, int replicas) {
    List<String> existing = states().stream().filter(State::exists).map(State::topic).toList();
    List<NewTopic> missing =
        Arrays.stream(Topics.values())
            .filter(t -> !existing.contains(t.topic()))
            .map(
                t ->
                    new NewTopic(t.topic(), t.partitions(partitions), (short) replicas)
                        .configs(t.config()))
            .toList();
    List<String> created = new ArrayList<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (topic, done) -> {
              try {
                done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                created.add(topic);
              } catch (ExecutionException e) {
                // Another process was quicker: it is there, and check() looks at it.
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw failed("create " + topic, e);
                }
              } catch (InterruptedException | TimeoutException e) {
                throw failed("create " + topic, e);
              }
            });
    awaitVisible();
    awaitLeaders();
    return created;
  }

  /** The controller confirms a topic before every broker knows it: on a busy machine, seconds. */
  private void awaitVisible() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (descriptions().size() < Topics.values().length && System.nanoTime() < deadline) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /**
   * A partition that has just got its leader may refuse a request and take the next one; a producer
   * with several on their way is then refused for ever (decision 0003). Who can say its end serves.
   */
  private void awaitLeaders() {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    descriptions()
        .values()
        .forEach(
            topic ->
                topic
                    .partitions()
                    .forEach(
                        of ->
                            all.put(
                                new TopicPartition(topic.name(), of.partition()),
                                OffsetSpec.latest())));
    try {
      admin.listOffsets(all).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not every partition has a leader that serves", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Every topic of ours as it is on the server. */
  public List<State> states() {
    Map<String, TopicDescription> descriptions = descriptions();
    Map<String, Config> configs = configs(descriptions);
    List<State> states = new ArrayList<>();
    for (Topics topic : Topics.values()) {
      TopicDescription description = descriptions.get(topic.topic());
      Config config = configs.get(topic.topic());
      Map<String, String> values = new LinkedHashMap<>();
      if (config != null) {
        topic.config().keySet().forEach(key -> values.put(key, config.get(key).value()));
      }
      states.add(
          new State(
              topic.topic(), description == null ? 0 : description.partitions().size(), values));
    }
    return states;
  }

  /**
   * What stands in the way of the stages, one line each; empty if nothing does.
   *
   * @param states from {@link #states()}
   */
  public static List<String> problems(List<State> states) {
    int readings = 0;
    for (State state : states) {
      if (state.topic().equals(Topics.READINGS.topic())) {
        readings = state.partitions();
      }
    }
    List<String> problems = new ArrayList<>();
    for (Topics topic : Topics.values()) {
      for (State state : states) {
        if (state.topic().equals(topic.topic())) {
          problems.addAll(problems(topic, state, readings));
        }
      }
    }
    return problems;
  }

  private static List<String> problems(Topics topic, State state, int readings) {
    if (!state.exists()) {
      return List.of(state.topic() + " does not exist: ./garonne topics --create makes it");
    }
    List<String> problems = new ArrayList<>();
    int expected = topic.partitions(readings);
    if (readings > 0 && state.partitions() != expected) {
      problems.add(
          state.topic()
              + " has "
              + state.partitions()
              + " partitions, not "
              + expected
              + ": it must have as many as the topics it is joined with, from its creation on; see"
              + " \"Partitions\" in docs/operations.md");
    }
    String stamp = state.config().get("message.timestamp.type");
    if (!"LogAppendTime".equals(stamp)) {
      problems.add(
          state.topic()
              + " has message.timestamp.type="
              + stamp
              + ", not LogAppendTime: with that, retention would delete replayed history; set it"
              + " with kafka-configs");
    }
    String cleanup = topic.config().get("cleanup.policy");
    if (!sameList(cleanup, state.config().get("cleanup.policy"))) {
      problems.add(
          state.topic()
              + " has cleanup.policy="
              + state.config().get("cleanup.policy")
              + ", not "
              + cleanup
              + ": it would lose records or grow for ever; set it with kafka-configs");
    }
    return problems;
  }

  private static boolean sameList(
      @org.jspecify.annotations.Nullable String a, @org.jspecify.annotations.Nullable String b) {
    return a != null
        && b != null
        && Arrays.stream(a.split(",", -1))
            .sorted()
            .toList()
            .equals(Arrays.stream(b.split(",", -1)).sorted().toList());
  }

  private Map<String, TopicDescription> descriptions() {
    List<String> names = Arrays.stream(Topics.values()).map(Topics::topic).toList();
    try {
      List<String> present =
          admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
              .filter(names::contains)
              .toList();
      return admin.describeTopics(present).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw failed("list the topics", e);
    }
  }

  private Map<String, Config> configs(Map<String, TopicDescription> topics) {
    List<ConfigResource> resources =
        topics.keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    try {
      Map<String, Config> configs = new LinkedHashMap<>();
      admin
          .describeConfigs(resources)
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .forEach((resource, config) -> configs.put(resource.name(), config));
      return configs;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw failed("read the topics' settings", e);
    }
  }

  private static IllegalStateException failed(String what, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return new IllegalStateException("cannot " + what + " in Kafka: " + cause.getMessage(), cause);
  }
}
