package io.garonne.deploy.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plug in a town hall that says what its register shows, and what becomes of it. */
public final class OnePlug {
  private static final String INVENTORY = "device,site,equipment_class\nplug-1,town hall,pc\n";
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String kafka;
  private final URI mqtt;
  private final @Nullable URI influx;

  public OnePlug(String kafka, String mqtt, @Nullable URI influx) {
    this.kafka = kafka;
    this.mqtt = URI.create(mqtt);
    this.influx = influx;
  }

  /** Says where it stands. */
  public OnePlug described() throws Exception {
    try (InventoryPublisher inventory = new InventoryPublisher(kafka)) {
      inventory.publish(
          InventoryTable.parse(INVENTORY, "inventory.csv", ZoneId.of("Europe/Paris")).devices());
    }
    return this;
  }

  /** Sends one state of the register; returns when the broker has it. */
  public void says(Instant at, double wattHours) throws Exception {
    String payload = "{\"at\":\"%s\",\"energyWh\":%s,\"powerW\":60}".formatted(at, wattHours);
    try (MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(mqtt, "plug-1"))) {
      publisher.publish("garonne/plug-1", payload.getBytes(UTF_8), () -> {});
      assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();
    }
  }

  /** Waits until its site's days add up to so much energy. */
  public void awaitTotal(long millijoules) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(siteEnergy()).isEqualTo(millijoules));
  }

  /** Waits until InfluxDB has that sum. */
  public void awaitPoint(long millijoules) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(points()).contains("," + millijoules + "]"));
  }

  private long siteEnergy() {
    return TotalsReader.read(
            kafka,
            Topics.TOTALS,
            total ->
                total.period() == Period.DAY
                    && "town hall".equals(total.scope().site())
                    && total.scope().equipmentClass() == null)
        .stream()
        .mapToLong(Total::measured)
        .sum();
  }

  private String points() throws Exception {
    String query =
        "SELECT sum(\"energy_mj\") FROM \"totals\".\"energy\""
            + " WHERE \"scope\"='site' AND \"site\"='town hall' AND \"period\"='day'";
    URI uri =
        Objects.requireNonNull(influx)
            .resolve("/query?db=garonne&q=" + URLEncoder.encode(query, UTF_8));
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
