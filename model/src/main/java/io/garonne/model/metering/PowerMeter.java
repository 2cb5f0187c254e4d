package io.garonne.model.metering;

import io.garonne.model.Finding;
import io.garonne.model.Reading.State;
import java.util.List;

/** M2 and M8 for one channel, sample after sample: what power books, and what it estimates. */
final class PowerMeter {
  private static final int HAS_POWER = 1;
  private static final int ABOVE = 1 << 1;
  private static final int REGISTER_SEEN = 1 << 2;
  private static final int CUT = 1 << 3;
  private static final int IN_GAP = 1 << 4;
  private static final int MISSING = 1 << 5;
  private static final int PENDING = 1 << 6;

  private final MeterProfile profile;
  private final boolean onChange;
  private final long maxGap;
  private final SlotBook book;
  private final List<MeterEvent> events;

  /** Whether there is a power that the next sample may end a step with. */
  private boolean hasPower;

  /** Instant of that power; on change, where the hold began. */
  private long powerAt;

  private long power;

  /** Whether the last power was above 1.5 times a rating that nobody stated. */
  private boolean above;

  /** auto: whether the register counts, and no longer power. */
  private boolean registerSeen;

  /** auto: since when. */
  private long registerSince = Sample.NONE;

  /** Start of the silence of the register: its last reading, or the channel's first sample. */
  private long gapStart = Sample.NONE;

  /** Whether the silence has been told. */
  private boolean missing;

  /** Whether there is a step in {@link #pending}, which may be one of 0 W. */
  private boolean hasPending;

  /** What the silence would be estimated with if it exceeded the greatest gap. */
  private SlotBook pending = new SlotBook();

  PowerMeter(MeterProfile profile, SlotBook book, List<MeterEvent> events) {
    this.profile = profile;
    this.onChange = profile.reporting() == MeterProfile.Reporting.ON_CHANGE;
    this.maxGap = profile.maxGap();
    this.book = book;
    this.events = events;
    this.registerSeen = profile.register() == MeterProfile.Register.YES;
  }

  /**
   * Takes the next sample.
   *
   * @param hasEnergy whether it has a register reading
   * @param before instant of the sample before, or {@link Sample#NONE} if this is the first
   */
  void accept(Sample s, boolean hasEnergy, long before) {
    boolean hasNewPower = s.power() != Sample.NONE;
    if (onChange) {
      acceptOnChange(s, hasEnergy, hasNewPower, before);
    } else if (hasNewPower) {
      if (hasPower && s.at() - powerAt <= maxGap) {
        step(s, s.at() - powerAt, s.power(), powerAt, s.at(), hasEnergy);
      }
      hasPower = true;
      powerAt = s.at();
      power = s.power();
    }
    if (hasNewPower) {
      compareWithRating(s);
    }
    if (hasEnergy || registerSeen) {
      followRegister(s, hasEnergy);
    }
  }

  /** Every sample ends a piece of the hold, so no piece straddles a register reading. */
  private void acceptOnChange(Sample s, boolean hasEnergy, boolean hasNewPower, long before) {
    if (hasPower) {
      long to = Math.min(s.at(), powerAt + maxGap);
      if (to > before) {
        step(s, 1, power, before, to, hasEnergy);
      }
    }
    if (hasNewPower) {
      hasPower = s.state() != State.UNAVAILABLE;
      powerAt = s.at();
      power = s.power();
    } else if (s.state() == State.OFF || s.state() == State.UNAVAILABLE) {
      hasPower = false;
    }
  }

  /**
   * A step that {@code s} ends, of the line that begins at {@link #powerAt} and reaches {@code
   * end}.
   */
  private void step(Sample s, long length, long end, long from, long to, boolean hasEnergy) {
    if (!registerSeen) {
      book.power(powerAt, length, power, end, from, to, false);
      return;
    }
    if (from < registerSince) {
      book.power(powerAt, length, power, end, from, Math.min(to, registerSince), false);
    } else if (gapStart != Sample.NONE
        && from >= gapStart
        && (s.at() - gapStart > maxGap || !hasEnergy)) {
      pending.power(powerAt, length, power, end, from, to, true);
      hasPending = true;
    }
  }

  private void compareWithRating(Sample s) {
    boolean nowAbove = !profile.ratingStated() && Sample.isAboveRating(s.power(), profile);
    if (nowAbove && !above) {
      events.add(
          new MeterEvent(
              Finding.Kind.POWER_ABOVE_RATING,
              s.at(),
              "%d W, and no rating is stated".formatted(s.power() / 1000)));
    }
    above = nowAbove;
  }

  private void followRegister(Sample s, boolean hasEnergy) {
    if (gapStart != Sample.NONE && s.at() - gapStart > maxGap && hasPending) {
      book.add(pending);
      dropPending();
      if (!missing) {
        missing = true;
        events.add(
            new MeterEvent(
                Finding.Kind.REGISTER_MISSING,
                gapStart + maxGap,
                "power but no register reading for more than %d s".formatted(maxGap / 1000)));
      }
    }
    if (hasEnergy) {
      if (!registerSeen) {
        registerSeen = true;
        registerSince = s.at();
      }
      gapStart = s.at();
      missing = false;
      if (hasPending) {
        dropPending();
      }
    } else if (gapStart == Sample.NONE) {
      gapStart = s.at();
    }
  }

  private void dropPending() {
    pending.clear();
    hasPending = false;
  }

  void writeTo(VarintWriter out, long newest) {
    // What no later sample can ask for is not written: states that act alike are equal.
    boolean live = hasPower && (onChange ? newest - powerAt < maxGap : newest - powerAt <= maxGap);
    boolean cut = live && !onChange && registerSeen && powerAt < registerSince;
    out.unsigned(
        (live ? HAS_POWER : 0)
            | (above ? ABOVE : 0)
            | (registerSeen ? REGISTER_SEEN : 0)
            | (cut ? CUT : 0)
            | (gapStart != Sample.NONE ? IN_GAP : 0)
            | (missing ? MISSING : 0)
            | (hasPending ? PENDING : 0));
    if (live) {
      out.unsigned(newest - powerAt);
      out.unsigned(power);
    }
    if (cut) {
      out.unsigned(newest - registerSince);
    }
    if (gapStart != Sample.NONE) {
      out.unsigned(newest - gapStart);
    }
    if (hasPending) {
      pending.writeTo(out);
    }
  }

  void readFrom(VarintReader in, long newest) {
    int flags = (int) in.unsigned();
    hasPower = (flags & HAS_POWER) != 0;
    above = (flags & ABOVE) != 0;
    // The profile may have changed since the state was written; it decides.
    registerSeen =
        switch (profile.register()) {
          case YES -> true;
          case NO -> false;
          case AUTO -> (flags & REGISTER_SEEN) != 0;
        };
    missing = (flags & MISSING) != 0;
    hasPending = (flags & PENDING) != 0;
    if (hasPower) {
      powerAt = newest - in.unsigned();
      power = in.unsigned();
    }
    if ((flags & CUT) != 0) {
      registerSince = newest - in.unsigned();
    }
    if ((flags & IN_GAP) != 0) {
      gapStart = newest - in.unsigned();
    }
    if (hasPending) {
      pending = SlotBook.readFrom(in);
    }
  }
}
