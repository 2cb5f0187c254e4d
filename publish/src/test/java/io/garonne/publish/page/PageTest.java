package io.garonne.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.publish.Estate;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final Map<String, Readiness> WELL = Map.of("ingest", Readiness.ready());

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void thePageHasWhatAssistiveTechnologyNeeds(String lang) {
    String html = page(Estate.usual(), WELL, Map.of("lang", lang));
    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"" + lang + "\">");
    assertThat(count(html, "<h1>")).isEqualTo(1);
    assertThat(count(html, "<main ")).isEqualTo(1);
    assertThat(html).contains("<header>", "<footer>", "<nav aria-label=", "href=\"#main\"");
    assertThat(all(html, "<th(?! scope=\"(col|row|rowgroup)\")[ >]"))
        .as("table headers without a scope")
        .isEmpty();
    assertThat(count(html, "<caption>")).isEqualTo(count(html, "<table"));
    List<String> ids = all(html, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates();
    all(html, "aria-labelledby=\"([^\"]+)\"").forEach(id -> assertThat(ids).contains(id));
    assertThat(balanced(html)).as("elements opened and closed").isEqualTo("");
    assertThat(html).doesNotContain(" style=").doesNotContain(" onclick=");
  }

  @Test
  void nothingComesFromElsewhere() {
    String html = page(Estate.usual(), WELL, Map.of("lang", "fr"));
    assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=");
  }

  @Test
  void numbersAreWrittenAsTheReaderWritesThem() {
    // Narrow no-break space for thousands, comma for decimals.
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "fr")))
        .contains("22\u202f814", "51,28", "lundi 2 mars 2026", "84 sur 91", "ordinateurs fixes");
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "en")))
        .contains("22,814", "51.28", "Monday 2 March 2026", "84 of 91", "desktop computers");
  }

  @Test
  void theLanguageIsTheReadersUnlessAskedFor() {
    Page page = page(Estate.usual(), WELL);
    assertThat(text(page.answer(request(Map.of(), "de, en;q=0.8, fr;q=0.5"))))
        .contains("<html lang=\"en\">");
    assertThat(text(page.answer(request(Map.of(), "fr-CA")))).contains("<html lang=\"fr\">");
    assertThat(text(page.answer(request(Map.of(), "")))).contains("<html lang=\"fr\">");
    assertThat(text(page.answer(request(Map.of(), "((nonsense")))).contains("<html lang=\"fr\">");
    assertThat(text(page.answer(request(Map.of("lang", "en"), "fr"))))
        .contains("<html lang=\"en\">");
  }

  @Test
  void qualityStandsBesideEnergy() {
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "en")))
        .contains("97% measured", "92% covered", "provisional");
  }

  @Test
  void aPersonalDeviceIsNowhereNorIsASumThatWouldTellOfIt() {
    for (String part : List.of("live", "all")) {
      assertThat(page(Estate.usual(), WELL, Map.of("lang", "en", "part", part)))
          .doesNotContain(Estate.DESK)
          .doesNotContain("mairie-annexe")
          .doesNotContain("bibliotheque")
          .contains("Withheld to protect a person: 2");
    }
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "en", "site", "mairie-annexe")))
        .doesNotContain("0.056")
        .doesNotContain(">61<");
  }

  @Test
  void theLedgerShowsWhereEveryMessageWentAndWhatIsUnderWay() {
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "en")))
        .contains("The ledger balances.")
        .contains("Received</th><td class=\"n\">412,907")
        .contains("not JSON</th><td class=\"n\">40")
        .contains("Under way</th><td class=\"n\">41")
        .contains("Under way</th><td class=\"n\">217")
        .doesNotContain("class=\"warn\"><p>");
  }

  @Test
  void aMismatchAndAStageThatDoesNotWorkAreAtTheTop() {
    Map<String, Readiness> stages = Map.of("sink", Readiness.notReady("InfluxDB is <away>"));
    String html = page(Estate.unbalanced(), stages, Map.of("lang", "en", "part", "live"));
    assertThat(html)
        .startsWith("<div id=\"notice\" role=\"status\"><div class=\"warn\">")
        .contains("The ledger does not balance for streams/0: 167,300 in, 167,299 accounted for.")
        .contains("<span lang=\"en\">InfluxDB is &lt;away&gt;</span>");
  }

  @Test
  void withoutAnyMeasurementThePageSaysSoAndShowsNoZero() {
    assertThat(page(Estate.empty(), WELL, Map.of("lang", "en")))
        .contains("No live measurement at the moment.", "No energy counted yet.", "No alerts.")
        .contains("<dd>– <small>W</small>");
  }

  @Test
  void overRecordedHistoryTheNewestDayIsShownAsSuch() {
    assertThat(page(Estate.past(), WELL, Map.of("lang", "en")))
        .contains("Energy of the latest measured day, Saturday 14 May 2011", "14.00");
  }

  @Test
  void aLargeEstateStaysASmallPage() {
    String html = page(Estate.large(300), WELL, Map.of("lang", "fr"));
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(30_000);
    assertThat(html).contains("Autres sites : 270").contains("href=\"?lang=fr&amp;site=ecole-");
    assertThat(page(Estate.large(300), WELL, Map.of("lang", "fr", "site", "ecole-elementaire-299")))
        .contains("imprimantes");
  }

  @Test
  void aRefreshWithoutAScriptIsForWhoeverAsksForIt() {
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "fr"))).doesNotContain("http-equiv");
    assertThat(page(Estate.usual(), WELL, Map.of("lang", "fr", "refresh", "30")))
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>");
  }

  @Test
  void whatCannotBeIsOneClearLine() {
    assertBad(Map.of("lang", "de"), "lang is fr or en");
    assertBad(Map.of("refresh", "1"), "refresh is a number of seconds from 10 to 9999");
    assertBad(Map.of("part", "x"), "part is live or all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#1a2530/#ffffff",
        "#4a5a68/#ffffff",
        "#4a5a68/#f1f5f8",
        "#0a5a8a/#ffffff",
        "#0a5a8a/#f1f5f8",
        "#a3001b/#ffffff",
        "#1a2530/#fdecee",
        "#e4eaef/#12181e",
        "#a9b7c3/#12181e",
        "#7cc4f0/#1b242c",
        "#ff9aa5/#12181e",
        "#e4eaef/#3a1218"
      })
  void textStandsOutFromItsBackground(String pair) {
    String[] colours = pair.split("/", 2);
    double a = luminance(colours[0]);
    double b = luminance(colours[1]);
    assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).isGreaterThanOrEqualTo(4.5);
  }

  /** Relative luminance as WCAG 2 defines it. */
  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static void assertBad(Map<String, String> parameters, String line) {
    assertThatThrownBy(() -> page(Estate.usual(), WELL).answer(request(parameters, "")))
        .isInstanceOf(BadRequestException.class)
        .hasMessage(line);
  }

  private static Page page(Views views, Map<String, Readiness> stages) {
    return new Page(() -> views, () -> stages, Estate.CLOCK, Estate.PARIS);
  }

  private static String page(
      Views views, Map<String, Readiness> stages, Map<String, String> parameters) {
    return text(page(views, stages).answer(request(parameters, "")));
  }

  private static Request request(Map<String, String> parameters, String acceptLanguage) {
    return new Request("/", parameters, "text/html", acceptLanguage, Role.OPERATOR);
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static int count(String html, String what) {
    return html.split(Pattern.quote(what), -1).length - 1;
  }

  private static List<String> all(String html, String regex) {
    return Pattern.compile(regex)
        .matcher(html)
        .results()
        .map((MatchResult r) -> r.groupCount() > 0 && r.group(1) != null ? r.group(1) : r.group())
        .toList();
  }

  /** The first element that is closed by another's end tag, or empty. */
  private static String balanced(String html) {
    String body = html.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
    ArrayDeque<String> open = new ArrayDeque<>();
    for (String tag : all(body, "<(/?[a-z0-9]+)[^>]*>")) {
      if (List.of("meta", "link", "br", "path").contains(tag)) {
        continue;
      }
      if (!tag.startsWith("/")) {
        open.push(tag);
      } else if (open.isEmpty() || !open.pop().equals(tag.substring(1))) {
        return tag;
      }
    }
    return String.join(" ", open);
  }
}
