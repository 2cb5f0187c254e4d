package io.garonne.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaAccessTest {
  @Test
  void whatKafkasClientsHaveInCommonPassesThroughAndAClientsOwnSettingsWin(@TempDir Path directory)
      throws IOException {
    String line =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
            + " password=\"p\";";
    Path jaas = Files.writeString(directory.resolve("jaas"), line + "\n");
    KafkaAccess access =
        KafkaAccess.of(
            Map.of(
                "GARONNE_KAFKA_BOOTSTRAP", "elsewhere:1",
                "GARONNE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "GARONNE_KAFKA_REQUEST_TIMEOUT_MS", "1",
                "GARONNE_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString(),
                "PATH", "/bin"));
    assertThat(access.client("kafka:9092", Map.of("request.timeout.ms", 5000, "acks", "all")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", line,
                "request.timeout.ms", 5000,
                "acks", "all"));
    assertThat(access).asString().doesNotContain("Scram");
  }

  @Test
  void whatGuaranteesRestUponAndWhatNobodyKnowsIsRefusedWithoutItsValue() {
    KafkaAccess access =
        KafkaAccess.of(
            Map.of(
                "GARONNE_KAFKA_ACKS", "hidden-1",
                "GARONNE_KAFKA_ISOLATION_LEVEL", "hidden-2",
                "GARONNE_KAFKA_SASL_MECHANISMUS", "hidden-3",
                "GARONNE_KAFKA_RETRIES", "hidden-4"));
    assertThat(access.problems()).hasSize(4).noneMatch(problem -> problem.contains("hidden"));
    assertThatThrownBy(() -> access.client("kafka:9092", Map.of()))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void aPasswordInAMalformedJaasLineIsInNoProblem() {
    for (String malformed :
        List.of(
            "ScramLoginModule required password=\"Sup3r\"S3cret\";",
            "ScramLoginModule required password=Sup3r S3cret;",
            "alice Sup3rS3cret",
            "Sup3rS3cret")) {
      KafkaAccess access = KafkaAccess.of(Map.of("GARONNE_KAFKA_SASL_JAAS_CONFIG", malformed));
      assertThat(access.problems())
          .singleElement()
          .asString()
          .contains("GARONNE_KAFKA_SASL_JAAS_CONFIG")
          .doesNotContain("S3cret");
      assertThatThrownBy(() -> access.client("kafka:9092", Map.of()))
          .isInstanceOf(SettingsException.class)
          .hasNoCause();
    }
  }

  @Test
  void aJaasLineWithWhichAClientTriedForEverIsRefused() {
    String plain =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\"";
    for (String useless :
        List.of(
            plain + ";",
            "org.example.NoSuchModule required username=\"u\" password=\"S3cret\";",
            "S3cret required username=\"u\";",
            plain + " password=\"S3\ncret\";",
            plain + " password=\"S3cret\"")) {
      assertThat(KafkaAccess.of(Map.of("GARONNE_KAFKA_SASL_JAAS_CONFIG", useless)).problems())
          .as(useless)
          .singleElement()
          .asString()
          .startsWith("GARONNE_KAFKA_SASL_JAAS_CONFIG: ")
          .doesNotContain("cret");
    }
    assertThat(
            KafkaAccess.of(Map.of("GARONNE_KAFKA_SASL_JAAS_CONFIG", plain + "\n password=\"p w\";"))
                .problems())
        .isEmpty();
    assertThat(KafkaAccess.of(Map.of("GARONNE_KAFKA_SSL_KEYSTORE_PASSWORD", "S3\ncret")).problems())
        .singleElement()
        .asString()
        .contains("line end")
        .doesNotContain("S3");
  }
}
