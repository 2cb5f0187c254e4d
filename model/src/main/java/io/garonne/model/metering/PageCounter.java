package io.garonne.model.metering;

import io.garonne.model.PageKinds;
import io.garonne.model.Reading;

/**
 * What a page counter counts, by the name of its channel. In a quarter-hour the counter of the
 * device as a whole counts if it has booked any of it, and its counters of mono and colour are
 * parts of it; where it has not, these two add up. Any other counter, but that of paper, adds up
 * always. So what counts depends on what was booked, and not on what came first.
 */
public enum PageCounter {
  /** Channel 0: all impressions of the device. */
  WHOLE,
  /** Channel {@code mono}: impressions without colour. */
  MONO,
  /** Channel {@code colour}: impressions with colour. */
  COLOUR,
  /** Any other channel: impressions of its own, as of the second printer of a chain. */
  OTHER,
  /** Channel {@code sheets}: paper, which is no impression. */
  SHEETS;

  /** Impressions for a hundred sheets if every sheet has one printed side. */
  public static final long SIMPLEX = 100;

  /** Impressions for a hundred sheets if every sheet has two. */
  public static final long DUPLEX = 200;

  /** The counter of a channel. */
  public static PageCounter of(String channel) {
    return switch (channel) {
      case Reading.ONLY_CHANNEL -> WHOLE;
      case Reading.MONO_CHANNEL -> MONO;
      case Reading.COLOUR_CHANNEL -> COLOUR;
      case Reading.SHEETS_CHANNEL -> SHEETS;
      default -> OTHER;
    };
  }

  /**
   * Which counters of a device booked any of a quarter-hour.
   *
   * @param whole whether that of the device as a whole did
   * @param mono whether that of mono did
   * @param colour whether that of colour did
   * @param other whether another of impressions did
   */
  public record Booked(boolean whole, boolean mono, boolean colour, boolean other) {
    /** None did. */
    public static final Booked NONE = new Booked(false, false, false, false);

    /** And one more did. */
    public Booked and(PageCounter counter) {
      return new Booked(
          whole || counter == WHOLE,
          mono || counter == MONO,
          colour || counter == COLOUR,
          other || counter == OTHER);
    }

    /** Whether any but that of paper did. */
    public boolean impressions() {
      return whole || mono || colour || other;
    }
  }

  /** Whether its impressions are added up, beside the others of its device. */
  public boolean counts(Booked booked) {
    return switch (this) {
      case WHOLE, OTHER -> true;
      case MONO, COLOUR -> !booked.whole();
      case SHEETS -> false;
    };
  }

  /** Whether its time is that of its device: mono and colour have the same, which is once. */
  public boolean countsTime(Booked booked) {
    return counts(booked) && !(this == COLOUR && booked.mono());
  }

  /**
   * What it says beside the number of impressions.
   *
   * @param count impressions, or sheets
   * @param sheetRate impressions for a hundred sheets; 0: nobody declared it
   */
  public PageKinds kinds(long count, Booked booked, long sheetRate) {
    boolean parts = booked.mono() && booked.colour() && !booked.whole();
    boolean told = parts || (booked.whole() && booked.colour());
    return switch (this) {
      case WHOLE -> new PageKinds(0, told ? count : 0, 0);
      case MONO -> new PageKinds(0, parts ? count : 0, 0);
      // Colour alone does not say what else was printed.
      case COLOUR -> new PageKinds(told ? count : 0, parts ? count : 0, 0);
      case OTHER -> PageKinds.NONE;
      case SHEETS ->
          new PageKinds(0, 0, booked.impressions() ? 0 : Math.multiplyExact(count, sheetRate));
    };
  }
}
