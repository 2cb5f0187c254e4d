package io.garonne.model.carbon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a line is: known, one of two instants, or refused. */
sealed interface Moment {

  /** Where éCO2mix' local times are local. */
  ZoneId PARIS = ZoneId.of("Europe/Paris");

  Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
          DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT));

  /**
   * An instant.
   *
   * @param at milliseconds since 1970 UTC
   */
  record At(long at) implements Moment {}

  /** A local time that comes twice, without a word of which time it is. */
  record Twice(LocalDateTime local) implements Moment {

    /**
     * One of the two instants, in milliseconds since 1970 UTC.
     *
     * @param second whether it is the second, in winter time
     */
    long at(boolean second) {
      ZoneOffset offset = PARIS.getRules().getValidOffsets(local).get(second ? 1 : 0);
      return local.toInstant(offset).toEpochMilli();
    }
  }

  /** No quarter-hour. */
  record Refused(String why) implements Moment {}

  /** A local time of Paris. */
  static Moment ofLocal(String date, String time) {
    LocalDateTime local = local(date, time);
    if (local == null) {
      return new Refused("\"" + date + " " + time + "\" is no date and time");
    }
    List<ZoneOffset> offsets = PARIS.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return new Refused("the local time " + local + " does not exist: clocks go forward over it");
    }
    if (offsets.size() > 1 && local.getMinute() % 15 == 0 && local.getSecond() == 0) {
      return new Twice(local);
    }
    return quarter(local.toInstant(offsets.getFirst()), local.toString());
  }

  /** An instant with its offset. */
  static Moment ofInstant(String text) {
    try {
      return quarter(OffsetDateTime.parse(text).toInstant(), text);
    } catch (DateTimeException e) {
      return new Refused("\"" + text + "\" is no time with an offset like 2025-01-01T00:00+01:00");
    }
  }

  /**
   * An instant with the local time beside it. Where clocks go forward ODRÉ gives rows of the hour
   * that does not exist the instants of the next hour; only their local time shows it.
   */
  static Moment ofBoth(String instant, String date, String time) {
    Moment moment = ofInstant(instant);
    if (moment instanceof At known) {
      Moment local = ofLocal(date, time);
      boolean agrees =
          switch (local) {
            case At at -> at.equals(known);
            case Twice twice -> known.at == twice.at(false) || known.at == twice.at(true);
            case Refused refused -> false;
          };
      if (!agrees) {
        return local instanceof Refused
            ? local
            : new Refused(instant + " and the local time " + date + " " + time + " disagree");
      }
    }
    return moment;
  }

  /**
   * The other instant that has the same local time.
   *
   * @return null if the local time comes once
   */
  static @Nullable Long twin(long at) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), PARIS);
    if (PARIS.getRules().getValidOffsets(local).size() < 2) {
      return null;
    }
    Twice twice = new Twice(local);
    return twice.at(false) == at ? twice.at(true) : twice.at(false);
  }

  private static Moment quarter(Instant at, String text) {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      return new Refused(text + " is not of a year from 1970 to 9999");
    }
    long millis = at.toEpochMilli();
    boolean whole = millis % GridIntensity.QUARTER == 0 && at.equals(Instant.ofEpochMilli(millis));
    return whole ? new At(millis) : new Refused(text + " is not the start of a quarter-hour");
  }

  private static @Nullable LocalDateTime local(String date, String time) {
    for (DateTimeFormatter form : DATES) {
      try {
        return LocalDateTime.of(LocalDate.parse(date, form), LocalTime.parse(time));
      } catch (DateTimeException e) {
        // the next form, then
      }
    }
    return null;
  }
}
