package io.garonne.deploy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Garonne never writes to a device. That no request is a SET needs two halves: {@code PDU.SET} is a
 * constant that the compiler copies, so it cannot be looked for; but only one class can make
 * requests (here), and its kinds are two that read (SnmpQuestionTest).
 */
final class NeverWritesTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.garonne");

  private static final String POLL = "io.garonne.ingest.poll.";
  private static final Set<String> SPEAK_SNMP =
      Set.of(POLL + "SnmpAsker", POLL + "SnmpQuestions", POLL + "SnmpQuestion");

  @Test
  void onlyThePollerSpeaksSnmp() {
    noClasses()
        .that(
            describe(
                "are not the poller's SNMP",
                each -> SPEAK_SNMP.stream().noneMatch(name -> each.getName().startsWith(name))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snmp4j..")
        .check(OURS);
  }

  @Test
  void requestsToDevicesAreMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(POLL + "SnmpQuestion")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.snmp4j.util.DefaultPDUFactory")
        .orShould()
        .callMethodWhere(
            describe(
                "a request is made something else",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("org.snmp4j")
                        && Set.of("setType", "set", "setPDU", "notify", "inform", "trap")
                            .contains(call.getName())))
        .orShould()
        .callConstructorWhere(
            describe(
                "a request is made by hand",
                call -> call.getTargetOwner().isAssignableTo("org.snmp4j.PDU")))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.snmp4j.fluent..")
        .check(OURS);
  }

  @Test
  void ingestPublishesOnlyWhatThePollerHasRead() {
    noClasses()
        .that()
        .resideInAPackage("io.garonne.ingest..")
        .and()
        .haveNameNotMatching(".*\\.poll\\.Publisher(\\$.*)?")
        .should()
        .callMethodWhere(
            describe(
                "something is published over MQTT",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("org.eclipse.paho")
                        && call.getName().equals("publish")))
        .check(OURS);
  }

  @Test
  void whatThePollerPublishesGoesToOurOwnTopics() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(POLL + "PlainJson")
        .and()
        .doNotHaveFullyQualifiedName(POLL + "OutboxRecord") // brings back what PlainJson has made
        .should()
        .callConstructorWhere(
            describe(
                "a message is made by hand",
                call -> call.getTargetOwner().getName().equals(POLL + "PlainJson")))
        .check(OURS);
  }
}
