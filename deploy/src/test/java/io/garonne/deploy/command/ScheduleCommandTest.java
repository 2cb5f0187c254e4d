package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Actions;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.AdviceMadeJson;
import io.garonne.model.wire.CandidateJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.PrinterAdviceJson;
import io.garonne.model.wire.SiteScheduleJson;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code garonne schedule}, {@code schedule apply} and {@code schedule try}. */
class ScheduleCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static final Worth WORTH = new Worth(new BigDecimal("0.2"), "EUR", null);
  private static EmbeddedKafka kafka;

  @TempDir Path dir;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0, false);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(4, 1);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", (Object) kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (EstateLine line :
          List.of(
              asset("prn-3", "printer", ""),
              asset("pc-1", "desktop", ""),
              asset("desk", "printer", "1"))) {
        send(producer, Topics.ESTATE, line.key(), EstateLineJson.write(line));
      }
      PrinterAdvice never = printer("prn-3", null, null);
      PrinterAdvice fax = printer("fax-1", "fax", null);
      PrinterAdvice applied =
          printer(
              "prn-4",
              null,
              new Measured(
                  "a1",
                  Instant.parse("2026-02-02T07:00:00Z").toEpochMilli(),
                  "Ada",
                  "nights",
                  200,
                  40,
                  new Band(190 * KWH, 200 * KWH, 210 * KWH),
                  null));
      for (PrinterAdvice one : List.of(never, fax, applied, printer("kept-1", null, null))) {
        send(producer, Topics.ADVICE, one.key(), PrinterAdviceJson.write(one));
      }
      SiteSchedule site =
          new SiteSchedule(
              "hall",
              2,
              timetable(),
              new Band(300 * KWH, 310 * KWH, 320 * KWH),
              new Band(320 * KWH, 330 * KWH, 340 * KWH),
              null,
              WORTH,
              LocalDate.of(2026, 3, 1));
      send(producer, Topics.ADVICE, site.key(), SiteScheduleJson.write(site));
      Candidate merge =
          new Candidate(
              Candidate.Kind.MERGE,
              "annex",
              "12",
              List.of("b"),
              "a",
              40,
              200,
              false,
              350 * KWH,
              WORTH,
              LocalDate.of(2026, 3, 1));
      send(producer, Topics.ADVICE, merge.key(), CandidateJson.write(merge));
      long at = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
      AdviceMade made = new AdviceMade(at, at - 900_000);
      send(producer, Topics.ADVICE, made.key(), AdviceMadeJson.write(made));
      send(producer, Topics.ADVICE, "of-a-newer-version|hall", new byte[] {'{', '}'});
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topics topic, String key, byte[] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic.topic(), key, value)).get();
  }

  private static EstateLine asset(String name, String equipmentClass, String personal) {
    Map<String, String> cells =
        Map.of("asset", name, "equipment_class", equipmentClass, "site", "hall");
    EstateLine line = EstateLine.of(EstateTable.ASSETS, cells, "test");
    return personal.isEmpty() ? line : line.with("personal", personal);
  }

  private static Timetable timetable() {
    return new Timetable(
        List.of(
            new Timetable.Line(
                DayKind.OPEN, false, 60, 13, 900, 12, List.of(new Span(31, 74)), null),
            new Timetable.Line(
                DayKind.HOLIDAY, false, 2, 2, 0, 0, List.of(Span.DAY), Reason.FEW_WEEKS),
            new Timetable.Line(DayKind.CLOSED, true, 24, 12, 0, 0, List.of(), null)));
  }

  private static PrinterAdvice printer(
      String name, @Nullable String keepAwake, @Nullable Measured measured) {
    return new PrinterAdvice(
        name,
        "hall",
        "Hall",
        "M553",
        LocalDate.of(2025, 11, 3),
        LocalDate.of(2026, 2, 1),
        new PowerStates(null, null, 40_000L, 0, 0, 100, 95, 5),
        true,
        List.of(),
        keepAwake,
        name.equals("kept-1")
            ? new Kept(LocalDate.of(2026, 6, 30), "exams until summer", "Ada")
            : null,
        timetable(),
        List.of(
            new Proposal(
                Measure.TIMETABLE, new Band(240 * KWH, 245 * KWH, 251 * KWH), 300, true, null),
            new Proposal(Measure.SLEEP_TIMER, null, 0, false, Reason.NO_SLEEP_SEEN)),
        measured,
        WORTH);
  }

  private static Outcome run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--bootstrap";
    all[arguments.length + 1] = kafka.bootstrap();
    return Outcome.of(all);
  }

  @Test
  void aPersonReadsWhatAPrinterDoesWhatItWouldSaveAndWhatCameOfIt() {
    Outcome table = run("schedule");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .startsWith("Made on 2 Mar 2026, 11:00 from load curves until 2 Mar 2026, 10:45.\n")
        .contains("Site hall", "never sleeps", "95%", "245", "240 … 251", "49 EUR", "no factor")
        .contains("no sleep has ever been seen")
        .contains("open days, Monday to Friday: on 07:45–18:30 (12 of 900 used quarter-hours")
        .contains("fewer than four weeks")
        .contains("closed days, Saturday and Sunday: off all day")
        .contains("fax-1 has to stay awake: it receives faxes")
        .contains("kept-1 is kept as it is until 2026-06-30: exams until summer (Ada)")
        .contains("by Ada: nights", "200 kWh a year saved (190 … 210)")
        .contains("Site annex", "a could do the work of b")
        .contains("Garonne switches nothing");
    assertThat(run("schedule", "--lang", "fr", "--site", "hall").out())
        .contains("ne dort jamais", "arrêt selon horaire", "elle reçoit des fax")
        .doesNotContain("annex");
  }

  @Test
  void aMachineReadsCsvAndTheRecordsThemselves() {
    assertThat(run("schedule", "--format", "csv").out())
        .startsWith("site,printer,what,proposed,why,saving_kwh,low_kwh,high_kwh,cost,currency,")
        .contains(
            "hall,prn-3,timetable,1,,245,240,251,49,EUR,,2026-03-02T10:00:00Z,2026-03-02T09:45:00Z\n")
        .contains(
            "hall,prn-3,sleep-timer,0,no-sleep-seen,,,,,,,2026-03-02T10:00:00Z,2026-03-02T09:45:00Z\n")
        .contains(
            "hall,prn-4,measured,1,,200,190,210,40,EUR,,2026-03-02T10:00:00Z,2026-03-02T09:45:00Z\n");
    assertThat(run("schedule", "--format", "json").out())
        .startsWith("[{\"kind\":\"printer\"")
        .contains("\"kind\":\"site-schedule\"", "\"kind\":\"candidate\"");
    assertThat(run("schedule", "--format", "xml").exit()).isEqualTo(2);
  }

  @Test
  void whatAPersonAppliedIsWrittenDownWithWhoWhenAndWhy() {
    String[] apply = {"schedule", "apply", "prn-3", "--by", "Ada", "--reason", "nights"};
    assertThat(run(apply).exit()).isZero();
    Action action = Actions.of(new EstateTopics(kafka.bootstrap()).read(PARIS)).get(0);
    assertThat(action.kind()).isEqualTo(Action.Kind.SCHEDULE);
    assertThat(action.asset()).isEqualTo("prn-3");
    assertThat(action.site()).isEqualTo("hall");
    assertThat(action.author()).isEqualTo("Ada");
    assertThat(action.reason()).isEqualTo("nights");
    EstateLine event =
        new EstateTopics(kafka.bootstrap())
            .read(PARIS).lines(EstateTable.EVENTS).stream()
                .filter(line -> line.required("kind").equals("action"))
                .findFirst()
                .orElseThrow();
    assertThat(event.cell("author")).isEqualTo("Ada");
  }

  @Test
  void aSiteThatNobodyKnowsIsAnErrorThatNamesTheNearestAndNoEmptyAnswer() {
    Outcome unknown = run("schedule", "--site", "hal");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err()).contains("--site hal: nobody knows it. Known: hall, annex");
  }

  @Test
  void theNearestNamesAreThoseWithTheFewestLettersToChange() {
    List<String> known = List.of("town-hall", "school-1", "school-2", "library");
    assertThat(KnownNames.nearest("twon-hall", known).get(0)).isEqualTo("town-hall");
    assertThat(KnownNames.nearest("School", known).subList(0, 2))
        .containsExactly("school-1", "school-2");
  }

  @Test
  void whatIsNoSharedPrinterIsRefused() {
    for (String what : List.of("nothing", "pc-1", "desk")) {
      Outcome refused = run("schedule", "apply", what, "--by", "Ada", "--reason", "nights");
      assertThat(refused.exit()).as(what).isEqualTo(2);
      assertThat(refused.err()).contains(what);
    }
    assertThat(run("schedule", "apply", "prn-3", "--reason", "x").exit()).isEqualTo(2);
  }

  @Test
  void recordedPrintersAreTriedWithoutAChain() throws IOException {
    StringBuilder trace = new StringBuilder("at,power_w\n");
    Instant monday = Instant.parse("2026-01-05T00:00:00Z");
    for (int minute = 0; minute < 6 * 7 * 1440; minute += 5) {
      boolean day = minute % 1440 >= 480 && minute % 1440 < 1020 && minute / 1440 % 7 < 5;
      boolean job = day && minute % 120 < 10;
      trace.append(monday.plusSeconds(minute * 60L)).append(',');
      trace.append(job ? 400 : 38).append('\n');
    }
    Path file = dir.resolve("prn-9.csv");
    Files.writeString(file, trace);
    Outcome tried = Outcome.of("schedule", "try", file.toString());
    assertThat(tried.exit()).isZero();
    assertThat(tried.out())
        .contains("prn-9", "never sleeps", "power (inferred)", "off by timetable", "no tariff");
    assertThat(Outcome.of("schedule", "try", "no-such.csv").exit()).isEqualTo(2);
    Outcome folder = Outcome.of("schedule", "try", dir.toString());
    assertThat(folder.exit()).isEqualTo(2);
    assertThat(folder.err()).contains(dir + ": is a directory").doesNotContain("Exception");
    String corpus = System.getProperty("garonne.traces");
    if (corpus != null) {
      for (String one : corpus.split(",", -1)) {
        System.out.println(Outcome.of("schedule", "try", one).out());
      }
    }
  }
}
