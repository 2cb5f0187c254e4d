package io.garonne.publish.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartTest {
  private static final Texts FR = new Texts(Language.FR);
  private static final Texts EN = new Texts(Language.EN);
  private static final double NAN = Double.NaN;

  private static final LineChart LINES =
      new LineChart(
          "Mois",
          List.of("01/2026", "02/2026", "03/2026", "04/2026", "05/2026"),
          List.of(
              new LineChart.Line(
                  "Mesuré", LineChart.Stroke.SOLID, List.of(NAN, -2.0, -3.5, NAN, NAN)),
              new LineChart.Line(
                  "Trajectoire", LineChart.Stroke.DASHED, List.of(-1.0, -2.0, -3.0, -4.0, -5.0)),
              new LineChart.Line(
                  "Prévision", LineChart.Stroke.DOTTED, List.of(NAN, NAN, -3.5, -4.5, -6.0))),
          List.of(
              new LineChart.Band(
                  "95 %", List.of(NAN, -4.0, -5.5, NAN, NAN), List.of(NAN, 0.5, -1.0, NAN, NAN)),
              new LineChart.Band(
                  "Fourchette",
                  List.of(NAN, NAN, NAN, NAN, -9.0),
                  List.of(NAN, NAN, NAN, NAN, 1.0))),
          Unit.change());

  /** 100 × −0.9985 is −99.85000000000001 in binary. */
  @Test
  void aRatioIsTheSameNumberInAChartAsInASentence() {
    for (int i = -2000; i <= 2000; i++) {
      double ratio = i / 2000.0;
      assertThat(Unit.change().with(Unit.perCent(ratio), EN)).isEqualTo(EN.change(ratio, 1));
    }
  }

  private static final Stack SITES =
      new Stack(
          "Site",
          List.of("Hôtel de ville <centre>", "Bibliothèque", "Atelier"),
          List.of(
              new Stack.Part("mesuré", List.of(12_345.6, 800.0, 0.0), true),
              new Stack.Part("interpolé", List.of(1_200.0, 20.0, 0.0), true),
              new Stack.Part("estimé", List.of(0.0, 300.0, 0.0), false)),
          "total",
          new Unit("kWh", 1, false));

  private static final HeatMap WEEK =
      new HeatMap(
          "Jour",
          List.of("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
          IntStream.range(0, 24).mapToObj(Integer::toString).toList(),
          IntStream.range(0, 7)
              .mapToObj(
                  day ->
                      IntStream.range(0, 24)
                          .mapToObj(
                              hour ->
                                  day == 6 && hour < 3
                                      ? NAN
                                      : day < 5 && hour > 7 && hour < 18 ? 400.0 : 90.0)
                          .toList())
              .toList(),
          new Unit("W", 0, false));

  static Stream<Chart> charts() {
    return Stream.of(LINES, new StackedColumns(SITES), new StackedBars(SITES), WEEK);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void aPictureSaysWhatItIsAndHasItsFiguresBesideIt(Chart chart) throws Exception {
    String html = chart.html(new Heading("c1", "Titre & unité", "Une phrase."), FR);

    Document document = parse(html);
    Element svg = (Element) document.getElementsByTagName("svg").item(0);
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    for (String name : svg.getAttribute("aria-labelledby").split(" ", -1)) {
      assertThat(ids(document)).contains(name);
    }
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Titre & unité");
    assertThat(document.getElementsByTagName("figcaption").item(0).getTextContent())
        .contains("Une phrase.");
    int columns =
        document.getElementsByTagName("thead").item(0).getFirstChild().getChildNodes().getLength();
    NodeList rows = document.getElementsByTagName("tbody").item(0).getChildNodes();
    assertThat(rows.getLength()).isPositive();
    NodeList cells = ((Element) document.getElementsByTagName("tr").item(1)).getChildNodes();
    assertThat(cells.getLength()).isEqualTo(columns);
    assertThat(html).doesNotContain("NaN").doesNotContain("style=");
    assertThat(chart.html(new Heading("c1", "Titre & unité", "Une phrase."), FR)).isEqualTo(html);
  }

  @Test
  void twoPicturesOfADocumentShareNoName() throws Exception {
    StringBuilder both = new StringBuilder();
    for (Chart chart : charts().flatMap(c -> Stream.of(c, c)).toList()) {
      both.append(chart.html(new Heading("c" + both.length(), "t", "c"), EN));
    }
    Document document = parse("<div>" + both + "</div>");
    List<String> all = ids(document);
    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
  }

  @Test
  void numbersAreWrittenAsTheLanguageWritesThem() {
    String fr = new StackedBars(SITES).html(new Heading("c", "t", "c"), FR);
    String en = new StackedBars(SITES).html(new Heading("c", "t", "c"), EN);
    // 12 345,6 + 1 200,0, with narrow no-break spaces.
    assertThat(fr).contains("13\u202f545,6\u00a0kWh");
    assertThat(en).contains("13,545.6\u00a0kWh");
    assertThat(LINES.html(new Heading("c", "t", "c"), FR)).contains("−3,5\u00a0%");
  }

  @Test
  void whatIsEstimatedIsDrawnAndNotAdded() {
    String en = new StackedBars(SITES).html(new Heading("c", "t", "c"), EN);
    assertThat(en).contains("820.0\u00a0kWh").contains("<td class=\"n\">300.0</td>");
    assertThat(en).doesNotContain("1,120.0");
  }

  @Test
  void aLineHasAGapWhereNothingIsKnown() {
    LineChart chart =
        new LineChart(
            "Month",
            List.of("1", "2", "3", "4"),
            List.of(new LineChart.Line("m", LineChart.Stroke.SOLID, List.of(1.0, NAN, 2.0, 3.0))),
            List.of(),
            new Unit("kWh", 0, false));
    String d =
        chart
            .html(new Heading("c", "t", "c"), EN)
            .replaceAll("(?s).*?ch-solid\" d=\"([^\"]*)\"/>.*", "$1");
    assertThat(d.chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(d.chars().filter(c -> c == 'L')).hasSize(1);
  }

  @Test
  void anAxisHasRoundNumbersAndZero() {
    assertThat(Scale.over(Stream.of(-17.3, 2.0).mapToDouble(d -> d)).ticks())
        .isEqualTo(List.of(-20.0, -15.0, -10.0, -5.0, 0.0, 5.0));
    assertThat(Scale.over(Stream.of(0.0).mapToDouble(d -> d)).high()).isEqualTo(1);
    assertThat(Scale.over(Stream.of(0.034).mapToDouble(d -> d)).decimals()).isEqualTo(2);
  }

  @Test
  void nothingIsDrawnOfNothing() {
    Unit unit = new Unit("", 0, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stack("s", List.of(), List.of(), "t", unit));
    assertThatIllegalArgumentException().isThrownBy(() -> new Stack.Part("s", List.of(-1.0), true));
    assertThatIllegalArgumentException().isThrownBy(() -> new Heading("Not an id", "t", "c"));
  }

  /** Writes all of them, to be looked at. */
  public static void main(String[] args) throws IOException {
    StringBuilder out =
        new StringBuilder(
            "<!DOCTYPE html><html lang=\"fr\"><meta charset=\"utf-8\"><style>body{font:1rem/1.5 sans-serif;margin:1rem}.n{text-align:right}");
    out.append("@media(prefers-color-scheme:dark){body{background:#12181e;color:#eee}}");
    out.append(ChartStyle.css()).append("</style>");
    int[] n = {0};
    charts()
        .forEach(
            c ->
                out.append(
                    c.html(new Heading("c" + n[0]++, "Titre", "Une phrase qui conclut."), FR)));
    out.append("<p>Texte ")
        .append(Sparkline.html(List.of(3.0, 4.0, 2.0, NAN, 5.0, 1.0), "x"))
        .append("</p>");
    Files.writeString(Path.of(args[0]), out);
  }

  private static Document parse(String html)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<String> ids(Document document) {
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> ((Element) all.item(i)).getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }
}
