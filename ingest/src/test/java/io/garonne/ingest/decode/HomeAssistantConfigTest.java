package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HomeAssistantConfigTest {
  private static final String LONG = "x".repeat(300);

  @Test
  void componentsWithoutEndAreRefusedAndNotLearned() {
    String components =
        IntStream.range(0, 4000).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(","));
    assertRefused(
        "{\"stat_t\":\"t\",\"dev\":{\"ids\":\"d\"},\"cmps\":{" + components + "}}",
        Reason.TOO_MANY);
  }

  @Test
  void namesAndTopicsWithoutEndAreRefused() {
    assertRefused(component("\"name\":\"" + LONG + "\""), Reason.BAD_NAME);
    assertRefused(component("\"uniq_id\":\"" + LONG + "\""), Reason.BAD_NAME);
    assertRefused(component("\"dev\":{\"ids\":[\"" + LONG + "\"]}"), Reason.BAD_NAME);
    assertRefused(component("\"stat_t\":\"" + LONG.repeat(4) + "\""), Reason.NOT_SUPPORTED);
    assertRefused(component("\"val_tpl\":\"" + LONG.repeat(4) + "\""), Reason.NOT_SUPPORTED);
    assertRefused(
        component("\"dev\":{\"ids\":[" + "\"a\",".repeat(20) + "\"a\"]}"), Reason.NOT_SUPPORTED);
  }

  @Test
  void whatComponentsShareIsNotCopiedForEachOfThem() {
    String components =
        IntStream.range(0, 500)
            .mapToObj(i -> "\"c" + i + "\":{\"p\":\"sensor\"}")
            .collect(Collectors.joining(","));
    String shared =
        IntStream.range(0, 3500)
            .mapToObj(i -> "\"s" + i + "\":[]")
            .collect(Collectors.joining(","));
    byte[] payload =
        ("{\"stat_t\":\"t\",\"dev\":{\"ids\":\"d\"},\"cmps\":{" + components + "}," + shared + "}")
            .getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 20; i++) {
            assertThat(announced(payload).refused()).isNull();
          }
        });
  }

  private static String component(String last) {
    return "{\"dev_cla\":\"power\",\"unit_of_meas\":\"W\",\"stat_t\":\"t\"," + last + "}";
  }

  private static void assertRefused(String config, Reason reason) {
    Decoding.Announced said = announced(config.getBytes(StandardCharsets.UTF_8));
    assertThat(said.refused()).isNotNull().extracting(Decoding.Rejected::reason).isEqualTo(reason);
    assertThat(said.announcement().isTakenBack()).isTrue();
  }

  private static Decoding.Announced announced(byte[] payload) {
    InboundMessage message =
        new InboundMessage("homeassistant/device/d/config", payload, true, 1_772_442_005_000L);
    String topic =
        new String(payload, StandardCharsets.UTF_8).contains("\"cmps\"")
            ? message.topic()
            : "homeassistant/sensor/d/config";
    return (Decoding.Announced)
        Decoders.standard()
            .decode(
                new InboundMessage(topic, payload, true, message.receivedAt()),
                DecodeContext.live(ZoneId.of("Europe/Paris")));
  }
}
