package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the topics to others: asyncapi.yaml and the schemas. */
class AsyncApiTest {
  private static final Path DOCUMENT = AsyncApi.SCHEMAS.resolve("asyncapi.yaml");

  @Test
  void theDescriptionOfTheTopicsIsWhatTheirSchemasAndSettingsSay() throws Exception {
    String made = AsyncApi.yaml();
    if (Boolean.getBoolean("garonne.asyncapi.write")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("if this is meant: run this test with -Dgaronne.asyncapi.write=true")
        .isEqualTo(made);
  }

  @Test
  void everyGoldenRecordIsWhatItsSchemaSaysAndEverySchemaHasOne() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    List<Path> schemas = AsyncApi.schemas();
    Set<Path> used = new HashSet<>();
    try (Stream<Path> golden = Files.list(Path.of("src/test/resources/wire"))) {
      for (Path record : golden.toList()) {
        Path of =
            schemas.stream()
                .filter(s -> record.getFileName().toString().startsWith(AsyncApi.name(s) + "."))
                .max(Comparator.comparingInt(s -> AsyncApi.name(s).length()))
                .orElseThrow(() -> new AssertionError(record + " has no schema"));
        used.add(of);
        Schema schema =
            registry.getSchema(
                SchemaLocation.of("https://garonne.example/schemas/" + of.getFileName()),
                Files.readString(of),
                InputFormat.JSON);
        assertThat(
                schema.validate(
                    Files.readString(record),
                    InputFormat.JSON,
                    context ->
                        context.executionConfig(config -> config.formatAssertionsEnabled(true))))
            .as(record.toString())
            .isEmpty();
      }
    }
    assertThat(used).containsExactlyInAnyOrderElementsOf(schemas);
  }
}
