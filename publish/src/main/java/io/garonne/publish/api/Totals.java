package io.garonne.publish.api;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleRowJson;
import io.garonne.publish.view.Views;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Totals of days, months and years, as far as they tell of enough persons. */
final class Totals implements Handler {
  private static final Set<String> PARAMETERS =
      Slice.parametersBeside("period", "by", "from", "to", "site", "class", "final", "format");

  private final Supplier<Views> views;

  Totals(Supplier<Views> views) {
    this.views = views;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    TotalsQuery query = query(request);
    Format format = Format.of(request);
    Views now = views.get();
    if (query.period() == Period.DAY) {
      refuseForgottenDays(query, now.totals().daysKeptFrom());
    }
    Slice<VisibleRow> slice =
        Slice.of(now.visible(query).rows().stream(), row -> key(row.total()), request);
    Answer answer =
        format == Format.CSV
            ? Format.csv(
                "totals-" + query.period().label(),
                out -> TotalsCsv.write(slice.items(), query.by(), TotalsCsv.LineEnd.CRLF, out))
            : ApiJson.list("totals", slice.items(), VisibleRowJson::write);
    return slice.linked(answer, request);
  }

  /** In the order of {@link TotalsCsv#ORDER}. */
  private static String key(Total total) {
    Scope scope = total.scope();
    return "%015d\0".formatted(total.start())
        + Stream.of(
                scope.site(),
                scope.equipmentClass(),
                scope.device(),
                scope.entity(),
                scope.family(),
                scope.asset())
            .map(name -> Objects.requireNonNullElse(name, ""))
            .collect(Collectors.joining("\0"))
        + "\0"
        + total.zone().getId();
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
          Boolean.TRUE.equals(Choice.flag(request, "final")));
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

  private static void refuseForgottenDays(TotalsQuery query, long keptFrom) {
    TimeBound from = query.from();
    if (from != null && from.in(ZoneOffset.UTC) < keptFrom - 86_400_000L) {
      throw new BadRequestException(
          "days before "
              + IsoTime.format(keptFrom).substring(0, 10)
              + " are not kept here; ask for months, or use garonne totals --period day");
    }
  }
}
