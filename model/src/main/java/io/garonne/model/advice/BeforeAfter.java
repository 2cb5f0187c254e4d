package io.garonne.model.advice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured before and after something that people did.
 *
 * @param action what they did
 * @param provisional whether the eight weeks after it are not over
 * @param personal whether somebody's own units are in the sums, five or more
 * @param personalLeftOut whether some are left out: fewer than five
 * @param otherActions how many other actions there were in these weeks on some of the same
 *     equipment: the effect is of all of them
 * @param days sums of the days of both sides that are known
 * @param result what follows from them
 */
public record BeforeAfter(
    Action action,
    boolean provisional,
    boolean personal,
    boolean personalLeftOut,
    int otherActions,
    List<Day> days,
    Result result)
    implements Advice {

  /** What the keys of these records begin with. */
  public static final String KIND = "before-after";

  public BeforeAfter {
    days = List.copyOf(days);
  }

  /**
   * A local day of all equipment together.
   *
   * @param date local date
   * @param energy millijoules booked
   * @param knownMillis milliseconds for which energy is known, summed over meters
   * @param expectedMillis milliseconds for which it should be, summed over meters
   */
  public record Day(LocalDate date, long energy, long knownMillis, long expectedMillis) {}

  /** What came of it, or why that cannot be said. */
  public sealed interface Result {
    /**
     * Known.
     *
     * @param daysBefore days before it that were compared
     * @param daysAfter days after it that were compared
     * @param before millijoules a day before it, as if the days had been of the kinds of those
     *     after
     * @param saved millijoules a day less after it; below 0: more
     * @param halfWidth millijoules a day that the difference may be wrong by, with 95 %
     *     probability; null: how much days differ is not known
     */
    record Known(int daysBefore, int daysAfter, long before, long saved, @Nullable Long halfWidth)
        implements Result {}

    /**
     * Cannot be said.
     *
     * @param why why
     * @param daysBefore days before it that could be compared
     * @param daysAfter days after it that could be
     */
    record NotComputable(NoFigure why, int daysBefore, int daysAfter) implements Result {}
  }

  @Override
  public String key() {
    return Keys.of(KIND, action.id());
  }
}
