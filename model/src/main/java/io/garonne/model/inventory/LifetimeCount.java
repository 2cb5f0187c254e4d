package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Counts the units of a period for {@link Lifetimes}. */
final class LifetimeCount {
  /** Ages of some units, and how many have none that is known. */
  private static final class Ages {
    private BigDecimal sum = BigDecimal.ZERO;
    private long known;
    private long unknown;

    void add(@Nullable BigDecimal years, long quantity) {
      if (years == null) {
        unknown += quantity;
      } else {
        sum = sum.add(years.multiply(BigDecimal.valueOf(quantity)));
        known += quantity;
      }
    }

    MeanAge mean(String ifNone) {
      if (known > 0) {
        BigDecimal years = sum.divide(BigDecimal.valueOf(known), 2, RoundingMode.HALF_EVEN);
        return new MeanAge.Known(years, known, unknown);
      }
      return new MeanAge.NotComputable(
          unknown == 0 ? ifNone : "the age of none of the units is known", unknown);
    }
  }

  /** Units in a part, those beside it, and those that may be either. */
  private static final class Parts {
    private long part;
    private long of;
    private long unknown;

    void add(boolean belongs, long quantity) {
      part += belongs ? quantity : 0;
      of += quantity;
    }

    Share share(String ifNone) {
      return of > 0 ? new Share.Known(part, of, unknown) : new Share.NotComputable(ifNone, unknown);
    }
  }

  private static final String NONE_RETIRED = "no unit was retired in the period";

  private final LocalDate from;
  private final LocalDate to;
  private final Lifetimes.Settings settings;
  private final Ages inServiceAges = new Ages();
  private final Ages retiredAges = new Ages();
  private final Parts early = new Parts();
  private final Parts reconditioned = new Parts();
  private long inService;
  private long retired;
  private long retiredOnUnknownDay;
  private long destinationUnknown;

  LifetimeCount(LocalDate from, LocalDate to, Lifetimes.Settings settings) {
    this.from = from;
    this.to = to;
    this.settings = settings;
  }

  void add(Unit unit) {
    LocalDate start = unit.start();
    LocalDate end = unit.retired();
    if (unit.isRetiredOnUnknownDay()) {
      retiredOnUnknownDay += unit.quantity();
    } else if (end != null && end.isBefore(to)) {
      if (!end.isBefore(from)) {
        addRetired(unit, start == null ? null : Age.years(start, end));
      }
    } else if (start == null || start.isBefore(to)) {
      inService += unit.quantity();
      inServiceAges.add(start == null ? null : Age.years(start, to), unit.quantity());
    }
  }

  private void addRetired(Unit unit, @Nullable BigDecimal age) {
    long quantity = unit.quantity();
    retired += quantity;
    retiredAges.add(age, quantity);
    BigDecimal target = settings.targetYears(unit);
    if (age == null || target == null) {
      early.unknown += quantity;
    } else {
      early.add(age.compareTo(target) < 0, quantity);
    }
    Unit.Fate fate = unit.retiredTo() == null ? Unit.Fate.UNKNOWN : unit.retiredTo();
    if (unit.functional() == null) {
      reconditioned.unknown += quantity;
    } else if (unit.functional()) {
      reconditioned.add(fate.isReconditioned(), quantity);
      destinationUnknown += fate == Unit.Fate.UNKNOWN ? quantity : 0;
    }
  }

  Lifetimes.Figures figures() {
    return new Lifetimes.Figures(
        inService,
        retired,
        retiredOnUnknownDay,
        early.share(
            retired == 0
                ? NONE_RETIRED
                : "of none of the units retired in the period are age and target age known"),
        reconditioned.share(
            retired == 0
                ? NONE_RETIRED
                : "no unit retired in the period is known to have been functional"),
        destinationUnknown,
        inServiceAges.mean("no unit is in service at the end of the period"),
        retiredAges.mean(NONE_RETIRED));
  }
}
