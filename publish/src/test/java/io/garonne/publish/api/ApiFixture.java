package io.garonne.publish.api;

import com.sun.net.httpserver.HttpServer;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.http.Access;
import io.garonne.publish.http.AccessSettings;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Exchanges;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Users;
import io.garonne.publish.indicator.InventedProgramme;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The API over real HTTP and an estate in memory; a header says the role. */
final class ApiFixture implements AutoCloseable {
  static final String ROLE = "X-Garonne-Role";

  final Views views = estate();
  final Api api = new Api(() -> views, Estate.CLOCK);
  final RawHttp http;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ApiFixture() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Access access = new Access(new AccessSettings(Users.NONE, ROLE, Set.of()), Estate.CLOCK);
    server.createContext(
        "/",
        new Exchanges(
            api.routes(),
            access,
            (status, detail, language) -> Answer.problem(status, detail),
            (path, status) -> {}));
    server.setExecutor(threads);
    server.start();
    http = new RawHttp(server.getAddress());
  }

  /** Asks as somebody. */
  RawHttp.Answer get(Role role, String target) throws IOException {
    return http.send("GET", target, Map.of(ROLE, role.label()));
  }

  RawHttp.Answer send(String method, String target, Map<String, String> headers, Role role)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put(ROLE, role.label());
    return http.send(method, target, all);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The usual one with months, a rack, devices in every state, alerts, and a programme. */
  private static Views estate() {
    Views views = Estate.usual();
    for (int month = 1; month <= 9; month++) {
      for (String site : List.of("hotel-de-ville", "salle-serveurs")) {
        for (String equipmentClass : List.of("server", "switch", "pc")) {
          Estate.put(
              views,
              Samples.total(
                  Period.MONTH, "2025-0" + month + "-10T00:00:00Z", site, equipmentClass, null, 7));
        }
      }
    }
    for (int i = 0; i < 5; i++) {
      String pdu = "pdu-" + i;
      views.devices().take(pdu, DeviceJson.write(pdu(pdu)));
      if (i != 2) {
        live(views, LivePower.Kind.DEVICE, pdu, "r1", "salle-serveurs", "pdu");
      }
    }
    live(views, LivePower.Kind.DEVICE, "shelly 'é'", null, "unassigned", "unknown");
    live(views, LivePower.Kind.CHANNEL, "pdu-1", "r1", "salle-serveurs", null);
    live(views, LivePower.Kind.RACK, null, "r1", "salle-serveurs", null);
    alert(views, "overload-1", Alert.Kind.OVERLOAD, place("pdu-1", false), null);
    alert(views, "device-silent-1", Alert.Kind.DEVICE_SILENT, place("pdu-2", false), null);
    alert(views, "device-silent-2", Alert.Kind.DEVICE_SILENT, place(Estate.DESK, true), null);
    alert(views, "site-silent-1", Alert.Kind.SITE_SILENT, Place.site("mairie"), Estate.NOW - 1);
    InventedProgramme.published(true, true)
        .byId()
        .forEach((id, one) -> views.indicators().take(id, IndicatorJson.write(one)));
    return views;
  }

  private static Device pdu(String name) {
    return new Device(
        name,
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "dsi",
                "salle-serveurs",
                "pdu",
                Estate.PARIS,
                "r1",
                true,
                false,
                MeterProfile.DEFAULT)));
  }

  private static void live(
      Views views,
      LivePower.Kind kind,
      @Nullable String device,
      @Nullable String rack,
      String site,
      @Nullable String equipmentClass) {
    LivePower p =
        new LivePower(
            kind,
            device,
            kind == LivePower.Kind.CHANNEL ? "L1" : null,
            rack,
            site,
            equipmentClass,
            false,
            512_345,
            Estate.NOW - 2_000,
            1,
            kind == LivePower.Kind.CHANNEL ? 2_200L : null,
            kind == LivePower.Kind.CHANNEL ? 230_000L : null,
            device == null ? null : "tasmota");
    views.live().take(p.key(), LivePowerJson.write(p));
  }

  private static Place place(String device, boolean personal) {
    return new Place("salle-serveurs", null, null, device, null, personal);
  }

  private static void alert(
      Views views, String id, Alert.Kind kind, Place place, @Nullable Long ended) {
    Alert alert =
        new Alert(
            id,
            kind,
            kind == Alert.Kind.OVERLOAD ? Severity.CRITICAL : Severity.WARNING,
            place,
            Estate.NOW - 60_000,
            ended,
            kind == Alert.Kind.OVERLOAD ? 4_000_000L : null,
            kind == Alert.Kind.OVERLOAD ? 3_680_000L : null,
            kind == Alert.Kind.OVERLOAD ? "mW" : null,
            0,
            List.of(),
            "=HYPERLINK(\"x\")",
            null,
            false,
            1,
            "",
            null);
    views.alerts().take(id, AlertJson.write(alert));
  }
}
