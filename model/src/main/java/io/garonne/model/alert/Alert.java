package io.garonne.model.alert;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should act on, as it stands now. Its record in the topic is replaced
 * whenever it changes, and stays once it has ended.
 *
 * @param id short and stable, what people type: {@code overload-7f3a12}; the same condition at the
 *     same place has the same one each time
 * @param kind what it is
 * @param severity how urgent
 * @param place where
 * @param since when the condition began, event time, milliseconds since 1970 UTC
 * @param ended when it ended, or null: it still holds
 * @param value what was measured, in {@code unit}, or null
 * @param limit what it was held against, in {@code unit}, or null
 * @param unit of value and limit: {@code mW}, {@code mA}, {@code ms}, {@code mJ}, {@code ppm} or
 *     {@code count}; or null with both
 * @param behind how many alerts or devices stand behind this one and are not told by themselves
 * @param names some of them, at most {@link #NAMES}, never of a personal device
 * @param detail what a person needs beside this, in English, may be empty
 * @param acknowledged who has taken it on, or null
 * @param silenced whether a silence covers it: it is kept and listed, and nobody is told
 * @param told how often people are to have been told of this occurrence; whoever sees it grow tells
 *     them
 * @param about what it is about, unlike every other of its kind, in parts divided by tabs: the id
 *     is made of it; empty in records of before it was written
 * @param partOf id of the wider alert that this one has become part of, which ended it without a
 *     word; or null: of none
 */
public record Alert(
    String id,
    Kind kind,
    Severity severity,
    Place place,
    long since,
    @Nullable Long ended,
    @Nullable Long value,
    @Nullable Long limit,
    @Nullable String unit,
    int behind,
    List<String> names,
    String detail,
    @Nullable Acknowledgement acknowledged,
    boolean silenced,
    int told,
    String about,
    @Nullable String partOf) {

  /** Most names that are written out. */
  public static final int NAMES = 20;

  /** What there is to be woken for; the first thing to do follows from it. */
  public enum Kind {
    /** More than the rating or the breaker of a device, channel or phase. */
    OVERLOAD,
    /** Near it, or there within minutes if it goes on like this. */
    OVERLOAD_IMMINENT,
    /** One feed could not carry the load of both. */
    HEADROOM_LOST,
    /** A device says nothing any more. */
    DEVICE_SILENT,
    /** A meter, switch, poller or gateway is silent, and with it what stands behind it. */
    GROUP_SILENT,
    /** A whole site is silent. */
    SITE_SILENT,
    /** Nothing arrives from anywhere: the broker, the network, or ingest. */
    ALL_SILENT,
    /** A value that no such device can have; it is kept apart and counts in nothing. */
    IMPLAUSIBLE_READING,
    /** A register was exchanged, reset or set. */
    REGISTER_EXCHANGED,
    /** Energy when nobody is there, beyond what is usual. Never of a personal device. */
    OFF_HOURS,
    /** The target moves out of reach. */
    TARGET_DRIFT,
    /** A ledger equation does not hold. */
    LEDGER_MISMATCH,
    /** A stage is late or dead letters pile up. */
    PIPELINE;

    /** As people write it: {@code overload-imminent}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * That somebody has taken it on.
   *
   * @param by who
   * @param at when, milliseconds since 1970 UTC
   * @param note what they said, may be empty
   */
  public record Acknowledgement(String by, long at, String note) {}

  public Alert {
    names = List.copyOf(names);
    if (id.isEmpty() || told < 0 || behind < 0 || names.size() > NAMES) {
      throw new IllegalArgumentException("an alert without id, or with counts that cannot be");
    }
    if (ended != null && ended < since) {
      throw new IllegalArgumentException("ended before it began");
    }
    if ((value != null || limit != null) != (unit != null)) {
      throw new IllegalArgumentException("a value or limit needs its unit, and a unit one of them");
    }
  }

  /** The same, ended because a wider alert tells of it. */
  Alert partOf(String wider) {
    return with(place, ended, names, acknowledged, silenced, told, about, wider);
  }

  /** The same, about somebody's own. */
  public Alert at(Place hidden, List<String> named) {
    return with(hidden, ended, named, acknowledged, silenced, told, about, partOf);
  }

  /** The same of a subject that its record does not say. */
  public Alert about(String subject) {
    return with(place, ended, names, acknowledged, silenced, told, subject, partOf);
  }

  /** The same, as it stands with people. */
  Alert with(
      @Nullable Long endedAt,
      @Nullable Acknowledgement takenBy,
      boolean isSilenced,
      int timesTold) {
    return with(place, endedAt, names, takenBy, isSilenced, timesTold, about, partOf);
  }

  private Alert with(
      Place otherPlace,
      @Nullable Long otherEnded,
      List<String> otherNames,
      @Nullable Acknowledgement otherAcknowledged,
      boolean otherSilenced,
      int otherTold,
      String otherAbout,
      @Nullable String otherPartOf) {
    return new Alert(
        id,
        kind,
        severity,
        otherPlace,
        since,
        otherEnded,
        value,
        limit,
        unit,
        behind,
        otherNames,
        detail,
        otherAcknowledged,
        otherSilenced,
        otherTold,
        otherAbout,
        otherPartOf);
  }

  /** Whether the condition still holds. */
  public boolean isOpen() {
    return ended == null;
  }
}
