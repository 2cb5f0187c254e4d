package io.garonne.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.ingest.decode.InboundMessage;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

class ArrivalTest {
  private static final Instant NOW = Instant.parse("2026-11-27T19:00:00Z");

  private static InboundMessage arrived(UserProperty... said) {
    MqttMessage message = new MqttMessage(new byte[] {1});
    MqttProperties properties = new MqttProperties();
    properties.setUserProperties(List.of(said));
    message.setProperties(properties);
    return Arrival.of("t", message, NOW.toEpochMilli());
  }

  private static Instant claiming(String time) {
    return Instant.ofEpochMilli(arrived(new UserProperty(Arrival.RECEIVED_AT, time)).receivedAt());
  }

  @Test
  void aMessageThatIsBroughtAgainArrivedWhenItFirstDid() {
    Instant first = NOW.minusSeconds(400L * 86_400);
    assertThat(claiming(first.toString())).isEqualTo(first);
    assertThat(claiming(NOW.toString())).isEqualTo(NOW);
    assertThat(arrived(new UserProperty(Arrival.RETAINED, "true")).retained()).isTrue();
  }

  @Test
  void nobodyCanClaimMoreThanADevicesOwnTimeCould() {
    assertThat(claiming(NOW.plusMillis(1).toString())).isEqualTo(NOW);
    assertThat(claiming(NOW.minusSeconds(400L * 86_400 + 1).toString())).isEqualTo(NOW);
    for (String nonsense : List.of("", "yesterday", "1e9", "+999999999-12-31T23:59:59.999Z")) {
      assertThat(claiming(nonsense)).isEqualTo(NOW);
    }
    assertThat(arrived(new UserProperty("other", "x")).retained()).isFalse();
    assertThat(Arrival.of("t", new MqttMessage(new byte[0]), 7).receivedAt()).isEqualTo(7);
  }
}
