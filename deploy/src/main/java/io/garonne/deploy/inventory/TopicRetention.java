package io.garonne.deploy.inventory;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long Kafka keeps what the table {@link EstateTable#RETENTION} is about. */
final class TopicRetention {
  private static final long DAY = 86_400_000L;

  private static final Map<String, Topics> TOPICS =
      Map.of(
          "readings", Topics.READINGS,
          "dead-letters", Topics.DEAD_LETTERS,
          "device-quarter-hours", Topics.TOTALS_DEVICE_FINE,
          "device-hours", Topics.TOTALS_DEVICE_FINE,
          "device-days", Topics.TOTALS_DEVICE,
          "device-months", Topics.TOTALS_DEVICE);

  private TopicRetention() {}

  /**
   * Milliseconds for which each topic is to keep a record: as the table says, else as at its
   * creation. Where lines about one topic differ, the shortest counts; what is somebody's own in
   * totals is taken back by streams, whatever the topic keeps.
   */
  static Map<Topics, Long> of(Estate estate) {
    Map<Topics, Long> decided = new EnumMap<>(Topics.class);
    for (EstateLine line : estate.lines(EstateTable.RETENTION)) {
      Topics topic = TOPICS.get(line.required("data"));
      boolean mixed = topic == Topics.READINGS || topic == Topics.DEAD_LETTERS;
      if (topic != null && (mixed || line.required("personal").equals("0"))) {
        long days = new BigDecimal(line.required("days")).longValueExact();
        // Kafka deletes by segments of a day: what is to be gone has to be due the day before.
        decided.merge(topic, mixed ? Math.max(1, days - 1) * DAY : days * DAY, Math::min);
      }
    }
    for (Topics topic : TOPICS.values()) {
      decided.putIfAbsent(
          topic, Long.valueOf(topic.config().getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    }
    return decided;
  }

  /**
   * Makes topics keep what an estate says.
   *
   * @throws IOException if Kafka does not take it
   */
  static void set(String bootstrap, Estate estate) throws IOException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      of(estate)
          .forEach(
              (topic, millis) ->
                  changes.put(
                      new ConfigResource(ConfigResource.Type.TOPIC, topic.topic()),
                      List.of(
                          new AlterConfigOp(
                              new ConfigEntry(
                                  TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)),
                              AlterConfigOp.OpType.SET))));
      admin.incrementalAlterConfigs(changes).all().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "the estate is written, but Kafka did not take how long topics are kept: "
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
