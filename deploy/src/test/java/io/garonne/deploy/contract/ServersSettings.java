package io.garonne.deploy.contract;

/** What every environment sets alike. */
final class ServersSettings {
  /** Of the broker, besides where it listens and keeps its data. */
  static final String MOSQUITTO =
      """
      allow_anonymous true
      persistence true
      max_queued_messages 0
      max_queued_bytes 0
      max_inflight_messages 200""";

  private ServersSettings() {}
}
