package io.garonne.model;

import io.garonne.model.calendar.Period;
import java.time.ZoneId;

/**
 * Energy of a scope over one calendar period and how good it is, and the pages printed in it.
 *
 * @param scope what it is about
 * @param period which kind of period
 * @param start start of the period, inclusive, milliseconds since 1970 UTC
 * @param end end of the period, exclusive, milliseconds since 1970 UTC
 * @param zone the zone whose calendar it is
 * @param measured millijoules whose shape is known
 * @param interpolated millijoules whose sum is known and whose shape is not
 * @param estimated millijoules that stand beside, in no sum
 * @param allocated millijoules of the energy that were measured together with others, and whose
 *     division among the rows is an estimate; may be below 0 where a meter's remainder is
 * @param coveredMillis milliseconds inside measured steps, summed over channels
 * @param bookedMillis milliseconds inside booked steps, measured or interpolated, summed over
 *     channels
 * @param registeredMillis milliseconds inside register steps that lie wholly in the period, summed
 *     over channels
 * @param expectedMillis milliseconds of validity of the scope's devices within the period; of a
 *     device whose line is of the whole of it, once for each channel that booked any of the period
 * @param pages impressions (printed sides), by cumulative page counters; 0 also where there is none
 * @param pagesBookedMillis milliseconds inside booked steps of page counters, summed over counters
 * @param pageCounters devices with such time in the period: with none, 0 pages says nothing
 * @param pageKinds what is known of the pages beside their number
 * @param devices devices with booked or covered time in the period
 * @param expected devices valid in the period
 * @param high millijoules: low, plus the unknown time at the stratum's 95th percentile of power
 * @param revision 0 until final; then counts publications after it
 * @param status how settled it is
 * @param method version of the metering rules
 * @param personal whether a device counted for one person's desk in this period: such a total never
 *     leaves as a tag, a page or an export; false for every scope but a device's
 * @param causes why it was published this time; they are about the record, not about the period
 */
public record Total(
    Scope scope,
    Period period,
    long start,
    long end,
    ZoneId zone,
    long measured,
    long interpolated,
    long estimated,
    long allocated,
    long coveredMillis,
    long bookedMillis,
    long registeredMillis,
    long expectedMillis,
    long pages,
    long pagesBookedMillis,
    int pageCounters,
    PageKinds pageKinds,
    int devices,
    int expected,
    long high,
    int revision,
    Status status,
    String method,
    boolean personal,
    Causes causes) {

  /** Version of the rules that made a total. */
  public static final String METHOD = "M1-M12/1";

  /**
   * A total without page counters that is not of a personal device, of which nothing is allocated
   * and all booked time is covered.
   */
  public Total(
      Scope scope,
      Period period,
      long start,
      long end,
      ZoneId zone,
      long measured,
      long interpolated,
      long estimated,
      long coveredMillis,
      long registeredMillis,
      long expectedMillis,
      int devices,
      int expected,
      long high,
      int revision,
      Status status,
      String method) {
    this(
        scope,
        period,
        start,
        end,
        zone,
        measured,
        interpolated,
        estimated,
        0,
        coveredMillis,
        coveredMillis,
        registeredMillis,
        expectedMillis,
        0,
        0,
        0,
        PageKinds.NONE,
        devices,
        expected,
        high,
        revision,
        status,
        method,
        false,
        Causes.UNKNOWN);
  }

  /** How settled a total is. */
  public enum Status {
    PROVISIONAL,
    FINAL
  }

  /** Millijoules: measured plus interpolated, always. */
  public long energy() {
    return measured + interpolated;
  }

  /** Whether a page counter was read in the period: then 0 pages is that nothing was printed. */
  public boolean hasPages() {
    return pageCounters > 0;
  }

  /** Whether anything was metered in the period: otherwise its figures are no data, and not 0. */
  public boolean isMetered() {
    return devices > 0 || hasPages() || !pageKinds.isNone();
  }

  /** The same of another scope. */
  public Total as(Scope other) {
    return with(other, pages, pagesBookedMillis, pageCounters, pageKinds, causes);
  }

  /** The same as if there were no page counter. */
  public Total withoutPages() {
    return with(scope, 0, 0, 0, PageKinds.NONE, causes);
  }

  /** The same as if only the number of pages were known. */
  public Total withoutPageKinds() {
    return with(scope, pages, pagesBookedMillis, pageCounters, PageKinds.NONE, causes);
  }

  private Total with(
      Scope otherScope,
      long otherPages,
      long otherPagesBookedMillis,
      int otherPageCounters,
      PageKinds otherPageKinds,
      Causes otherCauses) {
    return new Total(
        otherScope,
        period,
        start,
        end,
        zone,
        measured,
        interpolated,
        estimated,
        allocated,
        coveredMillis,
        bookedMillis,
        registeredMillis,
        expectedMillis,
        otherPages,
        otherPagesBookedMillis,
        otherPageCounters,
        otherPageKinds,
        devices,
        expected,
        high,
        revision,
        status,
        method,
        personal,
        otherCauses);
  }

  /** The same figures, whyever they were published. */
  public Total withCauses(Causes others) {
    return with(scope, pages, pagesBookedMillis, pageCounters, pageKinds, others);
  }

  /** Millijoules that are certain; the same as {@link #energy()}. */
  public long low() {
    return energy();
  }
}
