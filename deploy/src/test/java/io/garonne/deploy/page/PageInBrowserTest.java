package io.garonne.deploy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.deploy.simulate.SimulationPlan;
import io.garonne.deploy.simulate.TwinSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page over a running chain with the twin, in Chromium: what {@code src/test/browser/page.mjs}
 * looks at. Screenshots of every view are in {@code target/page} for whoever wants to see them.
 */
final class PageInBrowserTest {
  @TempDir Path directory;

  @Test
  void peopleCanUseThePageWithEverythingTheyHave() throws Exception {
    Browser browser = Browser.find();
    assumeTrue(browser.missing().isEmpty(), "not run: " + browser.missing());
    ChainSettings settings =
        ChainSettings.on(directory)
            .ports(0, 0, 0)
            .stages(Set.of("ingest", "streams", "publish"))
            .influx(new ChainSettings.Influx.None());
    try (Chain chain = Chain.start(settings)) {
      TwinSource twin =
          new TwinSource(
              URI.create(chain.mqttUri()),
              SimulationPlan.of(
                      new SimulationPlan.Wish(
                          1,
                          60,
                          4,
                          ZoneId.of("Europe/Paris"),
                          null,
                          Duration.ofSeconds(5),
                          null,
                          null,
                          null,
                          null,
                          ""),
                      Instant.now())
                  .spec(),
              new SimpleMeterRegistry());
      try (InventoryPublisher inventory = new InventoryPublisher(chain.kafkaBootstrap())) {
        inventory.publish(twin.inventory());
      }
      twin.start();
      try {
        awaitFigures(chain.httpUri());
        Browser.Outcome outcome = browser.drive(chain.httpUri());
        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said().lines().filter(line -> line.startsWith("ok")))
            .hasSizeGreaterThan(20);
      } finally {
        twin.close();
      }
    }
  }

  /** Waits until there are racks, a day and the indicators' first word. */
  private static void awaitFigures(URI page) {
    HttpClient http = HttpClient.newHttpClient();
    for (String path : List.of("/?site=datacentre", "/energy", "/target")) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                HttpResponse<String> answer =
                    http.send(
                        HttpRequest.newBuilder(page.resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
                String html = answer.body();
                return answer.statusCode() == 200
                    && switch (path) {
                      case "/energy" -> html.contains("<td class=\"n\">");
                      case "/target" -> html.contains("/explain/");
                      default -> html.contains("rack=");
                    };
              });
    }
  }
}
