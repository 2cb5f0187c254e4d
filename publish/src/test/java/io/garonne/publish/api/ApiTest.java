package io.garonne.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.calendar.Period;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.http.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LISTS =
      List.of(
          "totals?period=month",
          "totals?period=day",
          "live?kind=site-class",
          "live?kind=device",
          "indicators?month=2026-09",
          "alerts?state=all",
          "devices");

  private ApiFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new ApiFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void slicesOneAfterTheOtherAreTheWholeListInItsOrder() throws Exception {
    for (String list : LISTS) {
      List<JsonNode> whole = items(fixture.get(Role.TECHNICIAN, "/api/v1/" + list));
      assertThat(whole).as(list).hasSizeGreaterThan(2);
      for (int limit : List.of(1, 2, whole.size(), whole.size() + 1)) {
        String more = list.contains("?") ? "&limit=" : "?limit=";
        assertThat(walk("/api/v1/" + list + more + limit)).as(list).isEqualTo(whole);
      }
    }
  }

  @Test
  void whatComesInBetweenShiftsNothing() throws Exception {
    RawHttp.Answer first = fixture.get(Role.PUBLIC, "/api/v1/totals?period=month&limit=5");
    List<JsonNode> rest = walk(next(first));
    Estate.put(
        fixture.views,
        Samples.total(Period.MONTH, "2024-12-10T00:00:00Z", "hotel-de-ville", "pc", null, 7));
    assertThat(walk(next(first))).isEqualTo(rest);
  }

  @Test
  void aSliceAsCsvHasTheSameLinesAndTheSameNext() throws Exception {
    RawHttp.Answer json = fixture.get(Role.OPERATOR, "/api/v1/devices?limit=3");
    RawHttp.Answer csv = fixture.get(Role.OPERATOR, "/api/v1/devices?limit=3&format=csv");
    assertThat(csv.body().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(
            items(json).stream().map(d -> d.path("device").asText()).toList());
    assertThat(csv.header("Link").replace("&format=csv", "").replace("format=csv&", ""))
        .isEqualTo(json.header("Link"));
  }

  @Test
  void anUnchangedAnswerIsNotSentAgain() throws Exception {
    for (String path : fixture.api.routes().keySet()) {
      String target = path.endsWith("/") ? path + "energy.live.v1.schema.json" : path;
      String tag = fixture.get(Role.TECHNICIAN, target).header("ETag");
      RawHttp.Answer again =
          fixture.send("GET", target, Map.of("If-None-Match", tag), Role.TECHNICIAN);
      assertThat(again.status()).as(target).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @Test
  void aPersonalDeviceIsNamedToTechniciansOnlyWithItsFaultAndNothingOfItsUse() throws Exception {
    for (Role role : Role.values()) {
      for (String list : List.of("alerts?state=all", "devices?limit=99", "live?kind=device")) {
        for (String format : List.of("&format=json", "&format=csv")) {
          String body = fixture.get(role, "/api/v1/" + list + format).body();
          boolean named = role == Role.TECHNICIAN && !list.startsWith("live");
          assertThat(body.contains(Estate.DESK)).as(role + " " + list + format).isEqualTo(named);
        }
      }
    }
    assertThat(fixture.get(Role.TECHNICIAN, "/api/v1/devices?name=desk&format=csv").body().lines())
        .element(1)
        .isEqualTo(Estate.DESK + ",odd,true,mairie-annexe,,,pc,,,,device-silent-2");
  }

  @Test
  void devicesThatNeedSomebodyComeFirst() throws Exception {
    assertThat(items(fixture.get(Role.OPERATOR, "/api/v1/devices")))
        .extracting(d -> d.path("device").asText() + " " + d.path("state").asText())
        .containsExactly(
            "shelly 'é' unknown",
            "pdu-2 silent",
            "pdu-1 odd",
            "pdu-0 live",
            "pdu-3 live",
            "pdu-4 live");
  }

  @Test
  void whoMayNotSeeItIsToldWhichRoleMay() throws Exception {
    RawHttp.Answer refused = fixture.get(Role.ANALYST, "/api/v1/live?kind=device");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("for the role operator", "yours is analyst");
    assertThat(fixture.get(Role.ANALYST, "/api/v1/ledger").body()).doesNotContain("records");
    assertThat(fixture.get(Role.OPERATOR, "/api/v1/ledger").body()).contains("\"records\":[{");
  }

  private List<JsonNode> walk(String first) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    String target = first;
    while (!target.isEmpty()) {
      RawHttp.Answer answer = fixture.get(Role.TECHNICIAN, target);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      all.addAll(items(answer));
      target = next(answer);
    }
    return all;
  }

  private static String next(RawHttp.Answer answer) {
    return answer.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
  }

  private static List<JsonNode> items(RawHttp.Answer answer) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode field : JSON.readTree(answer.body())) {
      field.forEach(items::add);
    }
    return items;
  }
}
