package io.garonne.deploy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.garonne.service.KafkaAccess;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** The table of modules in the design, kept by the build. */
final class LayeringTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.garonne");

  private static final String ALL = "io.garonne..";
  private static final String MODEL = "io.garonne.model..";
  private static final String WIRE = "io.garonne.model.wire..";
  private static final String SERVICE = "io.garonne.service..";
  private static final String INGEST = "io.garonne.ingest..";
  private static final String STREAMS = "io.garonne.streams..";
  private static final String SINK = "io.garonne.sink..";
  private static final String PUBLISH = "io.garonne.publish..";
  private static final String TWIN = "io.garonne.twin..";

  @Test
  void theModelKnowsNothingElseOfOurs() {
    only(MODEL).check(OURS);
  }

  @Test
  void serviceKnowsNothingElseOfOurs() {
    only(SERVICE).check(OURS);
  }

  @Test
  void ingestKnowsNoOtherStage() {
    only(INGEST, MODEL, SERVICE).check(OURS);
  }

  @Test
  void streamsKnowsNoOtherStage() {
    only(STREAMS, MODEL, SERVICE).check(OURS);
  }

  @Test
  void sinkKnowsNoOtherStage() {
    only(SINK, MODEL, SERVICE).check(OURS);
  }

  @Test
  void publishKnowsNoOtherStage() {
    only(PUBLISH, MODEL, SERVICE).check(OURS);
  }

  @Test
  void theTwinKnowsOnlyTheModel() {
    only(TWIN, MODEL).check(OURS);
  }

  /** Whose bytes would depend on when they were written. */
  @Test
  void whatIsTakenAwayDoesNotAskWhatDayItIs() {
    noClasses()
        .that()
        .resideInAnyPackage("io.garonne.publish.export..", "io.garonne.publish.opendata..")
        .or()
        .haveNameMatching("io\\.garonne\\.deploy\\.command\\.(Export|Totals)[A-Za-z]*")
        .should()
        .callMethodWhere(
            target(nameMatching("now|currentTimeMillis|systemUTC|systemDefaultZone|system")))
        .check(OURS);
  }

  @Test
  void onlyTheWireFormatKnowsJsonAndKafka() {
    noClasses()
        .that()
        .resideInAPackage(MODEL)
        .and()
        .resideOutsideOfPackage(WIRE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson..", "org.apache.kafka..", "io.garonne.model.wire..")
        .check(OURS);
  }

  @Test
  void theRulesDoNothingButCompute() {
    noClasses()
        .that()
        .resideInAPackage(MODEL)
        .and()
        .resideOutsideOfPackage(WIRE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio",
            // A character set is a rule, too.
            "java.nio.file..",
            "java.nio.channels..",
            "org.slf4j..",
            "java.util.logging..")
        .check(OURS);
  }

  @Test
  void theRulesReadNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(MODEL, TWIN)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(java.time.Clock.class)
        .check(OURS);
  }

  @Test
  void nobodyUsesTheOldDates() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.Date.class, java.util.Calendar.class, java.text.SimpleDateFormat.class)
        .check(OURS);
  }

  @Test
  void publishWritesNoTopics() {
    noClasses()
        .that()
        .resideInAPackage(PUBLISH)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.clients.producer..")
        .check(OURS);
  }

  @Test
  void onlyOneClassKnowsKafkasInternals() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.garonne.deploy.runtime.EmbeddedKafka")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
        .check(OURS);
  }

  @Test
  void onlyTheEmbeddedBrokerAndItsOrderKnowArtemis() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.garonne.deploy.runtime.EmbeddedMqtt")
        .and()
        .doNotHaveFullyQualifiedName("io.garonne.deploy.runtime.MessageOrder")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.activemq..")
        .check(OURS);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Common|Base|Impl)(\\$.*)?")
        .check(OURS);
  }

  private static ArchRule only(String module, String... mayKnow) {
    String[] known = new String[mayKnow.length + 1];
    known[0] = module;
    System.arraycopy(mayKnow, 0, known, 1, mayKnow.length);
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(resideInAPackage(ALL).and(resideOutsideOfPackages(known)))
        .allowEmptyShould(true);
  }

  @Test
  void aProducerWithSeveralRequestsUnderWayStoodStillAfterAStartOfKafkaSoNoneOfOursHasThem() {
    List<JavaClass> producers =
        OURS.stream()
            .filter(
                c ->
                    c.getConstructorCallsFromSelf().stream()
                        .anyMatch(
                            call -> call.getTargetOwner().isEquivalentTo(KafkaProducer.class)))
            .toList();
    assertThat(producers).hasSizeGreaterThan(5);
    assertThat(producers)
        .allSatisfy(
            c ->
                assertThat(c.getAccessesFromSelf())
                    .as(c.getName())
                    .anyMatch(
                        access ->
                            access.getTargetOwner().isEquivalentTo(KafkaAccess.class)
                                && List.of("toProducer", "IN_ORDER").contains(access.getName())));
    assertThat(KafkaAccess.toProducer("kafka:9092", Map.of("acks", "0")))
        .containsEntry("max.in.flight.requests.per.connection", "1")
        .containsEntry("acks", "all");
  }
}
