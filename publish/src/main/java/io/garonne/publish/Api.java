package io.garonne.publish;

import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Route;
import io.garonne.publish.view.LedgerView;
import io.garonne.publish.view.SmallGroups;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What other systems take away: {@code /api/live}, {@code /api/totals} and {@code /api/ledger}.
 * Asks memory only. Never names a personal device.
 */
final class Api {
  private static final Set<String> TOTALS_PARAMETERS =
      new TreeSet<>(Set.of("period", "by", "from", "to", "site", "class", "final", "format"));

  private final Supplier<Views> views;
  private final InstantSource clock;

  Api(Supplier<Views> views, InstantSource clock) {
    this.views = views;
    this.clock = clock;
  }

  /** What is served, by path. */
  Map<String, Route> routes() {
    return Map.of(
        "/api/live", new Route(Role.ANALYST, this::live),
        "/api/totals", new Route(Role.PUBLIC, this::totals),
        "/api/totals.csv", new Route(Role.PUBLIC, this::totals),
        "/api/ledger", new Route(Role.PUBLIC, this::ledger));
  }

  private Answer live(Request request) {
    request.allowOnly(Set.of());
    Views now = views.get();
    SmallGroups small = now.devices().smallGroupsAt(clock.millis());
    List<LivePower> shown =
        now.live().all().stream()
            .filter(p -> !small.withholds(p))
            .filter(p -> !isPersonalNow(now, p))
            .toList();
    return Answer.of("application/json", ApiJson.live(shown));
  }

  private boolean isPersonalNow(Views now, LivePower p) {
    // The inventory may have changed since the value was written.
    return p.device() != null && now.devices().isPersonalAt(p.device(), clock.millis());
  }

  private Answer totals(Request request) {
    request.allowOnly(TOTALS_PARAMETERS);
    TotalsQuery query = query(request);
    Views now = views.get();
    SmallGroups small = now.devices().smallGroupsAt(clock.millis());
    Stream<Total> found = now.totals().all().filter(query);
    if (query.period() == Period.DAY) {
      refuseForgottenDays(query, now.totals().daysKeptFrom());
      List<Total> days = now.totals().all().filter(t -> t.period() == Period.DAY).toList();
      found =
          found
              .filter(Predicate.not(small.withheldOf(days.stream())))
              .map(small.withPagesOf(days.stream()));
    }
    List<Total> sorted = found.sorted(TotalsCsv.ORDER).toList();
    if (wantsCsv(request)) {
      return Answer.of("text/csv", csv(sorted, query.by()))
          .with(
              "Content-Disposition",
              "inline; filename=\"totals-" + query.period().label() + ".csv\"")
          .with("Vary", "Accept")
          .revalidated();
    }
    return Answer.of("application/json", ApiJson.totals(sorted))
        .with("Vary", "Accept")
        .revalidated();
  }

  private static TotalsQuery query(Request request) {
    String period = request.parameter("period");
    String by = request.parameter("by");
    String from = request.parameter("from");
    String to = request.parameter("to");
    try {
      return new TotalsQuery(
          period(period == null ? "day" : period),
          by(by == null ? "site-class" : by),
          from == null ? null : TimeBound.parse(from),
          to == null ? null : TimeBound.parse(to),
          request.parameter("site"),
          request.parameter("class"),
          flag("final", request.parameter("final")));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Period period(String label) {
    if (!Set.of("day", "month", "year").contains(label)) {
      throw new IllegalArgumentException(
          "period \""
              + label
              + "\" is none of day, month, year; shorter ones: garonne totals --period "
              + "quarter-hour|hour");
    }
    return Period.ofLabel(label);
  }

  private static TotalsQuery.By by(String label) {
    TotalsQuery.By by = TotalsQuery.By.ofLabel(label);
    if (by == TotalsQuery.By.DEVICE) {
      throw new IllegalArgumentException("totals of devices are not served; see garonne totals");
    }
    return by;
  }

  private static boolean flag(String name, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new IllegalArgumentException(name + " is true or false");
  }

  private static void refuseForgottenDays(TotalsQuery query, long keptFrom) {
    TimeBound from = query.from();
    if (from != null && from.in(ZoneOffset.UTC) < keptFrom - 86_400_000L) {
      throw new BadRequestException(
          "days before "
              + IsoTime.format(keptFrom).substring(0, 10)
              + " are not kept here; ask for months, or use garonne totals --period day");
    }
  }

  private static boolean wantsCsv(Request request) {
    String format = request.parameter("format");
    if (format != null && !format.equals("csv") && !format.equals("json")) {
      throw new BadRequestException("format is csv or json");
    }
    if (request.path().endsWith(".csv") || format != null) {
      return !"json".equals(format);
    }
    String accept = request.accept().toLowerCase(Locale.ROOT);
    int csv = accept.indexOf("text/csv");
    int json = accept.indexOf("application/json");
    return csv >= 0 && (json < 0 || csv < json);
  }

  private static String csv(List<Total> totals, TotalsQuery.By by) {
    StringBuilder out = new StringBuilder();
    try {
      TotalsCsv.write(totals, by, TotalsCsv.LineEnd.CRLF, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private Answer ledger(Request request) {
    request.allowOnly(Set.of());
    LedgerView ledger = views.get().ledger();
    return Answer.of("application/json", ApiJson.ledger(ledger.balance(), ledger.all()))
        .revalidated();
  }
}
