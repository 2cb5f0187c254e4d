package io.garonne.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PageKinds;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsCsvTest {
  private static final String HEADER =
      "period,start,site,equipment_class,device,energy_millijoules,measured_millijoules,"
          + "interpolated_millijoules,estimated_millijoules,energy_kwh,covered_seconds,devices,"
          + "revision,status,booked_seconds,pages,page_counters,colour_pages,colour_known_pages,estimated_pages";

  @Test
  void aTotalIsOneLineOfWholeMillijoulesAndKilowattHoursWithNineDecimals() throws IOException {
    Total day =
        Samples.total(
            Period.DAY, "2026-03-02T10:00:00Z", "site-dc", "server", null, 12_345_678_901L);
    assertThat(csv(List.of(day)))
        .isEqualTo(
            HEADER
                + "\nday,2026-03-01T23:00:00Z,site-dc,server,,12345678901,11111111011,1234567890,0,"
                + "3.429355250,864000,10,0,provisional,864000,,0,,,\n");
  }

  @Test
  void theSameTotalsGiveTheSameBytesInWhateverOrderTheyCome() throws IOException {
    List<Total> totals = new ArrayList<>();
    for (Period period : Period.values()) {
      for (String at : List.of("2026-03-02T10:00:00Z", "2011-01-02T10:00:00Z")) {
        totals.add(Samples.total(period, at, null, null, null, 5));
        totals.add(Samples.total(period, at, "a", null, null, 5));
        totals.add(Samples.total(period, at, "a", "printer", null, 5));
        totals.add(Samples.total(period, at, "a", "printer", "p-1", 5));
      }
    }
    String expected = csv(totals);
    Collections.reverse(totals);
    assertThat(csv(totals)).isEqualTo(expected);
    assertThat(expected.lines().skip(1).limit(2))
        .allSatisfy(line -> assertThat(line).startsWith("quarter-hour,2011-01-02T10:00:00Z,"));
    assertThat(expected.lines().skip(33)).allSatisfy(line -> assertThat(line).startsWith("year,"));
  }

  @Test
  void aTotalThatSawNoDeviceIsNotALineBecauseNoDataIsNotZero() throws IOException {
    Total day = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "b", null, 0);
    assertThat(csv(List.of(Samples.with(day, 0, Total.Status.FINAL, 1)))).isEqualTo(HEADER + "\n");
  }

  @Test
  void pagesAreAtTheEndAndEmptyWhereThereIsNoPageCounter() throws IOException {
    Total day = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "printer", null, 10);
    assertThat(csv(List.of(Samples.printed(day, 0, 2)))).endsWith(",provisional,864000,0,2,,,\n");
    assertThat(csv(List.of(day))).endsWith(",provisional,864000,,0,,,\n");
    StringBuilder families = new StringBuilder();
    TotalsCsv.write(
        List.of(new VisibleRow(Samples.printed(day, 7, 2), true)),
        TotalsQuery.By.ENTITY,
        TotalsCsv.LineEnd.LF,
        families);
    assertThat(families.toString())
        .startsWith(HEADER.replace("status,", "status,entity,family,asset,allocated_millijoules,"))
        .contains(",estimated_pages,without_grouped\n")
        .endsWith(",provisional,a,,,0,864000,7,2,,,,true\n");
  }

  @Test
  void colourIsOfWhatIsToldApartAndWhatIsEstimatedIsInNoSum() throws IOException {
    Total day = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "printer", null, 10);
    Total printed = Samples.printed(day, 70, 2);
    assertThat(csv(List.of(Samples.printed(printed, new PageKinds(0, 40, 0)))))
        .as("no colour, and that is known")
        .endsWith(",864000,70,2,0,40,\n");
    assertThat(csv(List.of(Samples.printed(printed, new PageKinds(9, 40, 1_350)))))
        .endsWith(",864000,70,2,9,40,13.5\n");
    Total paper = Samples.with(day, 0, Total.Status.FINAL, 1);
    assertThat(csv(List.of(Samples.printed(paper, new PageKinds(0, 0, 100_000)))))
        .as("a line of its own, without pages")
        .endsWith(",,,,,,,0,1,final,,,0,,,1000\n");
  }

  @Test
  void wherePagesAreAllThatIsKnownTheEnergiesAreEmptyAndNotZero() throws IOException {
    Total day = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "printer", null, 0);
    Total counted = Samples.printed(Samples.with(day, 0, Total.Status.FINAL, 1), 120, 1);
    assertThat(csv(List.of(counted)))
        .endsWith("\nday,2026-03-01T23:00:00Z,a,printer,,,,,,,,0,1,final,,120,1,,,\n");
  }

  @Test
  void aPersonSeesPagesOnlyWhereThereAreAny() throws IOException {
    Total day = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "a", "printer", null, 10);
    assertThat(table(List.of(day))).doesNotContain("Pages");
    Total other = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "b", "printer", null, 10);
    assertThat(table(List.of(Samples.printed(day, 1234, 2), other)))
        .contains("Pages", "1,234")
        .hasLineCount(3);
  }

  private static String table(List<Total> totals) throws IOException {
    StringBuilder out = new StringBuilder();
    TotalsTable.write(
        totals.stream().map(total -> new VisibleRow(total, false)).toList(),
        new Texts(Language.EN),
        out);
    return out.toString();
  }

  @Test
  void namesAreQuotedAndNeverBecomeFormulas() {
    assertThat(TotalsCsv.field("Mairie, annexe")).isEqualTo("\"Mairie, annexe\"");
    assertThat(TotalsCsv.field("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(TotalsCsv.field("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(TotalsCsv.field("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
    assertThat(TotalsCsv.field("@cmd")).isEqualTo("'@cmd");
    assertThat(TotalsCsv.field("a=b")).isEqualTo("a=b");
    assertThat(TotalsCsv.field(null)).isEmpty();
  }

  private static String csv(List<Total> totals) throws IOException {
    StringBuilder out = new StringBuilder();
    TotalsCsv.write(totals, TotalsCsv.LineEnd.LF, out);
    return out.toString();
  }
}
