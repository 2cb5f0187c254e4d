package io.garonne.model.schedule;

import io.garonne.model.advice.Worth;
import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.inventory.Estate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calendar of a site, asked once for each day. Not for several threads. */
final class SiteDays {
  private final SiteCalendar calendar;
  private final ZoneId zone;
  private final LocalDate today;
  private final Worth worth;
  private final Map<DayType, Integer> year;
  private final SortedMap<LocalDate, DayKind> comingYear = new TreeMap<>();
  private final Map<LocalDate, DayKind> kinds = new HashMap<>();
  private final Map<LocalDate, Long> openMillis = new HashMap<>();

  SiteDays(Estate estate, String site, ZoneId zone, Instant now) {
    this.calendar = estate.calendar(site);
    this.zone = zone;
    this.today = now.atZone(zone).toLocalDate();
    this.worth = Worth.of(estate, site, today);
    this.year = DayType.year(today, calendar);
    for (int i = 0; i < DayType.YEAR; i++) {
      comingYear.put(today.plusDays(i), kind(today.plusDays(i)));
    }
  }

  ZoneId zone() {
    return zone;
  }

  LocalDate today() {
    return today;
  }

  Worth worth() {
    return worth;
  }

  /** Days of each type in the coming 365 days. */
  Map<DayType, Integer> year() {
    return Collections.unmodifiableMap(year);
  }

  /** The kind of each of the coming 365 days. */
  SortedMap<LocalDate, DayKind> comingYear() {
    return Collections.unmodifiableSortedMap(comingYear);
  }

  DayKind kind(LocalDate date) {
    return kinds.computeIfAbsent(date, calendar::kindOf);
  }

  /** Quarter-hours in which people are there. */
  long openQuarters(LocalDate date) {
    long millis =
        openMillis.computeIfAbsent(
            date,
            day -> {
              long from = day.atStartOfDay(zone).toInstant().toEpochMilli();
              long to = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
              return to - from - calendar.millisOffHours(from, to);
            });
    return millis / (PrinterDay.SECONDS * 1000);
  }
}
