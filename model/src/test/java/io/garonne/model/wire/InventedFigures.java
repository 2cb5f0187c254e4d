package io.garonne.model.wire;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.CellState;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Cooling;
import io.garonne.model.indicator.Estimate;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Manufacturing;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.model.indicator.UseCarbon;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Figures and lines with any values that they may have. */
final class InventedFigures {
  private final Random random;
  private final boolean whole;

  /**
   * Those of a seed.
   *
   * @param whole whether everything is there that may be there
   */
  InventedFigures(long seed, boolean whole) {
    this.random = new Random(seed);
    this.whole = whole;
  }

  Figure figure(Indicator indicator) {
    boolean has = whole || random.nextInt(4) > 0;
    return new Figure(
        indicator,
        one(Span.values()),
        month(),
        name(),
        has ? reference() : maybe(this::reference),
        random.nextBoolean(),
        has ? value(indicator) : null,
        has ? null : why());
  }

  // NullAway does not see in a class file that a nested type may be null.
  @SuppressWarnings("NullAway")
  private Figure.Value value(Indicator indicator) {
    return new Figure.Value(
        month(),
        1 + random.nextInt(12),
        quantity(),
        quantity(),
        quantity(),
        quantity(),
        ratio(),
        change(),
        change(),
        maybe(this::change),
        change(),
        quantity(),
        random.nextBoolean(),
        quantity(),
        maybe(this::ratio),
        maybe(() -> one(Path.Status.values())),
        one(Publishable.values()),
        List.of(name(), name()),
        List.of(new Figure.LeftOut(name(), name(), one(Line.Out.values()), quantity())),
        maybe(
            () ->
                new UseCarbon(
                    maybe(() -> new Carbon(ratio(), ratio())),
                    List.of(new UseCarbon.YearFactor(2026, ratio(), name())),
                    List.of(2027, 2028))),
        indicator == Indicator.CARBON ? manufacturing() : null,
        maybe(
            () ->
                new Outlook(
                    month(),
                    maybe(this::ratio),
                    maybe(this::ratio),
                    maybe(this::ratio),
                    maybe(this::why))),
        indicator == Indicator.PRINTS ? new PageKinds(12, 34, 5_678) : PageKinds.NONE,
        maybe(
            () ->
                new Cooling(
                    maybe(this::ratio), maybe(this::ratio), maybe(this::ratio), maybe(this::why))));
  }

  private static Manufacturing manufacturing() {
    return new Manufacturing(
        new UseCarbon.YearFactor(2025, 52.5, "invented"),
        1.0625,
        List.of(
            new Manufacturing.Item(2025, "city", "network", 400_000.5, 0.25, "purchases"),
            new Manufacturing.Item(2026, null, "printing", 0, 0, "invented")));
  }

  Line line(Indicator indicator) {
    return new Line(
        indicator,
        new Cell(name(), name(), month()),
        reference(),
        random.nextBoolean(),
        maybe(this::state),
        maybe(this::quantity),
        halfWidth(),
        quantity(),
        quantity(),
        maybe(this::ratio),
        ratio(),
        maybe(() -> one(Line.Out.values())));
  }

  private CellState state() {
    Estimate estimate =
        whole || random.nextInt(4) > 0
            ? new Estimate.Known(quantity(), quantity(), halfWidth())
            : new Estimate.NotMeasured();
    int units = random.nextInt(1000);
    int metered = random.nextInt(1000);
    long accuracy = quantity();
    long high = quantity();
    Long pages = maybe(this::quantity);
    return new CellState(
        estimate,
        units,
        metered,
        accuracy,
        high,
        pages,
        // Not drawn: what was invented before stays what it is.
        pages == null ? 0 : Math.floorMod(pages, 1000),
        pages == null ? PageKinds.NONE : new PageKinds(1, Math.floorMod(pages, 1000), 250),
        ratio(),
        one(Publishable.values()),
        random.nextInt(10));
  }

  private Figure.Reference reference() {
    return new Figure.Reference(month(), random.nextInt(3), maybe(() -> "0f" + quantity()));
  }

  private Comparison.Change change() {
    return new Comparison.Change(ratio() * 1e12, ratio(), halfWidth());
  }

  private Result.NotComputable why() {
    return new Result.NotComputable(one(Result.Reason.values()), name());
  }

  private double halfWidth() {
    return whole || random.nextInt(4) > 0 ? Math.abs(ratio()) : Double.POSITIVE_INFINITY;
  }

  private Double ratio() {
    return random.nextInt(8) == 0 ? 0.0 : random.nextGaussian();
  }

  private Long quantity() {
    return random.nextLong();
  }

  private YearMonth month() {
    return YearMonth.of(2020 + random.nextInt(20), 1 + random.nextInt(12));
  }

  private String name() {
    return one("ville de \"é\"", "a/b%|\\", "printing", "\u001b[31m") + random.nextInt(10);
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return whole || random.nextBoolean() ? value.get() : null;
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }
}
