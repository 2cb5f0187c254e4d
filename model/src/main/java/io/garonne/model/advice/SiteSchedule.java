package io.garonne.model.advice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One timetable for all printers of a site together.
 *
 * @param site the site
 * @param printers printers looked at, without those that have to stay awake
 * @param timetable the cheapest one that covers the use of all of them
 * @param saving what it would save in a year, all together, or null: see {@code why}
 * @param each what the timetables of the single printers and sleep timers would save together, of
 *     each printer the better one that is proposed
 * @param why why there is none, or null
 * @param worth of a kWh
 * @param last last day that was looked at, or null: an earlier version did not say
 */
public record SiteSchedule(
    String site,
    int printers,
    Timetable timetable,
    @Nullable Band saving,
    Band each,
    @Nullable Reason why,
    Worth worth,
    @Nullable LocalDate last)
    implements Advice {

  @Override
  public String key() {
    return Keys.of("site-schedule", site);
  }
}
