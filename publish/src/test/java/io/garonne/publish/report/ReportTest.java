package io.garonne.publish.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.publish.chart.LineChart;
import io.garonne.publish.chart.Unit;
import io.garonne.publish.report.Paper.Format;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
  private static final Pattern OUTSIDE =
      Pattern.compile("(src|href|action|data)\\s*=\\s*\"(?!#|data:,)|@import|url\\((?!#)");

  @ParameterizedTest
  @EnumSource(Language.class)
  void theSameRecordsGiveTheSameBytesInEveryFormat(Language language) {
    for (Format format : Format.values()) {
      byte[] once =
          Report.of(InventedCity.using(0.9), new Texts(language)).as(format, new Texts(language));
      byte[] again =
          Report.of(InventedCity.using(0.9), new Texts(language)).as(format, new Texts(language));
      assertThat(again).as("%s", format).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void itIsOneFileWithoutAnythingFromElsewhereAndWellFormed(Language language) throws Exception {
    for (ReportData data :
        List.of(InventedCity.using(0.9), InventedCity.year(0.9), InventedCity.withoutAnything())) {
      String html = html(Report.of(data, new Texts(language)), language);
      Document document = parse(html);
      assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo(language.code());
      assertThat(OUTSIDE.matcher(html).find()).isFalse();
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
      headingsDoNotSkip(document);
      idsAreUnique(document);
      everyTableHasCaptionAndHeaders(document);
    }
  }

  @Test
  void theFirstThingSaidIsWhetherTheCityIsOnTheWay() {
    Paper better = Report.of(InventedCity.using(0.7), new Texts(Language.FR));
    assertThat(better.blocks().get(0))
        .isInstanceOfSatisfying(
            Block.Answer.class,
            answer -> {
              assertThat(answer.question()).contains("−15\u00a0%", "2026");
              assertThat(answer.answer()).isEqualTo("Oui, elle est en avance.");
              assertThat(answer.mood()).isEqualTo(Block.Mood.YES);
            });
    assertThat(Report.of(InventedCity.using(0.89), new Texts(Language.FR)).blocks().get(0))
        .isInstanceOfSatisfying(
            Block.Answer.class,
            answer -> {
              assertThat(answer.answer()).startsWith("Pour l’instant, oui");
              assertThat(answer.mood()).isEqualTo(Block.Mood.OPEN);
            });
    assertThat(Report.of(InventedCity.using(1.1), new Texts(Language.FR)).blocks().get(0))
        .isInstanceOfSatisfying(
            Block.Answer.class,
            answer -> assertThat(answer.answer()).isEqualTo("Non, elle est en retard."));
    assertThat(Report.of(InventedCity.withoutAnything(), new Texts(Language.EN)).blocks().get(0))
        .isInstanceOfSatisfying(
            Block.Answer.class,
            answer -> {
              assertThat(answer.answer()).isEqualTo("That cannot be said.");
              assertThat(answer.why()).contains("October 2026");
            });
  }

  /** It was a day's step beside it: −6.2 % in the one and −6.3 % in the other. */
  @Test
  void thePathOfThePictureIsThatOfTheWords() {
    ReportData data = InventedCity.using(0.9);
    LineChart chart =
        Objects.requireNonNull(
            TargetChart.of(new ReportTexts(new Texts(Language.EN), data.estate()), data));
    List<Double> due =
        chart.lines().stream()
            .filter(line -> line.stroke() == LineChart.Stroke.DASHED)
            .findAny()
            .orElseThrow()
            .values();
    int compared = 0;
    for (int i = 0; i < due.size(); i++) {
      Figure figure = data.headline(Indicator.ELECTRICITY, YearMonth.of(2026, 1).plusMonths(i));
      if (figure != null && figure.value() != null) {
        assertThat(due.get(i))
            .isEqualTo(Unit.perCent(Objects.requireNonNull(figure.value().due())));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void thePageOpensWithOneSentenceWithTheRightVerb() {
    assertThat(lead(0.7, Language.FR))
        .startsWith(
            "Entre 2025 et les douze mois jusqu’à octobre 2026 (10 comparés), à périmètre utilisateur constant,"
                + " l’électricité du numérique a baissé de ")
        .contains("(entre ", "objectif −15\u00a0% au 31 décembre 2026")
        .contains("mesuré, le reste estimé")
        .endsWith("non compris\u00a0: réseau (museum).");
    assertThat(lead(1.1, Language.FR)).contains("a augmenté de ");
    assertThat(lead(1.1, Language.EN)).contains("rose by ");
    assertThat(
            ((Block.Lead) onePage(InventedCity.withoutAnything(), Language.FR).blocks().get(0))
                .text())
        .contains("n’est pas calculable\u00a0: aucun indicateur n’a été calculé pour octobre 2026");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsOnePersonsIsNowhere(Language language) throws Exception {
    for (ReportData data : List.of(InventedCity.using(0.9), InventedCity.year(0.9))) {
      for (Paper paper : List.of(Report.of(data, new Texts(language)), onePage(data, language))) {
        for (Format format : Format.values()) {
          byte[] bytes = paper.as(format, new Texts(language));
          String text =
              format == Format.ODT
                  ? String.join("", parts(bytes))
                  : new String(bytes, StandardCharsets.UTF_8);
          assertThat(text)
              .as("%s", format)
              .doesNotContain(InventedCity.LAPTOP, "Dépôt", "depot", "Garage", "Ada Lovelace");
        }
      }
    }
  }

  @Test
  void sitesFamiliesMoversAndAdviceAreThereWithTheirQuality() {
    String html = html(Report.of(InventedCity.using(0.9), new Texts(Language.EN)), Language.EN);
    assertThat(html)
        .contains("Hôtel de ville &lt;centre&gt;", "server room IT", "of it interpolated")
        .contains("workstations (without equipment of few persons)")
        .contains("10 of 12", "others (grouped)", "Less than a year before", "400\u00a0kWh a year")
        .contains("Servers that seem to do nothing: 1", "not used for four weeks: 2 of 9")
        .contains("fewer than 5 persons, counted by month: 2 classes at a site");
    assertThat(html).doesNotContain("beamer-7");
  }

  @Test
  void aNameIsNeverMarkup() {
    String md =
        new String(
            Report.of(InventedCity.using(0.9), new Texts(Language.FR))
                .as(Format.MD, new Texts(Language.FR)),
            StandardCharsets.UTF_8);
    assertThat(md).contains("Hôtel de ville \\<centre\\>").doesNotContain("ville <centre>");
  }

  @Test
  void anOpenDocumentSaysFirstAndUncompressedWhatItIs() throws Exception {
    byte[] odt =
        onePage(InventedCity.using(0.9), Language.FR).as(Format.ODT, new Texts(Language.FR));
    assertThat(new String(odt, 30, 8 + 39, StandardCharsets.US_ASCII))
        .isEqualTo("mimetypeapplication/vnd.oasis.opendocument.text");
    List<String> parts = parts(odt);
    assertThat(parts).hasSize(5);
    for (String xml : parts.subList(1, 5)) {
      parse(xml);
    }
    assertThat(parts.get(1)).contains("content.xml", "styles.xml", "meta.xml");
    assertThat(parts.get(2)).contains("text:outline-level=\"1\"", "Entre 2025 et");
  }

  /** Writes papers, to be looked at. */
  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[0]));
    for (Language language : Language.values()) {
      Texts texts = new Texts(language);
      for (String name : List.of("0.7", "0.89", "1.1")) {
        ReportData data = InventedCity.using(Double.parseDouble(name));
        Files.write(
            out.resolve("report-" + name + "-" + language.code() + ".html"),
            Report.of(data, texts).as(Format.HTML, texts));
        for (Format format : Format.values()) {
          Files.write(
              out.resolve(
                  "page-"
                      + name
                      + "-"
                      + language.code()
                      + "."
                      + format.name().toLowerCase(java.util.Locale.ROOT)),
              Report.onePage(data, texts).as(format, texts));
        }
      }
      Files.write(
          out.resolve("none-" + language.code() + ".html"),
          Report.of(InventedCity.withoutAnything(), texts).as(Format.HTML, texts));
    }
  }

  private static String lead(double factor, Language language) {
    return ((Block.Lead) onePage(InventedCity.using(factor), language).blocks().get(0)).text();
  }

  private static Paper onePage(ReportData data, Language language) {
    return Report.onePage(data, new Texts(language));
  }

  private static String html(Paper paper, Language language) {
    return new String(paper.as(Format.HTML, new Texts(language)), StandardCharsets.UTF_8);
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> parts(byte[] zip) throws IOException {
    List<String> parts = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private static void headingsDoNotSkip(Document document) {
    NodeList all = document.getElementsByTagName("*");
    int level = 0;
    for (int i = 0; i < all.getLength(); i++) {
      Matcher heading = Pattern.compile("h([1-6])").matcher(all.item(i).getNodeName());
      if (heading.matches()) {
        int next = Integer.parseInt(heading.group(1));
        assertThat(next).isLessThanOrEqualTo(level + 1);
        level = next;
      }
    }
  }

  private static void idsAreUnique(Document document) {
    List<String> ids = new ArrayList<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static void everyTableHasCaptionAndHeaders(Document document) {
    NodeList tables = document.getElementsByTagName("table");
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      NodeList headers = table.getElementsByTagName("th");
      for (int j = 0; j < headers.getLength(); j++) {
        assertThat(((Element) headers.item(j)).getAttribute("scope")).isNotEmpty();
      }
    }
  }
}
