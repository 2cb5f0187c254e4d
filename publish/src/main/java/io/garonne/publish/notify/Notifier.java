package io.garonne.publish.notify;

import io.garonne.service.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of alerts by the channels that are set, each for itself, and gives the sign of life.
 * Reads the topic of alerts, and writes none.
 */
public final class Notifier implements AutoCloseable {
  private final HttpClient client;
  private final List<ChannelFollower> followers = new ArrayList<>();
  private final @Nullable Heartbeat heartbeat;

  /**
   * Not yet started.
   *
   * @param bootstrap Kafka, {@code host:port[,host:port…]}
   * @param zone of the times that are told
   * @param stages readiness of the stages in this process by name
   */
  public Notifier(
      NotifySettings settings,
      String bootstrap,
      ZoneId zone,
      Supplier<Map<String, Readiness>> stages,
      MeterRegistry registry) {
    this(settings, bootstrap, zone, stages, registry, Pace.STANDARD);
  }

  Notifier(
      NotifySettings settings,
      String bootstrap,
      ZoneId zone,
      Supplier<Map<String, Readiness>> stages,
      MeterRegistry registry,
      Pace pace) {
    NotifyMetrics metrics = new NotifyMetrics(registry);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(pace.patience())
            .build();
    List<Channel> channels = new ArrayList<>();
    if (settings.mqtt() != null) {
      channels.add(
          new MqttChannel(
              settings.mqtt(), pace.patience(), new NoticeText(settings.language(), zone)));
    }
    if (settings.webhook() != null) {
      channels.add(
          new WebhookChannel(
              settings.webhook(),
              client,
              pace.patience(),
              new NoticeText(settings.language(), zone)));
    }
    if (settings.mail() != null) {
      channels.add(
          new MailChannel(
              settings.mail(),
              pace.patience(),
              new NoticeText(settings.language(), zone),
              zone,
              InstantSource.system()));
    }
    for (Channel channel : channels) {
      followers.add(new ChannelFollower(bootstrap, settings.group(), channel, pace, metrics));
    }
    this.heartbeat =
        settings.heartbeat() == null
            ? null
            : new Heartbeat(settings.heartbeat(), client, stages, pace, metrics);
  }

  /** Begins; returns at once. */
  public void start() {
    followers.forEach(ChannelFollower::start);
    if (heartbeat != null) {
      heartbeat.start();
    }
  }

  /** Ready when every channel is. */
  public Readiness readiness() {
    return followers.stream()
        .map(ChannelFollower::readiness)
        .filter(Readiness.NotReady.class::isInstance)
        .findFirst()
        .orElse(Readiness.ready());
  }

  @Override
  public void close() {
    if (heartbeat != null) {
      heartbeat.close();
    }
    followers.forEach(ChannelFollower::stop);
    followers.forEach(ChannelFollower::close);
    client.shutdownNow();
  }
}
