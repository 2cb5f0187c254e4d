package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.garonne.ingest.decode.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts of a device stays what counts, whatever single answers lack. */
class CountedOnceTest {
  private static final String OUTLETS = "1.3.6.1.4.1.318.1.1.26.9.4.3.1";
  private static final Target.Access SNMP =
      new Target.Snmp("192.0.2.1", 161, new Target.Community("c"));

  @TempDir Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void anAnswerWithoutOutletsNeverMakesTheCordCountAlsoAfterARestart() throws Exception {
    Walk usual = Walks.read(Walks.own("apc-metered-by-outlet"));
    Set<String> outlets = published(SNMP, Choices.NONE, usual);
    assertThat(outlets).isNotEmpty().allMatch(topic -> topic.contains("/outlet-"));
    for (String blip : List.of("-1", "0")) {
      Walk lacks = with(usual, blip);
      assertThat(WalkReader.read(lacks, Choices.NONE).measured().getFirst().channel())
          .isEqualTo("0"); // a single walk knows no better
      assertThat(published(SNMP, Choices.NONE, lacks)).as(blip).isSubsetOf(outlets);
    }
    assertThat(registry.get(PollMetrics.REFUSED).tag("reason", "sum-of-parts").gauge().value())
        .isEqualTo(2); // the phase and the cord
    assertThat(published(SNMP, Choices.NONE, usual)).isEqualTo(outlets);
  }

  @Test
  void theOwnerSettingChangesWhatCountsAndARemovedLineLetsTheRulesChoose() throws Exception {
    Walk usual = Walks.read(Walks.own("apc-metered-by-outlet"));
    assertThat(published(SNMP, ChoiceSettings.read(Map.of("level", "device")), usual))
        .containsExactly("garonne/d/0");
    assertThat(published(SNMP, Choices.NONE, usual)).containsExactly("garonne/d/0");
    Files.delete(directory.resolve("levels"));
    assertThat(published(SNMP, Choices.NONE, usual)).doesNotContain("garonne/d/0");
  }

  @Test
  void zerosDecideNothing() throws Exception {
    Walk idle =
        WalkFile.parse(
                """
                1.3.6.1.4.1.534.6.6.7.6.5.1.4.0.1|66|0
                1.3.6.1.4.1.534.6.6.7.3.4.1.2.0.1.1|2|1
                1.3.6.1.4.1.534.6.6.7.3.4.1.5.0.1.1|66|0
                """,
                "idle")
            .walk();
    assertThat(WalkReader.read(idle, Choices.NONE).counts()).isNull();
  }

  @Test
  void anIppAnswerWithoutColoursNeverMakesTheSumCount() throws Exception {
    Map<String, List<Object>> colours =
        Map.of("monochrome", List.of(10L), "full-color", List.of(5L));
    Map<String, List<Object>> usual =
        Map.of(
            "printer-state", List.of(3L),
            "printer-impressions-completed", List.of(15L),
            "printer-impressions-completed-col", List.of(colours));
    Map<String, List<Object>> lacks = new TreeMap<>(usual);
    lacks.remove("printer-impressions-completed-col");
    Basis counts = IppPrinter.read(usual, Choices.NONE).counts();
    Findings found = IppPrinter.read(lacks, Choices.NONE.keeping(counts));
    assertThat(found.measured().stream().map(Walks::line)).containsExactly("0 IDLE");
    assertThat(found.refused().stream().map(Findings.Refused::what))
        .contains("printer-impressions-completed-col", "printer-impressions-completed");
    assertThat(found.counts()).isEqualTo(counts);
  }

  @Test
  void aPrinterThatLacksItsMarkerOnceDoesNotCountByAnother() throws Exception {
    String markers =
        """
        1.3.6.1.2.1.25.3.5.1.1.1|2|3
        1.3.6.1.2.1.43.10.2.1.3.1.1|2|7
        1.3.6.1.2.1.43.10.2.1.4.1.1|65|100
        1.3.6.1.2.1.43.10.2.1.3.1.2|2|7
        1.3.6.1.2.1.43.10.2.1.4.1.2|65|40
        """;
    Findings usual = WalkReader.read(WalkFile.parse(markers, "m").walk(), Choices.NONE);
    assertThat(usual.measured().stream().map(Walks::line)).containsExactly("0 100IMPRESSIONS IDLE");
    Walk lacks = WalkFile.parse(markers.replace("1.1|65|100", "1.1|65|-1"), "m").walk();
    assertThat(
            WalkReader.read(lacks, Choices.NONE.keeping(usual.counts())).measured().stream()
                .map(Walks::line))
        .containsExactly("0 IDLE");
  }

  @Test
  void aNetioWhoseOutputsLackTheirMeterOnceDoesNotCountAsAWhole() throws Exception {
    String usual =
        """
        {"GlobalMeasure":{"TotalEnergy":9,"TotalLoad":5},
         "Outputs":[{"ID":1,"State":1,"Energy":9,"Load":5}]}
        """;
    Findings found = netio(usual, null);
    Findings lacks = netio(usual.replace(",\"Energy\":9,\"Load\":5", ""), found.counts());
    assertThat(lacks.measured().stream().map(Walks::line)).containsExactly("1 ON");
    assertThat(lacks.refused().stream().map(Walks::line))
        .containsExactly("GlobalMeasure sum-of-parts", "Outputs no-usable-value");
  }

  private static Findings netio(String json, @Nullable Basis kept) throws IOException {
    return NetioJson.read(json.getBytes(StandardCharsets.UTF_8), Choices.NONE.keeping(kept));
  }

  @Test
  void aFileOfLevelsThatCannotBeReadIsSaidAndNothingIsChosenAnew() throws Exception {
    Files.writeString(directory.resolve("levels"), "a\tapc-rpdu2\toutlet\nnonsense\n");
    assertThatThrownBy(() -> KeptLevels.open(directory.resolve("levels")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("levels:2");
  }

  @Test
  void partsThatFallFarShortOfTheWholeAreVisibleWhileSomethingIsMeasured() throws Exception {
    Walk usual = Walks.read(Walks.own("apc-metered-by-outlet"));
    TreeMap<Oid, Value> values = new TreeMap<>(usual.values());
    usual
        .under(OUTLETS + ".7")
        .keySet()
        .forEach(oid -> values.put(oid, new Value(Value.INTEGER, "1")));
    published(SNMP, Choices.NONE, new Walk(values));
    assertThat(registry.get(PollMetrics.SHORT).gauge().value()).isEqualTo(1);
  }

  @Test
  void refusalsAreSaidWhenTheyChangeAndCountedByReason() {
    Refusals refusals = new Refusals();
    Findings.Refused one = new Findings.Refused("power", Reason.NOT_SUPPORTED, "1 W");
    refusals.are("d", List.of(one), 0);
    refusals.are("e", List.of(one, new Findings.Refused("x", Reason.NO_ENERGY, "")), 0);
    assertThat(refusals.count(Reason.NOT_SUPPORTED)).isEqualTo(2);
    refusals.are("d", List.of(), 1);
    assertThat(refusals.count(Reason.NOT_SUPPORTED)).isEqualTo(1);
    assertThat(refusals.doubtful()).isZero();
  }

  /** The walk with every outlet's register and power at this value. */
  private static Walk with(Walk usual, String value) {
    TreeMap<Oid, Value> values = new TreeMap<>(usual.values());
    for (String column : List.of(".11", ".7")) {
      usual
          .under(OUTLETS + column)
          .keySet()
          .forEach(oid -> values.put(oid, new Value(Value.INTEGER, value)));
    }
    return new Walk(values);
  }

  /** Topics that a new process publishes of a device that says this three times. */
  private Set<String> published(Target.Access access, Choices choices, Walk walk)
      throws IOException {
    Set<String> topics = ConcurrentHashMap.newKeySet();
    AtomicInteger asked = new AtomicInteger();
    Asker asker =
        target -> {
          asked.incrementAndGet();
          return WalkReader.read(walk, target.choices());
        };
    registry.clear();
    PollMetrics metrics = new PollMetrics(registry);
    try (Poller poller =
        new Poller(
            List.of(new Target("d", access, Duration.ofMillis(20), choices)),
            Map.of(Target.Snmp.class, asker, Target.Ipp.class, asker),
            messages -> messages.forEach(message -> topics.add(message.topic())),
            System::currentTimeMillis,
            metrics,
            KeptLevels.open(directory.resolve("levels")),
            1)) {
      metrics.refusals(poller.refusals());
      poller.start();
      await().until(() -> asked.get() > 3);
    }
    return new TreeSet<>(topics);
  }
}
