package io.garonne.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.publish.Estate;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final Map<String, Readiness> WELL = Map.of("ingest", Readiness.ready());
  private static final Map<String, Readiness> ILL =
      Map.of("sink", Readiness.notReady("InfluxDB is <away>"));

  static Stream<Arguments> everyPageInBothLanguages() {
    return Stream.of(Tab.values())
        .flatMap(tab -> Stream.of("fr", "en").map(lang -> Arguments.of(tab, lang)));
  }

  @ParameterizedTest
  @MethodSource("everyPageInBothLanguages")
  void everyPageHasWhatAssistiveTechnologyNeeds(Tab tab, String lang) {
    String html = of(tab, Invented.views(), Role.TECHNICIAN, Map.of("lang", lang));
    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"" + lang + "\">");
    assertThat(count(html, "<h1>")).isEqualTo(1);
    assertThat(count(html, "<main ")).isEqualTo(1);
    assertThat(count(html, "aria-current=\"page\"")).isEqualTo(tab == Tab.EXPLAIN ? 0 : 1);
    assertThat(html).contains("<header ", "<footer ", "<nav class=", "href=\"#main\"");
    assertThat(all(html, "<th(?! scope=\"(col|row|rowgroup)\")[ >]"))
        .as("table headers without a scope")
        .isEmpty();
    assertThat(all(html, "<table[^>]*>(?!<caption>)").stream().filter(t -> !t.contains("aria-")))
        .as("tables without a name")
        .isEmpty();
    List<String> ids = all(html, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates();
    all(html, "aria-labelledby=\"([^\"]+)\"")
        .forEach(named -> assertThat(ids).contains(named.split(" ")));
    assertThat(headings(html)).as("levels that are left out").isEmpty();
    assertThat(balanced(html)).as("elements opened and closed").isEqualTo("");
    assertThat(html).doesNotContain(" style=").doesNotContain(" onclick=");
    assertThat(html).doesNotContain("http://example").doesNotContain("src=\"http");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
  }

  @Test
  void everyPageHasATitleOfItsOwnAndALinkToTheDeclarationOfAccessibility() {
    for (String lang : List.of("fr", "en")) {
      Set<String> titles = new HashSet<>();
      for (Tab tab : Tab.values()) {
        String html = of(tab, Invented.views(), Role.OPERATOR, Map.of("lang", lang));
        assertThat(titles.add(all(html, "<title>([^<]*)").getFirst())).as("%s", tab).isTrue();
        assertThat(html).contains(lang.equals("fr") ? "Accessibilité : non audité" : "not audited");
      }
    }
  }

  @Test
  void theLanguageSwitchKeepsThePlace() {
    assertThat(of(Tab.ENERGY, Invented.views(), Role.PUBLIC, Map.of("period", "day", "lang", "fr")))
        .containsPattern("href=\"/energy\\?[^\"]*period=day[^\"]*\" lang=\"en\"")
        .contains("href=\"/target?lang=fr\"");
    assertThat(of(Tab.TARGET, Invented.views(), Role.PUBLIC, Map.of()))
        .contains("href=\"/target?lang=en\" lang=\"en\"")
        .contains("href=\"/energy\"");
  }

  @Test
  void numbersAreWrittenAsTheReaderWritesThem() {
    // Narrow no-break space for thousands, comma for decimals.
    assertThat(page(Estate.usual(), Map.of("lang", "fr")))
        .contains(
            "22\u202f814",
            "51,40",
            "lundi 2 mars 2026",
            "autres (regroupés)",
            "87 sur 94",
            "ordinateurs fixes");
    assertThat(page(Estate.usual(), Map.of("lang", "en")))
        .contains(
            "22,814",
            "51.40",
            "Monday 2 March 2026",
            "others (grouped)",
            "87 of 94",
            "desktop computers");
  }

  @Test
  void theLanguageIsTheReadersUnlessAskedFor() {
    assertThat(inLanguage("de, en;q=0.8, fr;q=0.5", Map.of())).contains("<html lang=\"en\">");
    assertThat(inLanguage("fr-CA", Map.of())).contains("<html lang=\"fr\">");
    assertThat(inLanguage("", Map.of())).contains("<html lang=\"fr\">");
    assertThat(inLanguage("((nonsense", Map.of())).contains("<html lang=\"fr\">");
    assertThat(inLanguage("fr", Map.of("lang", "en"))).contains("<html lang=\"en\">");
  }

  @Test
  void qualityStandsBesideEnergy() {
    assertThat(page(Estate.usual(), Map.of("lang", "en")))
        .contains("97% measured", "92% covered", "provisional");
    assertThat(of(Tab.ENERGY, Invented.views(), Role.PUBLIC, Map.of("lang", "en")))
        .contains("salle-serveurs", "90%", "provisional", "/method?lang=en#energy")
        .contains("/api/v1/totals?period=month&amp;by=site&amp;format=csv");
  }

  @Test
  void aPersonalDeviceIsNowhereNorIsASumThatWouldTellOfIt() {
    for (Tab tab : Tab.values()) {
      assertThat(of(tab, Invented.views(), Role.OPERATOR, Map.of("lang", "en")))
          .as("%s", tab)
          .doesNotContain(Estate.DESK)
          .doesNotContain("plug-desk-7");
    }
    assertThat(page(Invented.views(), Map.of("lang", "en")))
        .doesNotContain("mairie-annexe")
        .doesNotContain("bibliotheque")
        .contains("Not shown, to protect persons: 2")
        .contains(
            "in the row “others (grouped)”, so that no sum tells of fewer than 5 persons, counted by month: 3 classes")
        .contains("hotel-de-ville", "(without equipment of few persons)");
    assertThat(page(Estate.usual(), Map.of("lang", "en", "site", "mairie-annexe")))
        .doesNotContain("0.056")
        .doesNotContain(Estate.DESK)
        .doesNotContain(">61<");
    for (String period : List.of("day", "month")) {
      Map<String, String> asked = Map.of("lang", "en", "period", period, "by", "site");
      assertThat(of(Tab.ENERGY, Estate.usual(), Role.OPERATOR, asked))
          .as(period)
          .doesNotContain("mairie-annexe")
          .doesNotContain("bibliotheque")
          .contains("others (grouped)", "3 classes at a site");
    }
    assertThat(
            page(
                Invented.views(),
                Map.of("lang", "en", "site", "mairie-annexe", "device", Estate.DESK)))
        .doesNotContain(">61<")
        .contains("belongs to one person");
  }

  @Test
  void onlyATechnicianSeesTheFaultOfAPersonalDevice() {
    assertThat(of(Tab.ALERTS, Invented.views(), Role.TECHNICIAN, Map.of())).contains("plug-desk-7");
    assertThat(of(Tab.ALERTS, Invented.views(), Role.OPERATOR, Map.of()))
        .doesNotContain("plug-desk-7");
  }

  @Test
  void thePublicSeesNeitherWhatIsDrawnNowNorSingleDevices() {
    String first = of(Tab.LIVE, Invented.views(), Role.PUBLIC, Map.of("lang", "en"));
    assertThat(first)
        .contains("51.40", "97% measured", "would tell when a building is empty")
        .doesNotContain("22,814")
        .doesNotContain("href=\"/devices")
        .doesNotContain("href=\"/alerts");
    assertThat(of(Tab.LIVE, Invented.views(), Role.PUBLIC, Map.of("site", "salle-serveurs")))
        .doesNotContain("r03");
    Map<String, String> rack = Map.of("lang", "en", "site", "salle-serveurs", "rack", "r03");
    assertThat(of(Tab.LIVE, Invented.views(), Role.ANALYST, rack)).doesNotContain("pdu-r03-a");
    assertThat(Tab.DEVICES.least()).isEqualTo(Role.OPERATOR);
    String stopped =
        text(new Asked(Tab.PIPELINE, Role.PUBLIC, Map.of(), "").of(Estate.usual(), ILL));
    assertThat(stopped).doesNotContain("InfluxDB is");
  }

  @Test
  void theLedgerShowsWhereEveryMessageWentAndWhatIsUnderWay() {
    assertThat(of(Tab.PIPELINE, Estate.usual(), Role.OPERATOR, Map.of("lang", "en")))
        .contains("The ledger balances.")
        .contains("Received</th><td class=\"n\">412,907")
        .contains("not JSON</th><td class=\"n\">40")
        .contains("Under way</th><td class=\"n\">41")
        .contains("Under way</th><td class=\"n\">217");
  }

  @Test
  void aMismatchAndAStageThatDoesNotWorkAreAtTheTop() {
    String html =
        text(
            new Asked(Tab.LIVE, Role.OPERATOR, Map.of("lang", "en"), "")
                .of(Estate.unbalanced(), ILL));
    assertThat(html)
        .contains("<div id=\"notice\"><div class=\"warn\">")
        .contains("The ledger does not balance for streams/0: 167,300 in, 167,299 accounted for.")
        .contains("<span lang=\"en\">InfluxDB is &lt;away&gt;</span>");
    assertThat(page(Estate.usual(), Map.of())).doesNotContain("class=\"warn\"");
  }

  @Test
  void withoutAnyMeasurementPagesSaySoAndShowNoZero() {
    assertThat(page(Estate.empty(), Map.of("lang", "en")))
        .contains("No live measurement at the moment.", "No energy counted yet.")
        .contains("<dd><span data-k=\"now\">–</span> <small>W</small>");
    assertThat(of(Tab.TARGET, Estate.empty(), Role.PUBLIC, Map.of("lang", "en")))
        .contains("nothing has been counted yet");
    assertThat(of(Tab.ALERTS, Estate.empty(), Role.ANALYST, Map.of("lang", "en")))
        .contains("No alert.");
    for (Tab tab : Tab.values()) {
      assertThat(of(tab, Estate.empty(), Role.OPERATOR, Map.of())).contains("</html>");
    }
  }

  @Test
  void overRecordedHistoryTheNewestDayIsShownAsSuch() {
    assertThat(page(Estate.past(), Map.of("lang", "en")))
        .contains("Energy of the latest measured day, Saturday 14 May 2011", "14.00");
  }

  @Test
  void aLargeEstateStaysASmallPage() {
    String html = page(Estate.large(300), Map.of("lang", "fr"));
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(30_000);
    assertThat(html).contains("Autres sites : 270").contains("href=\"/?site=ecole-");
    assertThat(page(Estate.large(300), Map.of("lang", "fr", "site", "ecole-elementaire-299")))
        .contains("imprimantes");
  }

  @Test
  void twentyThousandDevicesAreListedInAMoment() {
    Views views = Invented.many(400, 50);
    for (Tab tab : List.of(Tab.DEVICES, Tab.LIVE, Tab.ENERGY)) {
      long quickest = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        long began = System.nanoTime();
        String html = of(tab, views, Role.OPERATOR, Map.of("lang", "en"));
        assertThat(html.length()).isLessThan(60_000);
        quickest = Math.min(quickest, System.nanoTime() - began);
      }
      System.out.println(tab + ", 20,000 devices: " + quickest / 1_000_000 + " ms");
      assertThat(quickest).as("%s", tab).isLessThan(1_000_000_000L);
    }
    assertThat(of(Tab.DEVICES, views, Role.OPERATOR, Map.of("lang", "en", "q", "site-399-47")))
        .contains("14,800 devices", "Found: 1;");
  }

  @Test
  void fromASiteOneGoesDownToAnOutlet() {
    assertThat(page(Invented.views(), Map.of("lang", "en", "site", "salle-serveurs")))
        .contains("/?site=salle-serveurs&amp;rack=r03&amp;lang=en");
    assertThat(
            page(Invented.views(), Map.of("lang", "en", "site", "salle-serveurs", "rack", "r03")))
        .contains("device=pdu-r03-a", "1,912", "3,680 (52%)", "silent");
    assertThat(
            page(
                Invented.views(),
                Map.of("lang", "en", "site", "salle-serveurs", "device", "pdu-r03-a")))
        .contains("outlet 1", ">912<", "outlet 2", "not stated");
  }

  @Test
  void aFigureLinksToItsArithmeticWhichIsComputedAgain() {
    String id = "electricity/rolling-12/2026-10";
    assertThat(of(Tab.TARGET, Invented.views(), Role.PUBLIC, Map.of("lang", "en")))
        .contains("href=\"/explain/" + id + "?lang=en\"", "95 % interval", "Outlook")
        .contains("measured, the rest extrapolated");
    String explained = of(Tab.EXPLAIN, Invented.views(), Role.PUBLIC, Map.of("lang", "en"));
    assertThat(explained).contains("Computed again from these lines: it is what is published");
    assertThat(explained).contains("href=\"/explain/electricity/line/2026-10/city/workstations");
  }

  @Test
  void aFigureThatThereIsNotIs404WithNamesLikeIt() {
    Page page = pages(Invented.views(), WELL);
    Answer answer =
        Objects.requireNonNull(page.routes().get("/explain/"))
            .handler()
            .answer(
                new Request(
                    "/explain/electricity/rolling-12/2026-13",
                    Map.of("lang", "en"),
                    "",
                    "",
                    Role.PUBLIC));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).contains("There is nothing of the name", "/explain/electricity/rol");
  }

  @Test
  void alertsSayWhatToDoFirstAndWhoHasTakenThemOn() {
    assertThat(of(Tab.ALERTS, Invented.views(), Role.ANALYST, Map.of("lang", "en")))
        .contains("Overload", "Take load off this circuit", "Taken on by Ada", "Ended in the last");
  }

  @Test
  void unknownAndSilentDevicesComeFirstAndASearchFindsOne() {
    String html = of(Tab.DEVICES, Invented.views(), Role.OPERATOR, Map.of("lang", "en"));
    assertThat(html).containsSubsequence("shellyplug-7c2f", "pdu-r03-b", "pdu-r03-a");
    assertThat(of(Tab.DEVICES, Invented.views(), Role.OPERATOR, Map.of("q", "R03-B")))
        .contains("pdu-r03-b")
        .doesNotContain("shellyplug");
    assertThat(
            of(Tab.DEVICES, Invented.views(), Role.OPERATOR, Map.of("q", "bandeaux", "lang", "fr")))
        .contains("pdu-r03-b");
  }

  @Test
  void aSiteThatThereIsNotIs404AndLeadsBack() {
    Map<String, String> parameters = Map.of("site", "nowhere", "lang", "fr");
    Answer answer = new Asked(Tab.LIVE, Role.ANALYST, parameters, "").of(Invented.views(), WELL);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).contains("nowhere", "Tous les sites").doesNotContain("id=\"pause\"");
  }

  @Test
  void printersAndRoomsSayWhatTheCommandsSay() {
    assertThat(of(Tab.PRINTERS, Invented.views(), Role.ANALYST, Map.of("lang", "en")))
        .contains("never sleeps", "245", "240 … 251", "12.7", "by Ada: nights", "Laser 4")
        .contains("Garonne switches nothing");
    assertThat(of(Tab.ROOMS, Invented.views(), Role.OPERATOR, Map.of("lang", "en")))
        .contains("PUE", "idle: it has drawn more before", "Peaks of months");
  }

  @Test
  void anAuditIsDeclaredWhenThereHasBeenOneAndNotBefore() {
    Views views = Estate.usual();
    Declaration audited = new Declaration("City", "a@b.example", "partial", "2026-05-01, X: 71 %");
    Page page = new Page(() -> views, () -> WELL, Estate.CLOCK, Estate.PARIS, audited, List::of);
    String html =
        text(
            Objects.requireNonNull(page.routes().get("/accessibility"))
                .handler()
                .answer(new Request("/accessibility", Map.of("lang", "en"), "", "", Role.PUBLIC)));
    assertThat(html)
        .contains("Accessibility: partially compliant", "71 %", "href=\"mailto:a@b.example\"");
    assertThat(of(Tab.ACCESSIBILITY, views, Role.PUBLIC, Map.of("lang", "fr")))
        .contains("non audité", "réglage page.contact", "aucune conformité");
  }

  @Test
  void onlyFiguresThatChangedAreSentAgain() throws Exception {
    Html html = new Html();
    html.figure("a", "1 W").figure("b", "\"2\"\n");
    LiveStream.Seen seen = new LiveStream.Seen(html, 3_000L, 7, 0);
    assertThat(LiveStream.changes(seen, Map.of("a", "1 W")))
        .isEqualTo("{\"at\":7,\"milliwatts\":3000,\"figures\":{\"b\":\"\\\"2\\\"\\n\"}}");
  }

  @Test
  void aRefreshWithoutAScriptIsForWhoeverAsksForIt() {
    assertThat(page(Estate.usual(), Map.of("lang", "fr"))).doesNotContain("http-equiv");
    assertThat(page(Estate.usual(), Map.of("lang", "fr", "refresh", "30")))
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>");
  }

  @Test
  void whatCannotBeIsOneClearLine() {
    assertBad(Tab.LIVE, Map.of("lang", "de"), "lang is fr or en");
    assertBad(Tab.LIVE, Map.of("refresh", "1"), "refresh is a number of seconds from 10 to 9999");
    assertBad(Tab.ENERGY, Map.of("period", "week"), "period is one of day, month, year");
    assertBad(Tab.DEVICES, Map.of("page", "0"), "page is a number from 1 on");
    assertBad(Tab.TARGET, Map.of("month", "now"), "month is like 2026-10");
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

  private static void assertBad(Tab tab, Map<String, String> parameters, String line) {
    assertThatThrownBy(() -> of(tab, Invented.views(), Role.OPERATOR, parameters))
        .isInstanceOf(BadRequestException.class)
        .hasMessage(line);
  }

  /** What is asked for, and by whom. */
  private record Asked(Tab tab, Role role, Map<String, String> parameters, String language) {
    Answer of(Views views, Map<String, Readiness> stages) {
      String path = tab == Tab.EXPLAIN ? tab.path() + "electricity/rolling-12/2026-10" : tab.path();
      return Objects.requireNonNull(pages(views, stages).routes().get(tab.path()))
          .handler()
          .answer(new Request(path, parameters, "text/html", language, role));
    }
  }

  private static Page pages(Views views, Map<String, Readiness> stages) {
    return new Page(
        () -> views, () -> stages, Estate.CLOCK, Estate.PARIS, Declaration.NONE, List::of);
  }

  private static String of(Tab tab, Views views, Role role, Map<String, String> parameters) {
    return text(new Asked(tab, role, parameters, "").of(views, WELL));
  }

  private static String page(Views views, Map<String, String> parameters) {
    return of(Tab.LIVE, views, Role.OPERATOR, parameters);
  }

  private static String inLanguage(String accept, Map<String, String> parameters) {
    return text(new Asked(Tab.LIVE, Role.PUBLIC, parameters, accept).of(Estate.usual(), WELL));
  }

  /** A heading more than one level below the one before it. */
  private static List<String> headings(String html) {
    List<String> wrong = new ArrayList<>();
    int last = 0;
    for (String level : all(html, "<h([1-6])[ >]")) {
      int now = Integer.parseInt(level);
      if (now > last + 1) {
        wrong.add("h" + last + " h" + now);
      }
      last = now;
    }
    return wrong;
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
      if (List.of("meta", "link", "br", "path", "input", "rect", "line", "circle").contains(tag)) {
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
