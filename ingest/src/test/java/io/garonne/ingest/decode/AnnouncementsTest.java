package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private final Announcements announcements = new Announcements();

  @Test
  void whileItIsLearnedAgainAReaderNeverFindsNothing() throws InterruptedException {
    announcements.learn(announcement("c", entity("d", "0")));
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger gaps = new AtomicInteger();
    Thread reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                if (announcements.entities("t").isEmpty() || !announcements.knows("t")) {
                  gaps.incrementAndGet();
                }
              }
            });
    reader.start();
    for (int i = 0; i < 50_000; i++) {
      announcements.learn(announcement("c", entity("d", String.valueOf(i % 2))));
    }
    stop.set(true);
    reader.join();
    assertThat(gaps).hasValue(0);
    assertThat(announcements.entities("t")).containsExactly(entity("d", "1"));
  }

  @Test
  void moreConfigurationsThanALargeSiteHasAreRefusedAndChangesAreNot() {
    for (int i = 0; i < Announcements.MAX_TOPICS; i++) {
      assertThat(announcements.learn(own(i, "0"))).isNull();
    }
    assertThat(announcements.learn(own(Announcements.MAX_TOPICS, "0")))
        .extracting(Decoding.Rejected::reason)
        .isEqualTo(Reason.TOO_MANY);
    assertThat(announcements.knows("t" + Announcements.MAX_TOPICS)).isFalse();
    assertThat(announcements.learn(own(0, "changed"))).isNull();
    assertThat(announcements.entities("t0")).extracting(Entity::channel).containsExactly("changed");
  }

  @Test
  void aMadGatewayCannotPileUpEntitiesUnderOneTopic() {
    for (int i = 0; i < Announcements.MAX_TOGETHER; i++) {
      assertThat(announcements.learn(announcement("c" + i, entity("d" + i, "0")))).isNull();
    }
    assertThat(announcements.learn(announcement("one more", entity("e", "0")))).isNotNull();
    assertThat(announcements.entities("t")).hasSize(Announcements.MAX_TOGETHER);
  }

  @Test
  void norUnderOneDevice() {
    Entity[] entities =
        IntStream.rangeClosed(0, Announcements.MAX_TOGETHER)
            .mapToObj(
                i ->
                    new Entity("d", "" + i, false, "t" + i, ValueTemplate.Path.PAYLOAD, measures()))
            .toArray(Entity[]::new);
    assertThat(announcements.learn(announcement("c", entities))).isNotNull();
    assertThat(announcements.measured("d")).isEmpty();
  }

  private static Announcement own(int i, String channel) {
    return announcement(
        "c" + i,
        new Entity("d" + i, channel, true, "t" + i, ValueTemplate.Path.PAYLOAD, measures()));
  }

  private static Announcement announcement(String topic, Entity... entities) {
    return new Announcement.Entities(topic, List.of(entities), List.of());
  }

  private static Entity entity(String device, String channel) {
    return new Entity(device, channel, true, "t", ValueTemplate.Path.PAYLOAD, measures());
  }

  private static Entity.Use measures() {
    return new Entity.Use.Measures(Unit.WATT);
  }
}
