package io.garonne.deploy.correction;

import io.garonne.model.Device;
import io.garonne.model.Statement;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device around an instant.
 *
 * @param described its description, or null
 * @param said what it and persons said, as Kafka took it from a horizon before the instant on
 */
public record Heard(@Nullable Device described, List<Statement> said) {

  /**
   * Reads the topics; of readings only the device's partition, from the horizon before on.
   *
   * @param at milliseconds since 1970 UTC
   * @param horizon milliseconds
   */
  public static Heard of(String bootstrap, String device, long at, long horizon) {
    Device[] described = {null};
    TopicReader.ofKey(
        bootstrap,
        Topics.DEVICES,
        device,
        0,
        record -> described[0] = record.value() == null ? null : DeviceJson.read(record.value()));
    List<Statement> said = new ArrayList<>();
    // Nothing can have been said more than an hour before it was true (M12).
    TopicReader.ofKey(
        bootstrap,
        Topics.READINGS,
        device,
        Math.min(at, System.currentTimeMillis()) - horizon - 3_600_000L,
        record -> said.add(StatementJson.read(record.value())));
    return new Heard(described[0], said);
  }

  /** Whether the device, at an instant or ever, is somebody's own. */
  boolean isPersonal() {
    return described != null && described.assignments().stream().anyMatch(a -> a.personal());
  }
}
