package io.garonne.publish.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Line;
import io.garonne.model.inventory.Estate;
import io.garonne.model.metering.MeterProfile;
import io.garonne.publish.Samples;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A city with one or several people's computers and printers at two sites, and its programme. */
class ToldFiguresTest {
  private static final PublishedIndicators PROGRAMME = InventedProgramme.published(true, true);
  private static final Texts EN = new Texts(Language.EN);

  @Test
  void aFamilyOfFewPersonsHasNoFigureBesideItsRowsAndTheFigureOfEverythingStays() {
    assertThat(parts(new ToldFigures(city(1, 1)).of(PROGRAMME.figures())))
        .doesNotContain("workstations", "printing")
        .contains(Figure.ALL, "server-room-it");
    assertThat(parts(new ToldFigures(city(5, 5)).of(PROGRAMME.figures())))
        .contains("workstations", "printing");
  }

  @Test
  void eachFamilyOfEnoughHiddenPersonsIsToldApart() {
    // Two and three at two sites: five of each family, none of whom has a row.
    assertThat(parts(new ToldFigures(city(2, 3)).of(PROGRAMME.figures())))
        .contains("workstations", "printing");
  }

  @Test
  void whatIsLeftOutAndOfFewPersonsIsNamedWithoutItsQuantity() throws IOException {
    Figure all =
        PROGRAMME.figures().stream()
            .filter(f -> f.part().equals(Figure.ALL) && f.value() != null)
            .findFirst()
            .orElseThrow();
    Figure.Value value = Objects.requireNonNull(all.value());
    Figure leaving =
        all.with(
            value.with(
                List.of(
                    new Figure.LeftOut(
                        "city", "workstations", Line.Out.NO_REFERENCE, 77_700_000_000L))));
    assertThat(beside(new ToldFigures(city(1, 1)).told(leaving)))
        .contains("city, workstations: withheld")
        .doesNotContain("21.6");
    assertThat(beside(new ToldFigures(city(5, 5)).told(leaving))).contains("21.6 kWh");
  }

  @Test
  void theLinesOfFewPersonsAreOneSumAndSoAreTheirErrors() throws IOException {
    Figure all =
        PROGRAMME.figures().stream()
            .filter(f -> f.part().equals(Figure.ALL) && f.value() != null)
            .findFirst()
            .orElseThrow();
    StringBuilder few = new StringBuilder();
    new Explanation(EN, new ToldFigures(city(1, 1))::isTold).write(all, PROGRAMME, few);
    StringBuilder many = new StringBuilder();
    new Explanation(EN, new ToldFigures(city(5, 5))::isTold).write(all, PROGRAMME, many);
    assertThat(few)
        .contains("2 lines of few persons", "what is of few persons, together: ± 41.091")
        .contains("it is what is published, to the last digit shown")
        .doesNotContain("city    workstations", "city, workstations:", "city, printing:");
    assertThat(many).contains("city    workstations", "city, workstations: actual ± 41.091");
  }

  private static String beside(Figure figure) {
    return String.join("\n", new IndicatorsTable(EN).beside(figure));
  }

  private static List<String> parts(List<Figure> figures) {
    return figures.stream().map(Figure::part).distinct().toList();
  }

  /** So many people's computers and printers at the annex, and at the library. */
  private static Division city(int annex, int library) {
    List<Device> devices = new ArrayList<>();
    List<Total> months = new ArrayList<>();
    for (int year = 2025; year <= 2026; year++) {
      for (int month = 1; month <= 12; month++) {
        String at = "%d-%02d-10T10:00:00Z".formatted(year, month);
        months.addAll(months(at, "annex", annex));
        months.addAll(months(at, "library", library));
      }
    }
    add(devices, "annex", annex);
    add(devices, "library", library);
    Estate nothing = Estate.of(List.of(), Samples.PARIS).estate();
    return Division.of(new Inhabitants(nothing, devices, People.DEFAULT_LEAST), months.stream());
  }

  private static List<Total> months(String at, String site, int persons) {
    return List.of("pc", "printer").stream()
        .map(of -> Samples.total(Period.MONTH, at, site, of, null, 100))
        .map(total -> Samples.with(total, persons, Total.Status.FINAL, 0))
        .map(total -> total.as(new Scope("city", site, total.scope().equipmentClass(), null)))
        .toList();
  }

  private static void add(List<Device> devices, String site, int persons) {
    for (int i = 0; i < persons; i++) {
      devices.add(device(site, "pc", "workstations", i));
      devices.add(device(site, "printer", "printing", i));
    }
  }

  private static Device device(String site, String equipmentClass, String family, int number) {
    return new Device(
        "%s-%s-%d".formatted(site, equipmentClass, number),
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                null,
                site,
                Samples.PARIS,
                null,
                null,
                true,
                true,
                List.of(new Part(null, "city", equipmentClass, family, 1)),
                MeterProfile.DEFAULT,
                TreePlace.ALONE)));
  }
}
