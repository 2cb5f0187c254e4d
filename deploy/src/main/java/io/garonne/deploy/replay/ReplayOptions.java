package io.garonne.deploy.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;

/**
 * What to replay, and how.
 *
 * @param source directory of the recorded history
 * @param out directory for totals.csv and ledger.json; made if not there
 * @param data directory of the chain that takes it in
 * @param zone the sites' zone
 * @param via the way into the chain
 * @param pace how fast
 * @param rebuild whether devices that have newer readings are metered anew
 * @param devices only these; empty for all
 * @param disorder what is done to the order
 */
public record ReplayOptions(
    Path source,
    Path out,
    Path data,
    ZoneId zone,
    Via via,
    Pace pace,
    boolean rebuild,
    Set<String> devices,
    Disorder disorder) {

  /** The way into the chain. */
  public enum Via {
    /** As devices do: broker, ingest, Kafka. */
    MQTT,
    /** Straight into the readings topic. */
    KAFKA
  }

  public ReplayOptions {
    devices = Set.copyOf(devices);
  }
}
