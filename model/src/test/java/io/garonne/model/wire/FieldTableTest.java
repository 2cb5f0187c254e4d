package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.inventory.Column;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldPlace.Store;
import io.garonne.model.privacy.FieldTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every field of the topics and of the estate is classified, and nothing else is. */
class FieldTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANGED = "classify it in io/garonne/model/privacy/fields.csv: %s";

  private final FieldTable table = FieldTableCsv.read();

  @Test
  void everyFieldOfEveryTopicIsClassifiedAndNoOther() throws Exception {
    Set<FieldPlace> places = new TreeSet<>();
    for (Path file : AsyncApi.schemas()) {
      FieldPlace place = new FieldPlace(Store.TOPIC, AsyncApi.name(file));
      places.add(place);
      JsonNode schema = JSON.readTree(Files.readAllBytes(file));
      Set<String> leaves = new TreeSet<>();
      leaves(schema, "", leaves, schema);
      assertThat(table.fields(place).keySet()).as(CHANGED, place).isEqualTo(leaves);
    }
    AsyncApi.RAW.forEach(
        (topic, raw) -> {
          FieldPlace place = new FieldPlace(Store.TOPIC, topic.topic());
          places.add(place);
          Set<String> fields = new TreeSet<>(raw.headers());
          fields.add("value");
          if (!raw.key().isEmpty()) {
            fields.add("key");
          }
          assertThat(table.fields(place).keySet()).as(CHANGED, place).isEqualTo(fields);
        });
    assertThat(table.places(Store.TOPIC)).isEqualTo(places);
  }

  @Test
  void everyColumnOfEveryTableOfTheEstateIsClassifiedAndNoOther() {
    Set<FieldPlace> places = new TreeSet<>();
    for (EstateTable of : EstateTable.values()) {
      FieldPlace place = new FieldPlace(Store.ESTATE, of.label());
      places.add(place);
      assertThat(table.fields(place).keySet())
          .as(CHANGED, place)
          .isEqualTo(of.columns().stream().map(Column::name).collect(Collectors.toSet()));
    }
    assertThat(table.places(Store.ESTATE)).isEqualTo(places);
  }

  @Test
  void whoDidSomethingAndWhatTheyWroteIsPersonalWhereverItStands() {
    Set<String> ofPeople =
        Set.of("author", "by", "decided_by", "approved_by", "decidedBy", "note", "reason");
    for (Store store : Store.values()) {
      for (FieldPlace place : table.places(store)) {
        for (String field : table.fields(place).keySet()) {
          String last = Arrays.asList(field.split("\\.", -1)).getLast();
          // Of dead letters and of the ledger it is a word of Garonne's own.
          boolean word = last.equals("reason") && place.name().matches(".*deadletters.*|ledger");
          if (ofPeople.contains(last) && !word) {
            assertThat(table.fields(place).get(field))
                .as(place + " " + field)
                .isEqualTo(FieldClass.PERSONAL);
          }
        }
      }
    }
  }

  @Test
  void nothingThatGoesToInfluxDbIsPersonal() {
    for (FieldPlace place : table.places(Store.INFLUX)) {
      assertThat(table.fields(place, FieldClass.PERSONAL)).as(place.toString()).isEmpty();
    }
  }

  /** Properties that have none below them; a property of a list's items is as one of the list. */
  private static boolean leaves(JsonNode schema, String path, Set<String> out, JsonNode root) {
    boolean any = false;
    String ref = schema.path("$ref").asText();
    if (ref.startsWith("#/")) {
      any = leaves(root.at(ref.substring(1)), path, out, root);
    }
    for (String choice : Set.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode each : schema.path(choice)) {
        any |= leaves(each, path, out, root);
      }
    }
    for (var property : schema.path("properties").properties()) {
      any = true;
      String name = path + property.getKey();
      if (!leaves(property.getValue(), name + ".", out, root)) {
        out.add(name);
      }
    }
    any |= schema.has("items") && leaves(schema.path("items"), path, out, root);
    return any;
  }
}
