package io.garonne.ingest.decode;

import java.util.List;

/** What a configuration message says, by the topic that it replaces the last word of. */
public sealed interface Announcement {

  /** The topic of the configuration message. */
  String topic();

  /** Whether nothing is announced under this topic any more. */
  boolean isTakenBack();

  /**
   * Home Assistant's discovery.
   *
   * @param entities none: what was announced under this topic is taken back
   */
  record Entities(String topic, List<Entity> entities, List<Availability> availability)
      implements Announcement {
    public Entities {
      entities = List.copyOf(entities);
      availability = List.copyOf(availability);
    }

    @Override
    public boolean isTakenBack() {
      return entities.isEmpty() && availability.isEmpty();
    }
  }

  /**
   * Tasmota's own discovery.
   *
   * @param device its name in readings
   * @param heads what its topics begin with, up to their last level; none: it is taken back
   * @param online its text for being reachable
   * @param offline its text for the opposite
   * @param on its text for a relay that is on
   * @param off its text for the opposite
   */
  record Tasmota(
      String topic,
      String device,
      List<String> heads,
      String online,
      String offline,
      String on,
      String off)
      implements Announcement {
    public Tasmota {
      heads = List.copyOf(heads);
    }

    @Override
    public boolean isTakenBack() {
      return heads.isEmpty();
    }

    /** A device of which nothing is announced: the texts are Tasmota's own. */
    static Tasmota unannounced(String device) {
      return new Tasmota("", device, List.of(), "Online", "Offline", "ON", "OFF");
    }
  }
}
