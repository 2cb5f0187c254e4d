package io.garonne.publish.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TotalsExportTest {
  private static final Texts FR = new Texts(Language.FR);
  private static final Texts EN = new Texts(Language.EN);
  private static final io.garonne.model.inventory.Estate UNDESCRIBED =
      io.garonne.model.inventory.Estate.of(List.of(), Samples.PARIS).estate();
  private static final Inhabitants NOBODY = new Inhabitants(UNDESCRIBED, List.of(), 5);

  @TempDir private Path directory;

  @Test
  void csvHasQualityBesideWholeMillijoulesAndSaysThatItIsNoBill() throws IOException {
    Total march =
        Samples.total(Period.MONTH, "2026-03-02T10:00:00Z", "dc", "server", null, 36_000_000_001L)
            .withCauses(
                Causes.ofCorrection(Instant.parse("2026-03-31T22:00:00Z").toEpochMilli())
                    .plus(Causes.of(Causes.Cause.LATE_READING)));
    assertThat(Files.readString(export(months(), ExportFormat.CSV, FR, false, List.of(march))))
        .isEqualTo(
            """
            period,start,end,zone,start_local,entity,site,equipment_class,family,device,asset,\
            energy_kwh,energy_millijoules,measured_millijoules,interpolated_millijoules,\
            estimated_millijoules,allocated_millijoules,high_millijoules,covered_seconds,\
            booked_seconds,registered_seconds,expected_seconds,devices,devices_expected,pages,\
            page_counters,colour_pages,colour_known_pages,estimated_pages,revision,status,method,notice,\
            cause,corrected_at,without_grouped
            month,2026-02-28T23:00:00Z,2026-03-31T22:00:00Z,Europe/Paris,2026-03-01T00:00+01:00,dc,\
            dc,server,,,,10.000000000,36000000001,32400000001,3600000000,0,0,36000000001,26748000,\
            26748000,0,32097600,10,12,,0,,,,0,provisional,M1-M12/1,\
            "indicatif, non destiné à la facturation",late-reading+correction,2026-03-31T22:00:00Z,\
            false
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void aSpreadsheetInFrenchGetsAMarkSemicolonsAndDecimalCommasAndNoFormula() throws IOException {
    Total odd =
        Samples.total(
            Period.MONTH, "2026-03-02T10:00:00Z", "=1+1;x", "server", null, 1_800_000_000L);
    String csv = Files.readString(export(months(), ExportFormat.CSV, FR, true, List.of(odd)));
    assertThat(csv)
        .startsWith("\uFEFFperiod;start;")
        .contains("\"'=1+1;x\";server;", ";0,500000000;");
  }

  @Test
  void duckDbReadsParquetWithProperTypesAndTheSameSumsAsEveryOtherFormat() throws Exception {
    List<Total> totals = new ArrayList<>();
    for (int month = 1; month <= 9; month++) {
      String at = "2026-0%d-02T10:00:00Z".formatted(month);
      totals.add(Samples.total(Period.MONTH, at, "a", "printer", null, 7_200_000_000L + month));
      totals.add(
          Samples.printed(Samples.total(Period.MONTH, at, "é", "server", null, month), 12, 2));
    }
    Path parquet = export(months(), ExportFormat.PARQUET, EN, false, totals);
    assertThat(
            ask(
                "SELECT typeof(start), typeof(energy_kwh), typeof(energy_millijoules),"
                    + " typeof(covered_seconds), typeof(site) FROM read_parquet('"
                    + parquet
                    + "') LIMIT 1"))
        .containsExactly("TIMESTAMP WITH TIME ZONE|DECIMAL(18,9)|BIGINT|DECIMAL(18,3)|VARCHAR");
    // A mJ is 0.28 of the last digit of a kWh: exact sums are those of millijoules.
    assertThat(
            ask(
                "SELECT site, count(*), sum(energy_millijoules), sum(energy_kwh), count(pages),"
                    + " min(notice) FROM read_parquet('"
                    + parquet
                    + "') GROUP BY site ORDER BY site"))
        .containsExactly(
            "a|9|64800000045|18.000000012|0|indicative, not for billing",
            "é|9|45|1.2E-8|9|indicative, not for billing");
    assertThat(
            ask(
                "SELECT start, start_local FROM read_parquet('"
                    + parquet
                    + "') WHERE site = 'a' LIMIT 1"))
        .containsExactly("2025-12-31T23:00Z|2026-01-01T00:00+01:00");
    for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.JSONL)) {
      Path file = export(months(), format, EN, false, totals);
      String read = format == ExportFormat.CSV ? "read_csv('%s')" : "read_json('%s')";
      assertThat(
              ask(
                  "SELECT sum(energy_millijoules), count(DISTINCT start), count(pages) FROM "
                      + read.formatted(file)))
          .as(format.label())
          .containsExactly("64800000090|9|9");
    }
  }

  @Test
  void theExamplesOfTheManualRun() throws Exception {
    Path parquet =
        export(
            months(),
            ExportFormat.PARQUET,
            EN,
            false,
            List.of(
                Samples.total(
                    Period.MONTH, "2026-03-02T10:00:00Z", "a", "printer", null, 7_200_000_000L)));
    String manual = Files.readString(Path.of("../docs/exports.md"));
    String sql = manual.substring(manual.indexOf("```sql") + 6);
    List<String> answers = new ArrayList<>();
    for (String one : sql.substring(0, sql.indexOf("```")).split(";", -1)) {
      if (!one.isBlank()) {
        answers.addAll(ask(one.replace("march.parquet", parquet.toString())));
      }
    }
    assertThat(answers).containsExactly("a|2026-03|2.0|0.9", "2026-02-28T23:00Z|2.0");
  }

  @Test
  void aWorkbookHasTitlesInTheReadersLanguageDefinitionsAndNoFormula() throws IOException {
    Total odd =
        Samples.total(Period.MONTH, "2026-03-02T10:00:00Z", "=1+1", "server", null, 1L << 60);
    Path file = export(months(), ExportFormat.XLSX, FR, false, List.of(odd));
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      List<Row> rows = workbook.findSheet("Données").orElseThrow().read();
      assertThat(rows.get(0).getCellText(11)).isEqualTo("Énergie (kWh)");
      assertThat(rows.get(1).getCell(6).getFormula()).isNull();
      assertThat(rows.get(1).getCellText(6)).isEqualTo("=1+1");
      assertThat(rows.get(1).getCellText(12)).as("every digit").isEqualTo("1152921504606846976");
      assertThat(workbook.findSheet("Définitions").orElseThrow().read())
          .anySatisfy(row -> assertThat(row.getCellText(1)).isEqualTo("registered_seconds"));
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void theSameRecordsInAnyOrderAndMemoryGiveTheSameBytes(ExportFormat format) throws Exception {
    List<Total> totals = new ArrayList<>();
    for (int i = 0; i < 280; i++) {
      String at = "20%02d-05-02T10:00:00Z".formatted(i % 40);
      totals.add(Samples.total(Period.MONTH, at, "s" + i % 7, "c" + i % 10, null, i));
    }
    Path first = export(months(), format, FR, false, totals);
    Collections.shuffle(totals, new Random(8));
    // A record of a month's first version, and a lot of disk.
    List<Total> again = new ArrayList<>();
    totals.forEach(t -> again.add(Samples.with(t, 1, Total.Status.PROVISIONAL, 0)));
    again.addAll(totals);
    if (format == ExportFormat.XLSX) {
      // ZIP knows seconds, in steps of two.
      Thread.sleep(2100);
    }
    assertThat(export(months(), format, FR, false, again, 5_000)).hasSameBinaryContentAs(first);
  }

  @Test
  void theNewestRecordOfAKeyCountsWhateverWasWantedBefore() throws IOException {
    Total march = Samples.total(Period.MONTH, "2026-03-02T10:00:00Z", "a|b", "server", null, 7);
    Total finished = Samples.with(march, 1, Total.Status.FINAL, 0);
    TotalsQuery query =
        new TotalsQuery(Period.MONTH, TotalsQuery.By.SITE_CLASS, null, null, null, null, true);
    assertThat(lines(query, List.of(finished))).hasSize(1);
    assertThat(lines(query, List.of(finished, march))).isEmpty();
    try (TotalsExport export = new TotalsExport(query, directory)) {
      byte[] key = key(finished);
      export.take(key, TotalJson.write(finished));
      export.take(key, null);
      assertThat(export.write(fresh(), ExportFormat.JSONL, false, EN, NOBODY, rows -> {}).rows())
          .as("deleted")
          .isZero();
    }
  }

  @Test
  void datesAreTheSitesOwnAndARecordThatIsNoTotalIsNamed() throws IOException {
    Total march = Samples.total(Period.MONTH, "2026-03-02T10:00:00Z", "a", "server", null, 7);
    TotalsQuery query =
        new TotalsQuery(
            Period.MONTH,
            TotalsQuery.By.SITE_CLASS,
            TimeBound.parse("2026-03"),
            TimeBound.parse("2026-04"),
            null,
            null,
            false);
    assertThat(lines(query, List.of(march))).hasSize(1);
    try (TotalsExport export = new TotalsExport(months(), directory)) {
      assertThatThrownBy(
              () -> {
                export.take(key(march), "{}".getBytes(StandardCharsets.UTF_8));
                export.write(fresh(), ExportFormat.CSV, false, EN, NOBODY, rows -> {});
              })
          .hasMessageContaining("energy.totals.v1 has a record that is not a total");
    }
  }

  @Test
  void aSiteWithFewDesksIsInOneRowWithOthersAndEveryShapeHasTheSameSum() throws IOException {
    List<Total> totals = new ArrayList<>(desks(Period.MONTH));
    totals.addAll(desks(Period.DAY));
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 5);
    for (Period period : List.of(Period.MONTH, Period.DAY)) {
      assertThat(json(period, TotalsQuery.By.SITE_CLASS, totals, who))
          .containsExactly(
              "large large pc: 900 false",
              "large large server: 7 false",
              "small small server: 5 false",
              "_grouped _grouped _grouped: 500 false");
      assertThat(json(period, TotalsQuery.By.SITE, totals, who))
          .containsExactly(
              "large large null: 907 false",
              "small small null: 5 true",
              "_grouped _grouped null: 500 false");
      assertThat(json(period, TotalsQuery.By.CLASS, totals, who))
          .containsExactly(
              "null null pc: 900 true",
              "null null server: 12 false",
              "null null _grouped: 500 false");
      assertThat(json(period, TotalsQuery.By.ESTATE, totals, who))
          .containsExactly("null null null: 1412 false");
    }
  }

  @Test
  void onTheFirstDayOfAMonthAClassIsNotHiddenBecauseFewHaveBeenHeardYet() throws IOException {
    List<Total> totals = new ArrayList<>();
    for (String at : List.of("2026-03-10T10:00:00Z", "2026-04-01T00:10:00Z")) {
      boolean goesOn = at.startsWith("2026-04");
      Total pcs = Samples.total(Period.MONTH, at, "large", "pc", null, 900);
      Total.Status status = goesOn ? Total.Status.PROVISIONAL : Total.Status.FINAL;
      totals.add(Samples.with(pcs, goesOn ? 1 : 9, status, 0));
    }
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 5);
    assertThat(json(Period.MONTH, TotalsQuery.By.SITE_CLASS, totals, who))
        .as("March stays; of April nothing is shown while it is of one")
        .containsExactly("large large pc: 900 false");
    Total heard = Samples.with(totals.get(1), 9, Total.Status.PROVISIONAL, 0);
    assertThat(
            json(Period.MONTH, TotalsQuery.By.SITE_CLASS, List.of(totals.getFirst(), heard), who))
        .containsExactly("large large pc: 900 false", "large large pc: 900 false");
    // What has ended with one is of one, and so it is if there is no month before.
    totals.set(1, Samples.with(totals.get(1), 1, Total.Status.FINAL, 0));
    assertThat(json(Period.MONTH, TotalsQuery.By.SITE_CLASS, totals, who)).isEmpty();
    assertThat(
            json(
                Period.MONTH,
                TotalsQuery.By.SITE_CLASS,
                List.of(Samples.with(totals.get(1), 1, Total.Status.PROVISIONAL, 0)),
                who))
        .isEmpty();
  }

  @Test
  void twoLooksAtADayThatGoesOnTellNothingOfTheOneDeskThatHasBeenHeard() throws IOException {
    List<Total> totals = new ArrayList<>(desks(Period.MONTH));
    for (Total day : desks(Period.DAY)) {
      boolean ofPcs = "pc".equals(day.scope().equipmentClass()) && day.scope().site() != null;
      totals.add(Samples.with(day, ofPcs ? 1 : 10, Total.Status.PROVISIONAL, 0));
    }
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 5);
    assertThat(json(Period.DAY, TotalsQuery.By.SITE_CLASS, totals, who))
        .as("neither of nine desks nor of those that are grouped")
        .containsExactly("large large server: 7 false", "small small server: 5 false");
    assertThat(json(Period.DAY, TotalsQuery.By.ESTATE, totals, who))
        .containsExactly("null null null: 12 true");
  }

  @Test
  void ofAGroupOfWhichTwoHaveBeenHeardThisMonthNeitherTheMonthNorTheYearSoFarIsShown()
      throws IOException {
    List<Total> totals = new ArrayList<>(desks(Period.MONTH, "2026-03-10T10:00:00Z"));
    for (Period period : List.of(Period.MONTH, Period.YEAR)) {
      for (Total total : desks(period, "2026-04-01T00:10:00Z")) {
        // One of three desks here, one of two there; all of the nine.
        boolean isHeardOnce =
            period == Period.MONTH
                && "pc".equals(total.scope().equipmentClass())
                && total.devices() < 5;
        int devices = isHeardOnce ? 1 : total.devices();
        totals.add(Samples.with(total, devices, Total.Status.PROVISIONAL, 0));
      }
    }
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 5);
    assertThat(json(Period.MONTH, TotalsQuery.By.CLASS, totals, who))
        .containsExactly(
            "null null pc: 900 true",
            "null null server: 12 false",
            "null null _grouped: 500 false",
            "null null pc: 900 true",
            "null null server: 12 false");
    assertThat(json(Period.YEAR, TotalsQuery.By.CLASS, totals, who))
        .containsExactly("null null pc: 900 true", "null null server: 12 false");
    assertThat(json(Period.YEAR, TotalsQuery.By.ESTATE, totals, who))
        .containsExactly("null null null: 912 true");
  }

  @Test
  void aFewDesksThatAreNoGroupEvenTogetherAreInNoSumNorInTheEstates() throws IOException {
    List<Total> totals = desks(Period.MONTH);
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 15);
    assertThat(json(Period.MONTH, TotalsQuery.By.ESTATE, totals, who))
        .containsExactly("null null null: 12 true");
    assertThat(json(Period.MONTH, TotalsQuery.By.SITE_CLASS, totals, who))
        .containsExactly("large large server: 7 false", "small small server: 5 false");
    TotalsQuery query =
        new TotalsQuery(Period.MONTH, TotalsQuery.By.CLASS, null, null, null, null, false);
    try (TotalsExport export = new TotalsExport(query, directory)) {
      for (Total total : totals) {
        export.take(key(total), TotalJson.write(total));
      }
      TotalsExport.Result result =
          export.write(fresh(), ExportFormat.CSV, false, EN, who, rows -> {});
      assertThat(result.rows()).isEqualTo(1);
      assertThat(result.grouped()).isZero();
      assertThat(result.withheld()).isEqualTo(3);
    }
  }

  @Test
  void theHourThatThereIsTwiceIsTwoRowsOfTheGroupToo() throws IOException {
    Inhabitants who = new Inhabitants(UNDESCRIBED, plugs(2, 3, 9), 5);
    List<Total> totals = new ArrayList<>(desks(Period.MONTH, "2026-10-20T00:00:00Z"));
    totals.addAll(desks(Period.HOUR, "2026-10-25T00:10:00Z"));
    totals.addAll(desks(Period.HOUR, "2026-10-25T01:10:00Z"));
    assertThat(json(Period.HOUR, TotalsQuery.By.CLASS, totals, who))
        .containsExactly(
            "null null pc: 900 true",
            "null null server: 12 false",
            "null null _grouped: 500 false",
            "null null pc: 900 true",
            "null null server: 12 false",
            "null null _grouped: 500 false");
  }

  @Test
  void aMeterAboveSomebodysOwnLeavesInNoRowOfDevices() throws IOException {
    Total above = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "pdu", "rack", 50);
    Device desk = Estate.person("plug-0", "a");
    Assignment a = desk.assignments().get(0);
    Device below =
        new Device(
            "plug-0",
            List.of(
                new Assignment(
                    a.from(),
                    a.to(),
                    a.channel(),
                    a.site(),
                    a.zone(),
                    a.room(),
                    a.rack(),
                    true,
                    true,
                    a.parts(),
                    a.profile(),
                    new TreePlace(List.of(new PointRef("rack", null)), false, 0))));
    TotalsQuery query =
        new TotalsQuery(Period.DAY, TotalsQuery.By.DEVICE, null, null, null, null, false);
    for (Device one : List.of(desk, below)) {
      try (TotalsExport export = new TotalsExport(query, directory)) {
        export.take(key(above), TotalJson.write(above));
        Inhabitants who = new Inhabitants(UNDESCRIBED, List.of(one), 5);
        assertThat(export.write(fresh(), ExportFormat.CSV, false, EN, who, rows -> {}).rows())
            .isEqualTo(one.equals(desk) ? 1 : 0);
      }
    }
  }

  private static List<Total> desks(Period period) {
    return desks(period, "2026-10-10T11:00:00Z");
  }

  /** Desks at three sites, of which two have few, and servers at two. */
  private static List<Total> desks(Period period, String at) {
    List<Total> totals = new ArrayList<>();
    totals.add(Samples.with(pcs(period, at, "few", 200), 3, Total.Status.FINAL, 0));
    totals.add(Samples.with(pcs(period, at, "small", 300), 2, Total.Status.FINAL, 0));
    totals.add(Samples.with(pcs(period, at, "large", 900), 9, Total.Status.FINAL, 0));
    totals.add(Samples.total(period, at, "small", "server", null, 5));
    totals.add(Samples.total(period, at, "large", "server", null, 7));
    totals.add(Samples.total(period, at, "few", null, null, 200));
    totals.add(Samples.total(period, at, "small", null, null, 305));
    totals.add(Samples.total(period, at, "large", null, null, 907));
    totals.add(Samples.total(period, at, null, "pc", null, 1400));
    totals.add(Samples.total(period, at, null, "server", null, 12));
    totals.add(Samples.total(period, at, null, null, null, 1412));
    return totals;
  }

  private static Total pcs(Period period, String at, String site, long energy) {
    return Samples.total(period, at, site, "pc", null, energy);
  }

  private static List<Device> plugs(int small, int few, int large) {
    List<Device> plugs = new ArrayList<>();
    for (int i = 0; i < small + few + large; i++) {
      String site = i < small ? "small" : i < small + few ? "few" : "large";
      plugs.add(Estate.person("plug-" + i, site));
    }
    return plugs;
  }

  /** Names, energy, and whether the row is without cells. */
  private List<String> json(Period period, TotalsQuery.By by, List<Total> totals, Inhabitants who)
      throws IOException {
    TotalsQuery query = new TotalsQuery(period, by, null, null, null, null, false);
    Path file = fresh();
    try (TotalsExport export = new TotalsExport(query, directory)) {
      for (Total total : totals) {
        export.take(key(total), TotalJson.write(total));
      }
      export.write(file, ExportFormat.JSONL, false, EN, who, rows -> {});
    }
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = new ObjectMapper().readTree(line);
      rows.add(
          row.path("entity").asText("null")
              + " "
              + row.path("site").asText("null")
              + " "
              + row.path("equipment_class").asText("null")
              + ": "
              + row.path("energy_millijoules").asLong()
              + " "
              + row.path("without_grouped").asBoolean());
    }
    return rows;
  }

  @Test
  void personalDevicesAreNeverInIt() throws IOException {
    TotalsQuery query =
        new TotalsQuery(Period.DAY, TotalsQuery.By.DEVICE, null, null, null, null, false);
    Total desk = Samples.personal("2026-03-02T10:00:00Z", "plug-7");
    Total server = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "server", "srv-1", 5);
    assertThat(lines(query, List.of(desk, server)))
        .singleElement()
        .asString()
        .contains("srv-1")
        .doesNotContain("plug-7");
  }

  private static TotalsQuery months() {
    return new TotalsQuery(Period.MONTH, TotalsQuery.By.SITE_CLASS, null, null, null, null, false);
  }

  private List<String> lines(TotalsQuery query, List<Total> totals) throws IOException {
    return Files.readAllLines(export(query, ExportFormat.JSONL, EN, false, totals));
  }

  private Path export(
      TotalsQuery query, ExportFormat format, Texts texts, boolean spreadsheet, List<Total> totals)
      throws IOException {
    return export(query, format, texts, spreadsheet, totals, 1 << 20);
  }

  private Path export(
      TotalsQuery query,
      ExportFormat format,
      Texts texts,
      boolean spreadsheet,
      List<Total> totals,
      long memory)
      throws IOException {
    try (NewPlace place = NewPlace.at(fresh());
        TotalsExport export = new TotalsExport(query, place.workshop(), memory)) {
      for (Total total : totals) {
        export.take(key(total), TotalJson.write(total));
      }
      export.write(place.draft(), format, spreadsheet, texts, NOBODY, rows -> {});
      place.finish();
      try (Stream<Path> left = Files.list(place.workshop())) {
        assertThat(left).as("nothing is left").isEmpty();
      }
      return place.target();
    }
  }

  private Path fresh() {
    return directory.resolve("out-" + System.nanoTime());
  }

  private static byte[] key(Total total) {
    return TotalJson.key(total.scope(), total.period(), total.start())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(sql)) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(result.getString(i));
          }
          rows.add(String.join("|", row));
        }
      }
    }
    return rows;
  }
}
