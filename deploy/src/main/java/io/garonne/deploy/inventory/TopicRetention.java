package io.garonne.deploy.inventory;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.Retention;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long Kafka keeps what the table {@link EstateTable#RETENTION} is about. */
final class TopicRetention {
  private TopicRetention() {}

  /**
   * Makes topics keep what an estate says.
   *
   * @throws IOException if Kafka does not take it
   */
  static void set(String bootstrap, Estate estate) throws IOException {
    try (Admin admin = Admin.create(KafkaAccess.to(bootstrap))) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      Retention.of(estate)
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
