package io.garonne.publish.page;

import io.garonne.model.room.PowerPoint;
import io.garonne.publish.chart.ChartStyle;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Problems;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Route;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages: documents that are whole without script and style. The script of the live view puts in
 * what changed; who has none may ask for a refresh, which is never forced on anybody. Nothing is
 * computed here but what fits on a page.
 */
public final class Page {
  private static final Resource STYLE =
      Resource.of("/page.css", "text/css", "page.css").and(ChartStyle.css());
  private static final Resource SCRIPT = Resource.of("/page.js", "text/javascript", "page.js");
  private static final Resource CURVE =
      Resource.of(
          "/uplot.js",
          "text/javascript",
          "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js");
  private final Supplier<Views> views;
  private final Supplier<Map<String, Readiness>> stages;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Declaration declaration;
  private final Supplier<List<PowerPoint>> points;

  /**
   * @param views what is known now
   * @param stages readiness by stage name
   * @param zone zone of the clock times on the page
   * @param declaration what is declared of accessibility
   * @param points metering points that somebody has rated
   */
  public Page(
      Supplier<Views> views,
      Supplier<Map<String, Readiness>> stages,
      InstantSource clock,
      ZoneId zone,
      Declaration declaration,
      Supplier<List<PowerPoint>> points) {
    this.views = views;
    this.stages = stages;
    this.clock = clock;
    this.zone = zone;
    this.declaration = declaration;
    this.points = points;
  }

  /** How people are told that something did not work. */
  public static Problems problems() {
    return new ProblemPage(STYLE.address());
  }

  /** Everything that is served, by path; a path that ends with a slash has names below it. */
  public Map<String, Route> routes() {
    Map<String, Route> routes = new HashMap<>();
    for (Tab tab : Tab.values()) {
      routes.put(tab.path(), new Route(tab.least(), request -> answer(tab, request)));
    }
    Tables tables = new Tables(views, clock, points);
    routes.put("/printers.csv", new Route(Tab.PRINTERS.least(), tables::printers));
    routes.put("/nights.csv", new Route(Tab.PRINTERS.least(), tables::nights));
    routes.put("/rooms.csv", new Route(Tab.ROOMS.least(), tables::rooms));
    routes.put("/events", new Route(Role.ANALYST, new LiveStream(this::live)));
    for (Resource resource : List.of(STYLE, SCRIPT, CURVE)) {
      routes.put(resource.path(), new Route(Role.PUBLIC, resource));
    }
    return routes;
  }

  /** What changes while somebody looks at the live view that was asked for. */
  private LiveStream.Seen live(Request request) {
    Look look = look(Tab.LIVE, request);
    Html out = new Html();
    new LivePage(look, CURVE.address()).parts(out);
    return new LiveStream.Seen(out, DrillDown.power(look), look.now(), System.nanoTime());
  }

  private Answer answer(Tab tab, Request request) {
    Look look = look(tab, request);
    Integer refresh = refresh(request.parameter("refresh"));
    Leaf leaf = leaf(look);
    Html out = new Html();
    try {
      new Layout(out, look, declaration.statusKey(), STYLE.address(), SCRIPT.address())
          .write(leaf, refresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Answer answer = Answer.of("text/html", out.toString());
    return (leaf.isKnown() ? answer : new Answer(404, answer.headers(), answer.body()))
        .with("Content-Language", look.texts().language().code())
        .with("Vary", "Accept-Language");
  }

  private Leaf leaf(Look look) {
    return switch (look.tab()) {
      case LIVE -> new LivePage(look, CURVE.address());
      case ENERGY -> new EnergyPage(look);
      case DEVICES -> new DevicesPage(look);
      case PIPELINE -> new PipelinePage(look);
      case METHOD -> new MethodPage(look);
      case ACCESSIBILITY -> new AccessibilityPage(look, declaration);
      case TARGET -> new TargetPage(look);
      case PRINTERS -> new PrintersPage(look);
      case ROOMS -> new RoomsPage(look, points.get());
      case ALERTS -> new AlertsPage(look);
      case EXPLAIN -> new ExplainPage(look);
    };
  }

  private Look look(Tab tab, Request request) {
    Views now = views.get();
    long at = clock.millis();
    return new Look(now, stages.get(), at, zone, new Texts(language(request)), request, tab);
  }

  private static Language language(Request request) {
    String asked = request.parameter("lang");
    if (asked == null) {
      return Language.preferred(request.acceptLanguage());
    }
    Language language = Language.ofCode(asked);
    if (language == null) {
      throw new BadRequestException("lang is fr or en");
    }
    return language;
  }

  private static @Nullable Integer refresh(@Nullable String seconds) {
    if (seconds == null) {
      return null;
    }
    if (!seconds.matches("[0-9]{1,4}") || Integer.parseInt(seconds) < 10) {
      throw new BadRequestException("refresh is a number of seconds from 10 to 9999");
    }
    return Integer.valueOf(seconds);
  }
}
