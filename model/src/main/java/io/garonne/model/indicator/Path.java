package io.garonne.model.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to the target: 0 at the end of the reference year, the target at the due date, a straight
 * line between them.
 *
 * @param referenceEnd day after the reference year
 * @param due day after the one by which the target is to be met
 * @param target the change that is wanted, below 0
 */
public record Path(LocalDate referenceEnd, LocalDate due, double target) {

  /** Months of which anything is compared, below which nothing is said. */
  private static final int ENOUGH_MONTHS = 6;

  /** An interval around the path that is wider to either side says nothing. */
  private static final double NARROW = 0.03;

  public Path {
    if (!referenceEnd.isBefore(due)) {
      throw new IllegalArgumentException("due before the reference year ends");
    }
  }

  /**
   * The path of a target; its day is the last one by which it may be met.
   *
   * @param firstCompared the month after the reference year
   * @return null: the target was due before
   */
  public static @Nullable Path to(Programme.Target target, YearMonth firstCompared) {
    LocalDate end = firstCompared.atDay(1);
    LocalDate due = target.due().plusDays(1);
    return end.isBefore(due) ? new Path(end, due, target.change()) : null;
  }

  /** Where one stands to the path. */
  public enum Status {
    /** The whole interval is below the path. */
    AHEAD,
    /** The interval contains the path, and is at most three points to either side. */
    ON_TRACK,
    /** The whole interval is above the path. */
    BEHIND,
    /** The interval contains the path, and is wider than that. */
    UNCERTAIN,
    /** The three ways to account for users do not agree. */
    DEPENDS_ON_THE_METHOD,
    /** Of less than six months anything is compared. */
    TOO_EARLY
  }

  /** The change that is due on a day. */
  public double on(LocalDate day) {
    double whole = ChronoUnit.DAYS.between(referenceEnd, due);
    double passed = ChronoUnit.DAYS.between(referenceEnd, day);
    return target * Math.max(0, Math.min(1, passed / whole));
  }

  /** Where a comparison stands; it is about the day after its last month. */
  public Status status(Comparison c) {
    return status(c, c.chosen(), c.allFixed(), c.allPerUser());
  }

  /**
   * Where several ways to say the same stand: they have to agree.
   *
   * @param c the comparison that they are of
   * @param changes one or several
   */
  Status status(Comparison c, Comparison.Change... changes) {
    if (c.monthsCompared() < ENOUGH_MONTHS) {
      return Status.TOO_EARLY;
    }
    double due = on(c.from().plusMonths(c.months()).atDay(1));
    Status first = status(changes[0], due);
    for (Comparison.Change change : changes) {
      if (status(change, due) != first) {
        return Status.DEPENDS_ON_THE_METHOD;
      }
    }
    return first;
  }

  private static Status status(Comparison.Change change, double due) {
    if (change.high() < due) {
      return Status.AHEAD;
    }
    if (change.low() > due) {
      return Status.BEHIND;
    }
    return change.halfWidth() <= NARROW ? Status.ON_TRACK : Status.UNCERTAIN;
  }
}
