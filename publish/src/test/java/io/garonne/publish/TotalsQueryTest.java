package io.garonne.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TotalsQueryTest {
  private static final Total DAY =
      Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "server", null, 3_600_000_000L);

  @Test
  void aDateIsTheSitesOwnMidnight() {
    // The day began at 23:00 UTC of the day before.
    assertThat(between("2026-03-02", "2026-03-03")).accepts(DAY);
    assertThat(between("2026-03-01", "2026-03-02")).rejects(DAY);
    assertThat(between("2026-03-01T23:00:00Z", "2026-03-01T23:00:01Z")).accepts(DAY);
    assertThat(between("2026-03-02T00:00:00Z", null)).rejects(DAY);
    assertThat(between("2026-03", "2026-04")).accepts(DAY);
    assertThat(between("2026", "2027")).accepts(DAY);
  }

  @Test
  void whatIsNeitherDateNorInstantIsRefusedInOneLine() {
    for (String text : List.of("", "x", "26", "abcd", "2026-13", "2026-02-30", "2026-03-02T10")) {
      assertThatThrownBy(() -> TimeBound.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("\"" + text + "\" is no date like");
    }
  }

  @Test
  void eachShapeOfScopeIsAskedForByItsName() {
    Total site = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", null, null, 1);
    Total kind = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", null, "server", null, 1);
    Total estate = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", null, null, null, 1);
    Total device = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "server", "s-1", 1);
    Total entity = Samples.total(estate, Scope.ofEntity("city"));
    Total family = Samples.total(estate, Scope.ofFamily(null, "printing"));
    Total both = Samples.total(estate, Scope.ofFamily("city", "printing"));
    List<Total> all = List.of(DAY, site, kind, estate, device, entity, family, both);
    for (TotalsQuery.By by : TotalsQuery.By.values()) {
      TotalsQuery query = new TotalsQuery(Period.DAY, by, null, null, null, null, false);
      assertThat(all.stream().filter(query)).as(by.label()).hasSize(1);
      assertThat(TotalsQuery.By.ofLabel(by.label())).isEqualTo(by);
    }
  }

  @Test
  void aPersonalDeviceIsNeverAskedFor() {
    TotalsQuery query =
        new TotalsQuery(Period.DAY, TotalsQuery.By.DEVICE, null, null, null, null, false);
    assertThat(query).rejects(Samples.personal("2026-03-02T10:00:00Z", "plug-7"));
  }

  @Test
  void finalOnlyLeavesOutWhatMayStillChange() {
    TotalsQuery query =
        new TotalsQuery(Period.DAY, TotalsQuery.By.SITE_CLASS, null, null, null, null, true);
    assertThat(query).rejects(DAY).accepts(Samples.with(DAY, 10, Total.Status.FINAL, 0));
  }

  @Test
  void theTableIsAlignedAndLeavesOutColumnsThatNoTotalFills() throws IOException {
    Total small = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "nas", null, 36_000_000);
    StringBuilder out = new StringBuilder();
    TotalsTable.write(rows(DAY, small), new Texts(Language.EN), out);
    assertThat(out.toString())
        .isEqualTo(
            """
            Start       Site  Class   Energy (kWh)  Measured  Covered   Devices  Revision  State
            2026-03-02  dc    nas            0.010       90%      83%  10 of 12         0  provisional
            2026-03-02  dc    server          1.00       90%      83%  10 of 12         0  provisional
            """);
  }

  /** Read every hour, all of its energy is known, and none of its time is covered. */
  @Test
  void anHourlyRegisterIsKnownThoughNotCovered() throws IOException {
    Total t = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", "dc", "nas", "plug", 36_000_000);
    Total hourly =
        new Total(
            t.scope(),
            t.period(),
            t.start(),
            t.end(),
            t.zone(),
            0,
            t.energy(),
            0,
            0,
            0,
            t.expectedMillis(),
            t.expectedMillis() / 2,
            t.expectedMillis(),
            0,
            0,
            0,
            PageKinds.NONE,
            1,
            1,
            t.high(),
            0,
            Total.Status.PROVISIONAL,
            Total.METHOD,
            false,
            Causes.UNKNOWN);
    StringBuilder out = new StringBuilder();
    TotalsTable.write(rows(hourly), new Texts(Language.EN), out);
    assertThat(out.toString())
        .isEqualTo(
            """
            Start       Site  Class  Device  Energy (kWh)  Measured  Covered  Known  Devices  Revision  State
            2026-03-02  dc    nas    plug           0.010        0%       0%    50%   1 of 1         0  provisional
            """);
  }

  @Test
  void theTableSaysWhatIsGroupedAndWhichRowsLackSomething() throws IOException {
    String all = VisibleRow.GROUPED;
    StringBuilder out = new StringBuilder();
    TotalsTable.write(
        List.of(
            new VisibleRow(DAY, true),
            new VisibleRow(DAY.as(new Scope(all, all, all, null)), false)),
        new Texts(Language.FR),
        out);
    assertThat(out.toString().lines()).hasSize(3).first().asString().endsWith("Sans les regroupés");
    assertThat(out).contains("autres (regroupés)", "provisoire  oui").doesNotContain(all);
  }

  @Test
  void anHourOfTheTableSaysItsOffsetBecauseOneOccursTwiceInAutumn() throws IOException {
    StringBuilder out = new StringBuilder();
    TotalsTable.write(
        rows(
            Samples.total(Period.HOUR, "2026-10-25T00:30:00Z", "dc", null, null, 1),
            Samples.total(Period.HOUR, "2026-10-25T01:30:00Z", "dc", null, null, 1)),
        new Texts(Language.FR),
        out);
    assertThat(out).contains("2026-10-25 02:00+02:00", "2026-10-25 02:00+01:00", "provisoire");
  }

  private static List<VisibleRow> rows(Total... totals) {
    return Stream.of(totals).map(total -> new VisibleRow(total, false)).toList();
  }

  private static TotalsQuery between(String from, @Nullable String to) {
    return new TotalsQuery(
        Period.DAY,
        TotalsQuery.By.SITE_CLASS,
        TimeBound.parse(from),
        to == null ? null : TimeBound.parse(to),
        null,
        null,
        false);
  }
}
