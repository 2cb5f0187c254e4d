package io.garonne.model.alert;

import io.garonne.model.Ledger;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What has to be known after a restart so that nothing is told twice. */
public sealed interface Remembered {

  /**
   * The last of a device, or of a channel of one that has several. Of two values the newer counts,
   * of two of one instant the greater, so that their order does not matter.
   *
   * @param channel the channel, or null: a device with several
   * @param at event time, milliseconds since 1970 UTC
   * @param power milliwatts
   * @param current milliamperes, or null: it did not say
   * @param voltage millivolts, or null: it did not say
   * @param via what it reports by, or null: not known
   * @param peak most milliwatts since it was last looked at
   * @param peakCurrent most milliamperes since then, or null
   * @param offAt when it last said that it is off; {@link Long#MIN_VALUE} if never
   * @param lostAt when it was last said to be out of reach; {@link Long#MIN_VALUE} if never
   */
  record Heard(
      @Nullable String channel,
      long at,
      long power,
      @Nullable Long current,
      @Nullable Long voltage,
      @Nullable String via,
      long peak,
      @Nullable Long peakCurrent,
      long offAt,
      long lostAt)
      implements Remembered {

    /** Whether it said that it is off, and nothing since. */
    boolean isOff() {
      return offAt >= at;
    }

    /** Whether it is out of reach, and was not heard since. */
    boolean isLost() {
      return lostAt >= at;
    }

    /** The same once its peak has been looked at. */
    Heard lookedAt() {
      return peak == power && Objects.equals(peakCurrent, current)
          ? this
          : new Heard(channel, at, power, current, voltage, via, power, current, offAt, lostAt);
    }
  }

  /**
   * A condition that holds, or held.
   *
   * @param alert as it was published last
   * @param clearSince from when on nothing was the matter, milliseconds since 1970 UTC, or null
   * @param holdsUntil until when it holds without being seen again, milliseconds since 1970 UTC
   * @param toldAt when people were told last of this occurrence, or null: not yet
   * @param members devices that stand behind it
   */
  record Condition(
      Alert alert,
      @Nullable Long clearSince,
      long holdsUntil,
      @Nullable Long toldAt,
      SortedSet<String> members)
      implements Remembered {
    public Condition {
      members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    /** What it is about, unlike every other of its kind. */
    public String about() {
      return alert.about();
    }

    /** The same of another state of its alert. */
    Condition with(Alert now) {
      return new Condition(now, clearSince, holdsUntil, toldAt, members);
    }
  }

  /**
   * What a class of a site draws when nobody is there.
   *
   * @param quarter start of the quarter-hour that is being added up, milliseconds since 1970 UTC
   * @param sum milliwatts, over samples
   * @param samples of it
   * @param last mean milliwatts of the quarter-hour before, or null: it was not off-hours
   * @param lastStart when that began
   * @param day local day of the newest peak, days since 1970
   * @param peaks most milliwatts of the nights, the newest last
   */
  record Nights(
      long quarter,
      long sum,
      int samples,
      @Nullable Long last,
      long lastStart,
      long day,
      List<Long> peaks)
      implements Remembered {
    /** Nights that are kept. */
    static final int KEPT = 28;

    static final Nights NONE = new Nights(0, 0, 0, null, 0, Long.MIN_VALUE, List.of());

    public Nights {
      peaks = List.copyOf(peaks);
    }
  }

  /**
   * Dead letters of a reason.
   *
   * @param byMinute how many, by minute since 1970
   */
  record DeadLetters(SortedMap<Long, Integer> byMinute) implements Remembered {
    public DeadLetters {
      byMinute = Collections.unmodifiableSortedMap(new TreeMap<>(byMinute));
    }
  }

  /**
   * A side of the ledger.
   *
   * @param at when it was written, milliseconds since 1970 UTC
   */
  record Side(Ledger ledger, long at) implements Remembered {}

  /**
   * How an indicator stands.
   *
   * @param isBehind whether it is behind its path
   * @param change what it is, in millionths
   * @param due what it should be, in millionths
   * @param month of which month, {@code 2026-03}
   */
  record Standing(boolean isBehind, long change, long due, String month) implements Remembered {}
}
