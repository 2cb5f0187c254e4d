package io.garonne.publish.api;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Span;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.indicator.IndicatorsCsv;
import io.garonne.publish.indicator.ToldFigures;
import io.garonne.publish.view.Views;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programme's figures, each with its interval, or why there is none. */
final class Figures implements Handler {
  private static final Set<String> PARAMETERS =
      Slice.parametersBeside("indicator", "span", "month", "part", "current", "format");

  private final Supplier<Views> views;

  Figures(Supplier<Views> views) {
    this.views = views;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    Indicator indicator = Choice.of(request, "indicator", Indicator.class);
    Span span = Choice.of(request, "span", Span.class);
    YearMonth month = month(request.parameter("month"));
    String part = request.parameter("part");
    Boolean current = Choice.flag(request, "current");
    Format format = Format.of(request);
    Views now = views.get();
    Stream<Figure> found =
        new ToldFigures(now.division())
            .of(now.indicators().published().figures()).stream()
                .filter(f -> Choice.wants(indicator, f.indicator()) && Choice.wants(span, f.span()))
                .filter(f -> Choice.wants(month, f.month()) && Choice.wants(part, f.part()))
                .filter(f -> Choice.wants(current, f.isCurrent()));
    Slice<Figure> slice = Slice.of(found, Figures::key, request);
    Answer answer =
        format == Format.CSV
            ? Format.csv(
                "indicators",
                out -> IndicatorsCsv.write(slice.items(), TotalsCsv.LineEnd.CRLF, out))
            : ApiJson.list("indicators", slice.items(), IndicatorJson::write);
    return slice.linked(answer, request);
  }

  /** In the order of {@link IndicatorsCsv}. */
  private static String key(Figure figure) {
    return figure.month()
        + "\0"
        + figure.indicator().ordinal()
        + "\0"
        + figure.span().ordinal()
        + "\0"
        + figure.id();
  }

  private static @Nullable YearMonth month(@Nullable String text) {
    try {
      return text == null ? null : YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadRequestException("month is like 2026-10", e);
    }
  }
}
