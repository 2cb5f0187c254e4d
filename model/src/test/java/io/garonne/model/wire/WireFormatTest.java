package io.garonne.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Correction;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.PageKinds;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.HourOfWeek;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.advice.Worth;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import io.garonne.model.calendar.Period;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes in Kafka outlive the code: what a released version wrote is read for ever, and what is
 * written now is what the schema files say. One golden file for each record and version.
 */
class WireFormatTest {
  private static final long AT = Instant.parse("2026-03-02T10:00:00.250Z").toEpochMilli();
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final Timetable TIMETABLE =
      new Timetable(
          List.of(
              new Timetable.Line(
                  DayKind.OPEN,
                  false,
                  40,
                  8,
                  90,
                  1,
                  List.of(new Span(31, 48), new Span(56, 74)),
                  Reason.FEW_WEEKS)));
  private static final Worth WORTH =
      new Worth(new BigDecimal("0.1952"), "EUR", new BigDecimal("52"));

  record Case<T>(String topic, T value, Function<T, byte[]> write, Function<byte[], T> read) {
    @Override
    public String toString() {
      return topic;
    }
  }

  static Stream<Case<?>> cases() {
    MeterProfile profile =
        new MeterProfile(
                1000L,
                true,
                36_000L,
                7_200_000L,
                MeterProfile.Register.YES,
                MeterProfile.Reporting.ON_CHANGE,
                1L,
                2L)
            .withSheetRate(130);
    Assignment full =
        new Assignment(
            900_000L,
            1_800_000L,
            "inlet",
            "s",
            PARIS,
            "room",
            "r1",
            false,
            true,
            List.of(
                new Part("a1", "e", "printer", "printing", 2),
                new Part(null, "e", "screen", "workstations", 1)),
            profile,
            new TreePlace(
                List.of(new PointRef("pdu", null), new PointRef("main", "L1")), true, 10_000));
    return Stream.of(
        new Case<>(
            "energy.readings.v1",
            new Reading(
                "plug \"é\"",
                "0",
                AT,
                Reading.AtSource.SITE_ZONE,
                AT + 1,
                1L,
                -2L,
                230_000L,
                3L,
                -999L,
                4L,
                Reading.State.PRINTING,
                36_000L,
                "tasmota"),
            ReadingJson::write,
            ReadingJson::read),
        new Case<>(
            "energy.readings.v1.correction",
            new Correction(
                "plug \"é\"",
                "0",
                Correction.Measure.ENERGY,
                AT,
                new Amendment(AT + 1, Amendment.Kind.EXCHANGE, 5, 6, 360_000),
                "Ada",
                "the meter was exchanged"),
            CorrectionJson::write,
            CorrectionJson::read),
        new Case<>(
            "energy.devices.v1",
            new Device("d", List.of(full), 1_800_000L, 2_700_000L),
            DeviceJson::write,
            DeviceJson::read),
        new Case<>(
            "energy.totals.v1",
            new Total(
                new Scope("e", "s", "printer", "d", "printing", "a1"),
                Period.DAY,
                AT,
                AT + 1,
                PARIS,
                5,
                6,
                7,
                3,
                8,
                9,
                9_000,
                10_500,
                12,
                13,
                1,
                new PageKinds(10, 11, 1_350),
                1,
                2,
                30,
                4,
                Total.Status.FINAL,
                Total.METHOD,
                true,
                Causes.ofCorrection(AT + 2).plus(Causes.of(Causes.Cause.LATE_READING))),
            TotalJson::write,
            TotalJson::read),
        new Case<>(
            "energy.estate.v1",
            EstateLine.of(
                EstateTable.CONNECTIONS,
                Map.of("asset", "srv-1", "device", "pdu-a", "channel", "1"),
                "connections.csv:2"),
            EstateLineJson::write,
            EstateLineJson::read),
        new Case<>(
            "energy.live.v1",
            new LivePower(
                LivePower.Kind.CHANNEL,
                "d",
                "2",
                "r",
                "s",
                "printer",
                true,
                1,
                AT,
                1,
                7L,
                230_000L,
                "gude"),
            LivePowerJson::write,
            LivePowerJson::read),
        new Case<>(
            "energy.strata.v1",
            new StratumSample(
                "e",
                "workstations",
                "m",
                new HalfMonth(YearMonth.of(2026, 3), true),
                new UnitSums(5, 6, 7_000_000, 8_000, 0.1, 1e21, 2.5e-3),
                9,
                true),
            StratumSampleJson::write,
            StratumSampleJson::read),
        new Case<>(
            "energy.findings.v1",
            new Finding(Finding.Kind.IMPLAUSIBLE, "d", "0", AT, "too much", 9L, 5L),
            FindingJson::write,
            FindingJson::read),
        new Case<>(
            "energy.alerts.v1",
            new Alert(
                "overload-7f3a12",
                Alert.Kind.OVERLOAD,
                Severity.CRITICAL,
                new Place("s", "r1", "r", "d", "L1", false),
                AT,
                AT + 60_000,
                17_000L,
                16_000L,
                "mA",
                2,
                List.of("a", "b"),
                "phase L1",
                new Alert.Acknowledgement("Ada", AT + 1000, "on my way"),
                true,
                3,
                "load\tpdu\tL1",
                "all-silent-81b1ba5d"),
            AlertJson::write,
            AlertJson::read),
        new Case<>(
            "energy.advice.v1.pdu",
            new PeakLoad("s", "r1", "r", "d", YearMonth.of(2026, 3), 5, AT, 6L, 7),
            PeakLoadJson::write,
            PeakLoadJson::read),
        new Case<>(
            "energy.advice.v1.idle",
            new IdleServer(
                "s",
                "r1",
                "r",
                "a",
                List.of("pdu-a", "pdu-b"),
                IdleServer.Kind.NEVER_ABOVE_FLOOR,
                5,
                6,
                LocalDate.of(2026, 3, 1),
                14,
                7,
                WORTH,
                new Kept(LocalDate.of(2026, 6, 30), "standby", "Ada")),
            IdleServerJson::write,
            IdleServerJson::read),
        new Case<>(
            "energy.advice.v1.made",
            new AdviceMade(AT, AT - 900_000),
            AdviceMadeJson::write,
            AdviceMadeJson::read),
        new Case<>(
            "energy.advice.v1.headroom",
            new LeastHeadroom(
                "s", "R1", "L1", "mA", YearMonth.of(2026, 3), 12_800, 5_000, 6_000, AT, true, 7),
            LeastHeadroomJson::write,
            LeastHeadroomJson::read),
        new Case<>(
            "energy.advice.v1.generator",
            new GeneratorMonth(
                "s",
                "r1",
                YearMonth.of(2026, 3),
                5L,
                6,
                List.of(
                    new GeneratorMonth.Burnt("diesel", new BigDecimal("1.5"), "l", 7, "invoice"))),
            GeneratorMonthJson::write,
            GeneratorMonthJson::read),
        new Case<>(
            "energy.advice.v1.pue",
            new PowerUsage(
                "s",
                "r1",
                YearMonth.of(2025, 1),
                YearMonth.of(2025, 12),
                PowerUsage.Name.PUE,
                new PowerUsage.Value(
                    15,
                    10,
                    1.5,
                    1.25,
                    1.75,
                    2,
                    12,
                    995_000,
                    3,
                    4,
                    List.of("dc-total", "it-pdu"),
                    List.of("cooling")),
                null),
            PowerUsageJson::write,
            PowerUsageJson::read),
        new Case<>(
            "energy.advice.v1.printer",
            new PrinterAdvice(
                "prn-3",
                "s",
                "r1",
                "M553",
                LocalDate.of(2026, 1, 5),
                LocalDate.of(2026, 3, 1),
                new PowerStates(300L, 1_200L, 40_000L, 1, 2, 3, 4, 5),
                true,
                List.of(new HourOfWeek(DayKind.OPEN, 8, 32, 7, 41_000)),
                "fax",
                new Kept(LocalDate.of(2026, 6, 30), "exams", "Ada"),
                TIMETABLE,
                List.of(
                    new Proposal(Measure.TIMETABLE, new Band(-1, 2, 3), 300, true, null),
                    new Proposal(Measure.SLEEP_TIMER, null, 1_200, false, Reason.FEW_WEEKS)),
                new Measured(
                    "a1", AT, "Ada", "nights", 40, 30, new Band(4, 5, 6), Reason.NOTHING_ALIKE),
                WORTH),
            PrinterAdviceJson::write,
            PrinterAdviceJson::read),
        new Case<>(
            "energy.advice.v1.site-schedule",
            new SiteSchedule(
                "s",
                3,
                TIMETABLE,
                new Band(1, 2, 3),
                new Band(4, 5, 6),
                Reason.NOT_WORTH_IT,
                WORTH,
                LocalDate.of(2026, 3, 1)),
            SiteScheduleJson::write,
            SiteScheduleJson::read),
        new Case<>(
            "energy.advice.v1.candidate",
            new Candidate(
                Candidate.Kind.MERGE,
                "s",
                "r1",
                List.of("a", "b"),
                "c",
                7,
                8,
                true,
                9,
                WORTH,
                LocalDate.of(2026, 3, 1)),
            CandidateJson::write,
            CandidateJson::read),
        new Case<>(
            "energy.ledger.v1",
            new Ledger(
                "ingest",
                "i",
                new TreeMap<>(Map.of("received", 3L, "ignored.x", 1L)),
                new TreeMap<>(
                    Map.of(
                        LocalDate.of(2026, 3, 1),
                        new TreeMap<>(Map.of("received", 2L, "partial", 1L))))),
            LedgerJson::write,
            LedgerJson::read),
        new Case<>(
            "energy.grid.v1",
            new GridIntensity(900_000L, 21.5, "Données temps réel", true, "eco2mix.csv"),
            GridIntensityJson::write,
            GridIntensityJson::read),
        new Case<>(
            "energy.replays.v1",
            new Replay("r", 3, Replay.State.FINISHED, 42),
            ReplayJson::write,
            ReplayJson::read));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void whatIsWrittenNowIsWhatIsWrittenForEver(Case<T> one) throws IOException {
    Path golden = Path.of("src/test/resources/wire", one.topic() + ".golden.json");
    byte[] written = one.write().apply(one.value());
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.createDirectories(Objects.requireNonNull(golden.getParent()));
      Files.write(golden, written);
    }
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
    assertThat(one.read().apply(Files.readAllBytes(golden))).isEqualTo(one.value());
  }

  @Test
  void aRatioThatCannotBeComputedSaysWhyOnTheWire() {
    PowerUsage none =
        new PowerUsage(
            "s",
            null,
            YearMonth.of(2025, 1),
            YearMonth.of(2025, 1),
            PowerUsage.Name.INTERIM_RATIO,
            null,
            PowerUsage.Why.NO_IT_METER);
    assertThat(PowerUsageJson.read(PowerUsageJson.write(none))).isEqualTo(none);
  }

  @Test
  void aTotalThatDoesNotSayWhyItWasPublishedIsReadAndSoIsACauseOfALaterVersion()
      throws IOException {
    String golden =
        Files.readString(Path.of("src/test/resources/wire/energy.totals.v1.golden.json"));
    String before = golden.replaceAll(",\"causes\".*\\}$", "}");
    assertThat(before).doesNotContain("correctedAt");
    Total total = TotalJson.read(before.getBytes(StandardCharsets.UTF_8));
    assertThat(total.causes()).isEqualTo(Causes.UNKNOWN);
    assertThat(new String(TotalJson.write(total), StandardCharsets.UTF_8)).isEqualTo(before);
    String later = before.replaceAll("\\}$", ",\"causes\":[\"aliens\",\"final\"]}");
    assertThat(TotalJson.read(later.getBytes(StandardCharsets.UTF_8)).causes().all())
        .containsExactly(Causes.Cause.FINAL);
  }

  @Test
  void aRecordOfTheReadingsTopicIsWhatItSaysItIs() {
    Correction correction =
        new Correction(
            "d",
            "0",
            Correction.Measure.POWER,
            AT,
            new Amendment(AT, Amendment.Kind.VOID, 0, 0, Sample.NONE),
            "Ada",
            "it was the kettle");
    assertThat(StatementJson.read(StatementJson.write(correction))).isEqualTo(correction);
    byte[] reading =
        """
        {"device":"d","channel":"0","at":"2026-03-02T10:00:00Z","atSource":"payload",
         "receivedAt":"2026-03-02T10:00:01Z","powerMilliwatts":5,"decoder":"x","why":"a later field"}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(StatementJson.read(reading)).isEqualTo(ReadingJson.read(reading));
    assertThatThrownBy(() -> ReadingJson.read(CorrectionJson.write(correction)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLiveValueOfBeforeThereWereChannelsIsRead() {
    String before =
        "{\"kind\":\"device\",\"device\":\"d\",\"rack\":\"r\",\"site\":\"s\",\"equipmentClass\":\"printer\","
            + "\"personal\":true,\"powerMilliwatts\":1,\"at\":\"2026-03-02T10:00:00.250Z\",\"devices\":1}";
    assertThat(LivePowerJson.read(before.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new LivePower(LivePower.Kind.DEVICE, "d", "r", "s", "printer", true, 1, AT, 1));
  }

  @Test
  void aLedgerOfBeforeThereWereDaysIsRead() {
    String before = "{\"stage\":\"ingest\",\"instance\":\"i\",\"counts\":{\"received\":3}}";
    assertThat(LedgerJson.read(before.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Ledger("ingest", "i", new TreeMap<>(Map.of("received", 3L))));
  }

  @Test
  void aStratumsKeyTellsItsPartsApart() {
    StratumSample sample =
        new StratumSample(
            "a|b",
            "f",
            "c\\d",
            new HalfMonth(YearMonth.of(2026, 3), false),
            UnitSums.NONE,
            0,
            false);
    assertThat(StratumSampleJson.key(sample)).isEqualTo("a\\|b|f|c\\\\d|2026-03/1");
  }

  @Test
  void aDeviceDescribedBeforeThereWerePartsCountsForOne() {
    String before =
        "{\"device\":\"d\",\"assignments\":[{\"to\":\"1970-01-01T00:30:00Z\",\"entity\":\"e\",\"site\":\"s\","
            + "\"equipmentClass\":\"printer\",\"zone\":\"Europe/Paris\",\"rack\":\"r1\"}]}";
    Assignment read = DeviceJson.read(before.getBytes(StandardCharsets.UTF_8)).assignments().get(0);
    assertThat(read.parts()).containsExactly(new Part(null, "e", "printer", "other", 1));
    assertThat(read.tree()).isEqualTo(TreePlace.ALONE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void aFieldOfALaterVersionIsSkipped(Case<T> one) {
    String json = new String(one.write().apply(one.value()), StandardCharsets.UTF_8);
    String later = "{\"later\":{\"a\":[1,{\"b\":null}]}," + json.substring(1);
    assertThat(one.read().apply(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(one.value());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void everyFieldIsInTheSchemaAndEveryFieldOfTheSchemaIsWritten(Case<T> one)
      throws IOException {
    Set<String> written = new TreeSet<>();
    try (JsonParser in = new JsonFactory().createParser(one.write().apply(one.value()))) {
      names(in, 1, written);
    }
    assertThat(properties(one.topic())).containsExactlyElementsOf(written);
  }

  /** Names of the fields at a depth of objects. */
  private static void names(JsonParser in, int depth, Set<String> names) throws IOException {
    int at = 0;
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token.isStructStart()) {
        at++;
      } else if (token.isStructEnd()) {
        at--;
      } else if (token == JsonToken.FIELD_NAME && at == depth) {
        names.add(in.currentName());
      }
    }
  }

  /** Names of the properties that the schema file describes at the top. */
  private static Set<String> properties(String topic) throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream file = Topics.class.getResourceAsStream(topic + ".schema.json");
        JsonParser in = new JsonFactory().createParser(Objects.requireNonNull(file))) {
      boolean inside = false;
      int at = 0;
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isStructStart()) {
          at++;
        } else if (token.isStructEnd()) {
          at--;
          inside = inside && at > 1;
        } else if (token == JsonToken.FIELD_NAME && at == 1) {
          inside = in.currentName().equals("properties");
        } else if (token == JsonToken.FIELD_NAME && at == 2 && inside) {
          names.add(in.currentName());
        }
      }
    }
    return names;
  }
}
