package io.garonne.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldPlace.Store;
import io.garonne.model.privacy.FieldTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.publish.AsOf;
import io.garonne.publish.Estate;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.alert.AlertsCsv;
import io.garonne.publish.device.DevicesCsv;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.indicator.IndicatorsCsv;
import io.garonne.publish.ledger.LedgerCsv;
import io.garonne.publish.live.LiveCsv;
import io.garonne.publish.night.Models;
import io.garonne.publish.night.NightsCsv;
import io.garonne.publish.page.Declaration;
import io.garonne.publish.page.Page;
import io.garonne.publish.room.RoomLines;
import io.garonne.publish.schedule.ScheduleCsv;
import io.garonne.publish.view.EstateView;
import io.garonne.publish.view.View;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown over HTTP and written as CSV, held to the table of fields. */
class FieldTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOMEBODY = "somebody-of-their-own";
  private static final String STAFF = "ada-of-the-staff";
  private static final Set<String> OF_STAFF = Set.of("author", "by", "decidedBy", "note", "reason");
  private static final Pattern COLUMNS = Pattern.compile("List<String> [A-Z_]*COLUMNS");

  /** Exports are held to the table where they are made. */
  private static final Map<Class<?>, String> LISTS =
      Map.of(
          TotalsCsv.class, "totals",
          DevicesCsv.class, "devices",
          LiveCsv.class, "live",
          AlertsCsv.class, "alerts",
          NightsCsv.class, "nights",
          Models.class, "models",
          LedgerCsv.class, "ledger",
          ScheduleCsv.class, "schedule",
          IndicatorsCsv.class, "indicators",
          RoomLines.class, "rooms");

  private final FieldTable table = FieldTableCsv.read();

  @Test
  void everyColumnIsClassifiedAndNoOther() throws Exception {
    for (var list : LISTS.entrySet()) {
      Set<String> columns = new TreeSet<>();
      for (Field field : list.getKey().getDeclaredFields()) {
        if (field.getName().endsWith("COLUMNS")) {
          field.setAccessible(true);
          ((Collection<?>) field.get(null)).forEach(column -> columns.add((String) column));
        }
      }
      FieldPlace place = new FieldPlace(Store.CSV, list.getValue());
      assertThat(table.fields(place).keySet()).as(place.toString()).isEqualTo(columns);
    }
    assertThat(
            table.places(Store.CSV).stream()
                .map(FieldPlace::name)
                .filter(list -> !list.equals("export"))
                .filter(list -> !list.startsWith("state-") && !list.startsWith("open-data-")))
        .containsExactlyInAnyOrderElementsOf(LISTS.values());
    Set<String> known =
        Stream.concat(LISTS.keySet().stream(), Stream.of(AsOf.class))
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(writers()).as("classes with columns").isEqualTo(known);
  }

  @Test
  void whateverTheTopicsSayOfAPersonalDeviceNoAnswerNamesIt() throws Exception {
    assertThat(naming(SOMEBODY, true)).isEmpty();
    // The same of a device that is nobody's own is shown: the records got there.
    assertThat(naming(SOMEBODY, false))
        .contains(
            "analyst /api/v1/alerts",
            "operator /api/v1/live",
            "operator /pipeline",
            "analyst /alerts");
  }

  @Test
  void whoDecidedOrDidSomethingIsNotToldToThePublic() throws Exception {
    assertThat(naming(STAFF, false))
        .contains("analyst /printers")
        .noneMatch(where -> where.startsWith("public"));
  }

  /** Who finds a name where, if all topics that are followed say what they can of it. */
  private Set<String> naming(String name, boolean personal) throws Exception {
    Set<String> naming = new TreeSet<>();
    try (ApiFixture fixture = new ApiFixture()) {
      if (personal) {
        fixture.views.devices().take(SOMEBODY, DeviceJson.write(Estate.person(SOMEBODY, "mairie")));
      }
      // Of the estate it is only counted how many use something.
      fixture.views.estate().take("assets|" + name + "|", EstateLineJson.write(usedByTwo(name)));
      for (View view : fixture.views.all()) {
        if (view instanceof EstateView) {
          continue;
        }
        for (Path golden : golden(view.topic().topic())) {
          JsonNode value = JSON.readTree(Files.readAllBytes(golden));
          if (ofSomebody(golden, value, personal)) {
            String key = value.path("kind").asText() + "|" + SOMEBODY;
            view.take(key, JSON.writeValueAsBytes(value));
          }
        }
      }
      Page page =
          new Page(
              () -> fixture.views, Map::of, Estate.CLOCK, Estate.PARIS, Declaration.NONE, List::of);
      for (Role role : List.of(Role.PUBLIC, Role.ANALYST, Role.OPERATOR)) {
        for (String path : fixture.api.routes().keySet()) {
          for (String more :
              List.of("", "?state=all", "?kind=device", "?kind=channel", "?format=csv")) {
            if (fixture.get(role, path + more).body().contains(name)) {
              naming.add(role.label() + " " + path);
            }
          }
        }
        for (var route : page.routes().entrySet()) {
          // A stream that does not end, and a page of one figure.
          boolean whole = !route.getKey().equals("/events") && !route.getKey().equals("/explain/");
          if (whole && role.reaches(route.getValue().least())) {
            Request request =
                new Request(route.getKey(), Map.of("lang", "fr"), "text/html", "fr", role);
            byte[] body = route.getValue().handler().answer(request).body();
            if (new String(body, StandardCharsets.UTF_8).contains(name)) {
              naming.add(role.label() + " " + route.getKey());
            }
          }
        }
      }
    }
    return naming;
  }

  /** Names somebody in every personal field of a record, and says whether it is theirs. */
  private boolean ofSomebody(Path golden, JsonNode value, boolean personal) {
    String name = golden.getFileName().toString().replaceAll("(\\.figure|\\.line)?\\.golden.*", "");
    boolean any = false;
    for (String field : table.fields(new FieldPlace(Store.TOPIC, name), FieldClass.PERSONAL)) {
      List<String> path = List.of(field.split("\\.", -1));
      String whom = OF_STAFF.contains(path.getLast()) ? STAFF : SOMEBODY;
      for (JsonNode parent : value.findParents(path.getLast())) {
        JsonNode old = parent.get(path.getLast());
        ((ObjectNode) parent)
            .set(
                path.getLast(),
                old.isArray()
                    ? JSON.createArrayNode().add(whom)
                    : JSON.getNodeFactory().textNode(whom));
        any = true;
      }
    }
    for (JsonNode parent : value.findParents("personal")) {
      if (parent.get("personal").isBoolean()) {
        ((ObjectNode) parent).put("personal", personal);
      }
    }
    return any;
  }

  private static EstateLine usedByTwo(String name) {
    Map<String, String> cells =
        Map.of(
            "asset", name, "room", name, "equipment_class", "pc", "site", "mairie", "users", "2");
    return EstateLine.of(EstateTable.ASSETS, cells, "test");
  }

  private static List<Path> golden(String topic) throws Exception {
    try (Stream<Path> files = Files.list(Path.of("../model/src/test/resources/wire"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(topic + ".")).toList();
    }
  }

  private static Set<String> writers() throws Exception {
    Set<String> writers = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (COLUMNS.matcher(Files.readString(file)).find()) {
          writers.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    return writers;
  }
}
