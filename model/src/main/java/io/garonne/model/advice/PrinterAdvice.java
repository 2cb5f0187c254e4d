package io.garonne.model.advice;

import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a printer does all week, and what could be done about it.
 *
 * @param printer its asset, or the device if no asset is named
 * @param site where it stands
 * @param room its room, or null
 * @param model its model, or null
 * @param first first day that was looked at, local
 * @param last last day that was looked at, local
 * @param states states by power
 * @param usePages whether use is known from pages; else it is inferred from power
 * @param profile use and power by hour of the week, for each kind of day that was seen
 * @param keepAwake why it has to stay awake, as in the estate, or null
 * @param kept that it is to be left as it is for now, or null
 * @param timetable the cheapest one that covers its use
 * @param proposals what each measure would save, or why it is not proposed
 * @param measured what came of the last schedule that was applied, or null: none was
 * @param worth of a kWh
 */
public record PrinterAdvice(
    String printer,
    String site,
    @Nullable String room,
    @Nullable String model,
    LocalDate first,
    LocalDate last,
    PowerStates states,
    boolean usePages,
    List<HourOfWeek> profile,
    @Nullable String keepAwake,
    @Nullable Kept kept,
    Timetable timetable,
    List<Proposal> proposals,
    @Nullable Measured measured,
    Worth worth)
    implements Advice {

  public PrinterAdvice {
    profile = List.copyOf(profile);
    proposals = List.copyOf(proposals);
  }

  @Override
  public String key() {
    return Keys.of("printer", site, printer);
  }

  /** What can be done. */
  public enum Measure {
    /** Switched off outside the timetable. */
    TIMETABLE,
    /** Asleep a quarter of an hour after the last job. */
    SLEEP_TIMER;

    /** As in topics: {@code sleep-timer}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What a measure would save in a year, by the site's calendar of the coming 365 days.
   *
   * @param measure which
   * @param saving a year, or null: see {@code why}; where a reason stands beside a saving, the
   *     measure is not proposed
   * @param power milliwatts that it would draw then
   * @param powerAssumed whether nobody has seen it draw that: it is assumed
   * @param why why it is not proposed, or null: it is
   */
  public record Proposal(
      Measure measure,
      @Nullable Band saving,
      long power,
      boolean powerAssumed,
      @Nullable Reason why) {}

  /**
   * Use and power in one hour of the week.
   *
   * @param kind of the day
   * @param hour hours since Monday, 00:00 local, 0 to 167
   * @param quarters quarter-hours known of it
   * @param used those with use
   * @param power mean milliwatts
   */
  public record HourOfWeek(DayKind kind, int hour, int quarters, int used, long power) {}

  /**
   * What came of an action.
   *
   * @param action its id
   * @param at when it holds from, milliseconds since 1970 UTC
   * @param author who
   * @param reason why
   * @param before days compared before
   * @param after days compared after
   * @param saving a year, or null: see {@code why}
   * @param why why it is not known, or null
   */
  public record Measured(
      String action,
      long at,
      String author,
      String reason,
      int before,
      int after,
      @Nullable Band saving,
      @Nullable Reason why) {}
}
