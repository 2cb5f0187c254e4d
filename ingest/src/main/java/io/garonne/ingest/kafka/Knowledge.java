package io.garonne.ingest.kafka;

import io.garonne.ingest.IngestSettings;
import io.garonne.ingest.decode.Announcement;
import io.garonne.ingest.decode.Announcements;
import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decoding needs beside the message, kept up with Kafka: zones of devices, and what devices
 * have announced, perhaps to another instance.
 */
public final class Knowledge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);

  private final Decoders decoders;
  private final DecodeContext context;
  private final Announcements announcements = new Announcements();
  private final Latest latest = new Latest(); // guarded by itself, together with what is learned
  private final List<TopicFollower> followers;

  public Knowledge(IngestSettings settings, Decoders decoders) {
    DeviceZones zones = new DeviceZones(settings.zone());
    this.decoders = decoders;
    this.context =
        DecodeContext.of(
            zones, announcements, settings.recordedHistory(), settings.maxPayloadBytes());
    Map<String, Object> kafka = settings.kafka();
    String clientId = settings.mqtt().clientId();
    this.followers =
        List.of(
            zones.follower(kafka, clientId),
            new TopicFollower(kafka, clientId, Topics.ANNOUNCEMENTS, "announcements", this::take));
  }

  /** Begins to read and returns at once. */
  public void start() {
    followers.forEach(TopicFollower::start);
  }

  /** Why not everything is known, or null. */
  public @Nullable String problem() {
    return followers.stream()
        .map(TopicFollower::problem)
        .filter(problem -> problem != null)
        .findFirst()
        .orElse(null);
  }

  /** Waits until what was in the topics at the start is known. */
  public boolean awaitLoaded(long millis) throws InterruptedException {
    for (TopicFollower follower : followers) {
      if (!follower.awaitLoaded(millis)) {
        return false;
      }
    }
    return true;
  }

  /** Decodes a message by what is known now. */
  public Decoding decode(InboundMessage message) {
    return decoders.decode(message, context);
  }

  /**
   * Learns at once, ahead of what Kafka will say: the next message may need it.
   *
   * @return why it was refused, or null
   */
  Decoding.@Nullable Rejected learn(Announcement said, InboundMessage message) {
    synchronized (latest) {
      if (said.isTakenBack() && !announcements.isAnnounced(said.topic())) {
        return null;
      }
      if (!latest.fromBroker(message)) {
        return null;
      }
      Decoding.Rejected refused = announcements.learn(said);
      if (refused != null) {
        latest.forget(said.topic());
      }
      return refused;
    }
  }

  @Override
  public void close() {
    followers.forEach(TopicFollower::close);
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    byte[] payload = each.value() == null ? new byte[0] : each.value();
    InboundMessage message =
        new InboundMessage(
            new String(each.key(), StandardCharsets.UTF_8), payload, true, each.timestamp());
    if (decode(message) instanceof Decoding.Announced said) {
      follow(said.announcement(), message, each.offset());
    }
  }

  private void follow(Announcement said, InboundMessage message, long offset) {
    synchronized (latest) {
      Decoding.Rejected refused =
          latest.fromKafka(message, offset) ? announcements.learn(said) : null;
      if (refused != null || !announcements.isAnnounced(said.topic())) {
        latest.forget(said.topic());
      }
      if (refused != null) {
        LOG.warn("not learned: {}: {}", said.topic(), refused.detail());
      }
    }
  }
}
