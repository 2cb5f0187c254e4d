package io.garonne.publish.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.TotalJson;
import io.garonne.model.withholding.SmallGroups;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
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
import java.util.function.Predicate;
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
  private static final SmallGroups NOBODY = new DevicesView().smallGroupsAt(Estate.NOW);

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
            cause,corrected_at
            month,2026-02-28T23:00:00Z,2026-03-31T22:00:00Z,Europe/Paris,2026-03-01T00:00+01:00,dc,\
            dc,server,,,,10.000000000,36000000001,32400000001,3600000000,0,0,36000000001,26748000,\
            26748000,0,32097600,10,12,,0,,,,0,provisional,M1-M12/1,\
            "indicatif, non destiné à la facturation",late-reading+correction,2026-03-31T22:00:00Z
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
      assertThat(export.write(fresh(), ExportFormat.JSONL, false, EN, null, rows -> {}).rows())
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
      export.take(key(march), "{}".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> export.write(fresh(), ExportFormat.CSV, false, EN, null, rows -> {}))
          .hasMessageContaining("energy.totals.v1 has a record that is not a total");
    }
  }

  @Test
  void whatTellsOfOnePersonIsWithheldExactlyAsTotalsWithholdsIt() throws IOException {
    DevicesView devices = new DevicesView();
    for (int i = 0; i < 9; i++) {
      Device desk = Estate.person("plug-" + i, i < 2 ? "small" : i < 5 ? "three" : "large");
      devices.take(desk.device(), DeviceJson.write(desk));
    }
    SmallGroups groups = devices.smallGroupsAt(Estate.NOW);
    Random random = new Random(17);
    List<Total> totals = new ArrayList<>();
    for (int day = 10; day < 25; day++) {
      String at = "2026-10-%dT11:00:00Z".formatted(day);
      for (String site : List.of("small", "three", "large")) {
        Total pcs = Samples.total(Period.DAY, at, site, "pc", null, 100);
        totals.add(Samples.with(pcs, 1 + random.nextInt(4), Total.Status.FINAL, 0));
        totals.add(Samples.total(Period.DAY, at, site, null, null, 300));
      }
      totals.add(Samples.total(Period.DAY, at, null, "pc", null, 900));
      Total all = Samples.total(Period.DAY, at, null, null, null, 1000);
      totals.add(all);
      totals.add(all.as(Scope.ofFamily(null, "workstations")));
    }
    for (TotalsQuery.By by : TotalsQuery.By.values()) {
      if (by != TotalsQuery.By.DEVICE) {
        TotalsQuery query = new TotalsQuery(Period.DAY, by, null, null, null, null, false);
        Predicate<Total> withheld = groups.withheldOf(totals.stream());
        Stream<Total> shown = totals.stream().filter(query).filter(withheld.negate());
        try (TotalsExport export = new TotalsExport(query, directory)) {
          for (Total total : totals) {
            export.take(key(total), TotalJson.write(total));
          }
          TotalsExport.Result result =
              export.write(fresh(), ExportFormat.CSV, false, EN, groups, rows -> {});
          assertThat((long) result.rows()).as(by.label()).isEqualTo(shown.count());
          assertThat((long) result.rows() + result.withheld())
              .isEqualTo(totals.stream().filter(query).count());
        }
      }
    }
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
