package io.garonne.deploy.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.service.Readiness;
import io.garonne.service.SettingsException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainTest {
  private static final long WATT_HOUR = 3_600_000;

  @TempDir Path directory;

  @Test
  void aMessageBecomesATotalAndAPointAndARestartGoesOnWhereItWas() throws Exception {
    ChainSettings settings = ChainSettings.on(directory);
    Instant now = Instant.now();
    try (Chain chain = Chain.start(settings)) {
      @Nullable URI influx = chain.influxUri().orElse(null);
      OnePlug plug = new OnePlug(chain.kafkaBootstrap(), chain.mqttUri(), influx).described();
      plug.says(now.minusSeconds(180), 1000);
      plug.says(now.minusSeconds(120), 1001);
      plug.awaitTotal(WATT_HOUR);
      if (influx != null) {
        plug.awaitPoint(WATT_HOUR);
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> allReady(chain));
      assertThat(status(chain.httpUri().resolve("ready"))).isEqualTo(200);
      assertThat(status(chain.httpUri())).isEqualTo(200);
      assertThat(chain.failure()).isNull();
      assertThatThrownBy(() -> Chain.start(settings))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("in use by another Garonne");
    }
    try (Chain chain = Chain.start(settings)) {
      OnePlug plug =
          new OnePlug(chain.kafkaBootstrap(), chain.mqttUri(), chain.influxUri().orElse(null));
      plug.awaitTotal(WATT_HOUR);
      plug.says(now.minusSeconds(60), 1002.5);
      plug.awaitTotal(2 * WATT_HOUR + WATT_HOUR / 2);
    }
  }

  @Test
  void aWrongSettingEndsTheStartAndLeavesNothingRunning() {
    ChainSettings wrong =
        ChainSettings.on(directory)
            .influx(new ChainSettings.Influx.None())
            .set("streams.horizon", "long")
            .set("mqtt.uri", "gopher://x");
    assertThatThrownBy(() -> Chain.start(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("streams.horizon")
        .hasMessageContaining("mqtt.uri");
    Chain.start(ChainSettings.on(directory).stages(java.util.Set.of())).close();
  }

  private static boolean allReady(Chain chain) {
    return chain.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance);
  }

  private static int status(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
