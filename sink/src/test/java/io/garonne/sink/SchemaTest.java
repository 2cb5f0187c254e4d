package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Span;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.CandidateJson;
import io.garonne.model.wire.SiteScheduleJson;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

  private static Line line(Conversion conversion) {
    return ((Conversion.Written) conversion).line();
  }

  private static Line line(Scope scope, Period period) {
    return line(Schema.of(Samples.total(scope, period, AT, 3_600_000_001L)));
  }

  @Test
  void printsHaveTheirColourAndWhatIsEstimatedAndElectricityHasNot() throws Exception {
    assertThat(line(Schema.of(Samples.prints(YearMonth.of(2026, 10)))).text())
        .contains(
            "colour_impressions=3i,colour_known_impressions=10i", "estimated_impressions=13.5");
    assertThat(line(Schema.of(Samples.headline(YearMonth.of(2026, 10), -0.1))).text())
        .doesNotContain("colour", "estimated");
    assertThat(Files.readString(Path.of("../docs/influxdb.md")))
        .contains("`colour_impressions`", "`colour_known_impressions`", "`estimated_impressions`");
  }

  @Test
  void aTotalIsOnePointWithEveryFieldAtTheStartOfItsPeriod() {
    assertThat(line(Samples.SITE_CLASS, Period.DAY).text())
        .isEqualTo(
            "energy,class=printers,entity=mairie,period=day,scope=site-class,site=mairie"
                + " allocated_mj=0i,booked_s=64800.0,colour_known_pages=10i,colour_pages=3i,covered_s=43200.0,devices=1i,energy_mj=3600000001i,estimated_mj=0i,estimated_pages=13.5,"
                + "expected=1i,expected_s=86400.0,final=0i,high_mj=3600000008i,hour_of_week=0i,"
                + "interpolated_mj=720000000i,kwh=1.0,low_mj=3600000001i,"
                + "measured_mj=2880000001i,method=\"M1-M12/1\",page_counters=1i,pages=12i,pages_booked_s=86400.0,"
                + "registered_s=86400.0,revision=0i"
                + " 1772406000000");
  }

  @Test
  void theShapeOfTheScopeIsATag() {
    assertThat(line(Scope.ESTATE, Period.DAY).series()).isEqualTo("energy,period=day,scope=estate");
    assertThat(line(new Scope(null, null, "servers", null), Period.DAY).series())
        .isEqualTo("energy,class=servers,period=day,scope=class");
    assertThat(line(new Scope("e", "s", null, null), Period.MONTH).series())
        .isEqualTo("energy,entity=e,period=month,scope=site,site=s");
    assertThat(line(Scope.ofEntity("e"), Period.MONTH).series())
        .isEqualTo("energy,entity=e,period=month,scope=entity");
    assertThat(line(Scope.ofFamily("e", "printing"), Period.MONTH).series())
        .isEqualTo("energy,entity=e,family=printing,period=month,scope=entity-family");
    assertThat(line(Scope.ofFamily(null, "printing"), Period.MONTH).series())
        .isEqualTo("energy,family=printing,period=month,scope=family");
  }

  @Test
  void theBucketFollowsFromThePeriodAndTheDevice() {
    assertThat(line(Samples.SITE_CLASS, Period.QUARTER_HOUR).bucket()).isEqualTo(Bucket.FINE);
    assertThat(line(Samples.SITE_CLASS, Period.HOUR).bucket()).isEqualTo(Bucket.FINE);
    assertThat(line(Samples.SITE_CLASS, Period.YEAR).bucket()).isEqualTo(Bucket.TOTALS);
    Line device = line(Samples.device("s", "c", "d 1"), Period.DAY);
    assertThat(device.bucket()).isEqualTo(Bucket.DEVICE_TOTALS);
    assertThat(line(Samples.device("s", "c", "d 1"), Period.HOUR).bucket())
        .isEqualTo(Bucket.DEVICE);
    assertThat(device.series())
        .isEqualTo("energy_device,class=c,device=d\\ 1,entity=s,period=day,site=s");
  }

  @Test
  void aCorrectionHasTheIdentityOfWhatItReplaces() {
    Line before = line(Schema.of(Samples.total(Samples.SITE_CLASS, Period.DAY, AT, 5)));
    Line after = line(Schema.of(Samples.total(Samples.SITE_CLASS, Period.DAY, AT, 0)));
    assertThat(after.identity()).isEqualTo(before.identity());
    assertThat(after.text()).contains("energy_mj=0i").contains("devices=0i");
  }

  @Test
  void aFigureThatIsGoneIsSaidWhereItWasAndALineIsNot() {
    YearMonth month = YearMonth.of(2026, 10);
    Figure.Reference second = new Figure.Reference(YearMonth.of(2025, 1), 2, "aa");
    for (String part : new String[] {Figure.ALL, Figure.IT, "a/b%2F c"}) {
      for (boolean current : new boolean[] {true, false}) {
        Figure figure =
            new Figure(Indicator.ELECTRICITY, Span.MONTH, month, part, second, current, null, null);
        Line gone = line(Schema.gone(figure.id()));
        assertThat(gone.identity()).isEqualTo(line(Schema.of(figure)).identity());
        assertThat(gone.text()).contains(" computable=0i,why=\"gone\" ");
      }
    }
    for (String id :
        new String[] {
          "electricity/line/2026-10/city/network",
          "electricity/month/2026-13",
          "electricity/month/2026-10/it/x",
          "heat/month/2026-10",
          ""
        }) {
      assertThat(Schema.gone(id)).isEqualTo(new Conversion.Ignored(SinkMetrics.TOMBSTONE));
    }
  }

  @Test
  void whatGoesOfOneEarlierVersionIsNotThePointOfAnother() {
    assertThat(line(Schema.gone("electricity/month/2026-10/baseline-1")).identity())
        .isNotEqualTo(line(Schema.gone("electricity/month/2026-10/baseline-2")).identity());
  }

  @Test
  void whatIsNotKnownAnyMoreIsSaidBesideTheOldNumber() {
    String text = line(Schema.of(Samples.headline(YearMonth.of(2026, 10), -0.185))).text();
    assertThat(text)
        .contains("due_known=1i", "all_per_user_known=1i", "use_known=0i")
        .contains("outlook_known=0i", "outlook_range_known=0i")
        .doesNotContain("outlook_percent", "use_g");
  }

  @Test
  void personalDevicesAreNeverPoints() {
    Scope desk = Samples.device("s", "workstations", "desk");
    assertThat(Schema.of(Samples.total(desk, Period.DAY, AT, 5, true)))
        .isEqualTo(new Conversion.Ignored(SinkMetrics.PERSONAL));
    assertThat(Schema.of(Samples.liveDevice("desk", null, true, 5, AT)))
        .isEqualTo(new Conversion.Ignored(SinkMetrics.PERSONAL));
  }

  @Test
  void aChannelIsApartFromItsDeviceWhichHasItInItsSum() {
    Line channel = line(Schema.of(Samples.liveChannel("pdu", "2", false, 5, AT)));
    assertThat(channel.series())
        .isEqualTo("power_channel,channel=2,class=servers,device=pdu,site=mairie");
    assertThat(channel.bucket()).isEqualTo(Bucket.LIVE);
    assertThat(Schema.of(Samples.liveChannel("desk", "2", true, 5, AT)))
        .isEqualTo(new Conversion.Ignored(SinkMetrics.PERSONAL));
  }

  @Test
  void theGridsIntensityIsFoundByItsTimeAlone() {
    Line realTime = line(Schema.of(Samples.grid(AT, 22.5, "Données temps réel", true)));
    Line settled = line(Schema.of(Samples.grid(AT, 21, "Données définitives")));
    assertThat(realTime.text())
        .isEqualTo(
            "grid_intensity ambiguous=1i,gco2_per_kwh=22.5,nature=\"Données temps réel\""
                + " 1772445600000");
    assertThat(realTime.bucket()).isEqualTo(Bucket.FINE);
    assertThat(settled.identity()).isEqualTo(realTime.identity());
  }

  @Test
  void aPrinterHasItsSavingsAndSaysWhichAreKnown() {
    Line known = line(written(printer(new Band(1, 2, 3))));
    assertThat(known.series()).isEqualTo("printer,printer=prn-3,site=s");
    assertThat(known.bucket()).isEqualTo(Bucket.DEVICE_TOTALS);
    assertThat(known.text())
        .contains("timetable_low_mj=1i", "timetable_mj=2i", "timetable_high_mj=3i")
        .contains("sleep_timer_proposed=0i", "awake_mw=40000i", "measured_mj=2i")
        .endsWith(" 1769904000000");
    assertThat(line(written(printer(null))).text())
        .contains("timetable_known=0i", "measured_known=0i")
        .doesNotContain("timetable_mj");
  }

  @Test
  void aSitesTimetableAndWhatCouldBeMergedArePointsWithWhatTheySave() {
    LocalDate last = LocalDate.of(2026, 3, 1);
    Worth worth = new Worth(new BigDecimal("0.25"), "EUR", new BigDecimal(40));
    SiteSchedule site =
        new SiteSchedule(
            "s",
            2,
            new Timetable(List.of()),
            null,
            new Band(4, 5, 6),
            Reason.FEW_WEEKS,
            worth,
            last);
    Line timetable = line(Schema.advice(site.key(), SiteScheduleJson.write(site)));
    assertThat(timetable.text())
        .isEqualTo(
            "printer_site,site=s each_high_mj=6i,each_known=1i,each_low_mj=4i,each_mj=5i,"
                + "printers=2i,proposed=0i,saving_cost_known=0i,saving_kg_known=0i,"
                + "saving_known=0i,why=\"few-weeks\" 1772323200000");
    assertThat(timetable.bucket()).isEqualTo(Bucket.TOTALS);
    Candidate merge =
        new Candidate(
            Candidate.Kind.MERGE,
            "s",
            "12",
            List.of("b", "c"),
            "a",
            40,
            200,
            false,
            7_200_000_000L,
            worth,
            last);
    Line candidate = line(Schema.advice(merge.key(), CandidateJson.write(merge)));
    assertThat(candidate.text())
        .isEqualTo(
            "printer_candidate,kind=merge,room=12,site=s capacity=200i,currency=\"EUR\","
                + "printers=\"b, c\",saving_cost=0.5,saving_cost_known=1i,saving_kg=0.08,"
                + "saving_kg_known=1i,saving_mj=7200000000i,to=\"a\",unit=\"quarter-hours\","
                + "used=40i 1772323200000");
    assertThat(candidate.bucket()).isEqualTo(Bucket.DEVICE_TOTALS);
  }

  private static Conversion written(PrinterAdvice advice) {
    return Schema.advice(advice.key(), AdviceJson.write(advice));
  }

  private static PrinterAdvice printer(@Nullable Band saving) {
    return new PrinterAdvice(
        "prn-3",
        "s",
        null,
        null,
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 2, 1),
        new PowerStates(300L, 1_000L, 40_000L, 1, 2, 3, 4, 5),
        true,
        List.of(),
        null,
        null,
        new Timetable(List.of()),
        List.of(
            new Proposal(Measure.TIMETABLE, saving, 300, true, null),
            new Proposal(Measure.SLEEP_TIMER, saving, 1_000, false, Reason.NOT_WORTH_IT)),
        new Measured("a", AT.toEpochMilli(), "Ada", "nights", 1, 2, saving, null),
        new Worth(null, null, null));
  }

  @Test
  void namesWithBlanksCommasAndQuotesAreSaidAndBackslashesAtTheirEndAreNot() {
    assertThat(line(new Scope("e", "a,b =\"c\"", null, null), Period.DAY).series())
        .isEqualTo("energy,entity=e,period=day,scope=site,site=a\\,b\\ \\=\"c\"");
    assertThat(line(new Scope("e", "a\\b", null, null), Period.DAY).series()).contains("a\\b");
    for (String name : new String[] {"a\\", "a\\,b", "a\\ b", "x".repeat(1001)}) {
      assertThat(Schema.of(Samples.total(new Scope("e", name, null, null), Period.DAY, AT, 1)))
          .isInstanceOf(Conversion.Unwritable.class);
    }
  }

  @Test
  void everyTagAndFieldIsDescribedInTheDocumentation() throws Exception {
    String page = Files.readString(Path.of("../docs/influxdb.md"));
    for (Line line :
        new Line[] {
          line(Samples.SITE_CLASS, Period.DAY),
          line(Samples.device("s", "c", "d"), Period.DAY),
          line(Schema.of(Samples.live("s", "c", 1, AT))),
          line(Schema.of(Samples.liveDevice("d", "r", false, 1, AT))),
          line(Schema.of(Samples.liveChannel("d", "2", false, 1, AT))),
          line(Schema.of(Samples.grid(AT, 22, "Données temps réel"))),
          line(Schema.gone("electricity/month/2026-10")),
          line(written(printer(new Band(1, 2, 3))))
        }) {
      // Only in strings are there further blanks.
      String[] parts = line.text().replaceAll("\"[^\"]*\"", "\"\"").split(" ", -1);
      String[] series = parts[0].split(",", -1);
      assertThat(page).contains("`" + series[0] + "`");
      for (int i = 1; i < series.length; i++) {
        assertThat(page).contains("`" + series[i].replaceFirst("=.*", "") + "`");
      }
      for (String field : parts[1].split(",", -1)) {
        assertThat(page).contains("`" + field.replaceFirst("=.*", "") + "`");
      }
    }
  }
}
