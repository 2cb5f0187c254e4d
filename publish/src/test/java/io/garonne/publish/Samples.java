package io.garonne.publish;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Totals for tests. */
public final class Samples {
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private Samples() {}

  /** A total of a period that an instant falls in: all measured but a tenth, 10 of 12 devices. */
  public static Total total(
      Period period,
      String at,
      @Nullable String site,
      @Nullable String equipmentClass,
      @Nullable String device,
      long energy) {
    long start = period.startOf(Instant.parse(at).toEpochMilli(), PARIS);
    long end = period.endOf(start, PARIS);
    long interpolated = energy / 10;
    int devices = device == null ? 10 : 1;
    int expected = device == null ? 12 : 1;
    return new Total(
        new Scope(site, site, equipmentClass, device),
        period,
        start,
        end,
        PARIS,
        energy - interpolated,
        interpolated,
        0,
        (end - start) * devices,
        0,
        (end - start) * expected,
        devices,
        expected,
        energy,
        0,
        Total.Status.PROVISIONAL,
        Total.METHOD);
  }

  /** The same of another scope. */
  public static Total total(Total t, Scope scope) {
    return t.as(scope);
  }

  public static Total with(Total t, int devices, Total.Status status, int revision) {
    return new Total(
        t.scope(),
        t.period(),
        t.start(),
        t.end(),
        t.zone(),
        t.measured(),
        t.interpolated(),
        t.estimated(),
        t.allocated(),
        t.coveredMillis(),
        t.bookedMillis(),
        t.registeredMillis(),
        t.expectedMillis(),
        t.pages(),
        t.pagesBookedMillis(),
        t.pageCounters(),
        t.pageKinds(),
        devices,
        t.expected(),
        t.high(),
        revision,
        status,
        t.method(),
        t.personal(),
        Causes.UNKNOWN);
  }

  /** The same with pages of so many printers. */
  public static Total printed(Total t, long pages, int pageCounters) {
    return new Total(
        t.scope(),
        t.period(),
        t.start(),
        t.end(),
        t.zone(),
        t.measured(),
        t.interpolated(),
        t.estimated(),
        t.allocated(),
        t.coveredMillis(),
        t.bookedMillis(),
        t.registeredMillis(),
        t.expectedMillis(),
        pages,
        pageCounters * (t.end() - t.start()),
        pageCounters,
        PageKinds.NONE,
        t.devices(),
        t.expected(),
        t.high(),
        t.revision(),
        t.status(),
        t.method(),
        t.personal(),
        Causes.UNKNOWN);
  }

  /** The same with what is known of its pages beside their number. */
  public static Total printed(Total t, PageKinds kinds) {
    return new Total(
        t.scope(),
        t.period(),
        t.start(),
        t.end(),
        t.zone(),
        t.measured(),
        t.interpolated(),
        t.estimated(),
        t.allocated(),
        t.coveredMillis(),
        t.bookedMillis(),
        t.registeredMillis(),
        t.expectedMillis(),
        t.pages(),
        t.pagesBookedMillis(),
        t.pageCounters(),
        kinds,
        t.devices(),
        t.expected(),
        t.high(),
        t.revision(),
        t.status(),
        t.method(),
        t.personal(),
        Causes.UNKNOWN);
  }

  /** A day of a device on somebody's desk. */
  public static Total personal(String at, String device) {
    Total t = total(Period.DAY, at, "a", "workstation", device, 100);
    return new Total(
        t.scope(),
        t.period(),
        t.start(),
        t.end(),
        t.zone(),
        t.measured(),
        t.interpolated(),
        t.estimated(),
        t.allocated(),
        t.coveredMillis(),
        t.bookedMillis(),
        t.registeredMillis(),
        t.expectedMillis(),
        t.pages(),
        t.pagesBookedMillis(),
        t.pageCounters(),
        PageKinds.NONE,
        t.devices(),
        t.expected(),
        t.high(),
        t.revision(),
        t.status(),
        t.method(),
        true,
        Causes.UNKNOWN);
  }
}
