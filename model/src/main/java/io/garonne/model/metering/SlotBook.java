package io.garonne.model.metering;

import io.garonne.model.calendar.Period;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bookings summed by slot. Steps come mostly in order of time, so the slot written last is kept in
 * fields and nothing is allocated while it stays the same.
 */
final class SlotBook {
  private final TreeMap<Long, SlotEnergy> left = new TreeMap<>();
  private final TreeSet<Long> takenBack = new TreeSet<>();
  private long slot = Long.MIN_VALUE;
  private long slotEnd = Long.MIN_VALUE;
  private long measured;
  private long interpolated;
  private long estimated;
  private long covered;
  private long booked;
  private long registered;
  private long crossings;
  private long crossedBefore;
  private long crossedInside;

  /**
   * Books a register step over {@code (from, to]}, spread evenly.
   *
   * @param sign 1, or -1 to take a booking back
   */
  void register(long from, long to, long energy, boolean interpolate, int sign) {
    if (sign < 0) {
      for (long at = Period.slotOf(from); at < to; at += Period.SLOT) {
        takenBack.add(at);
      }
    }
    if (from >= slot && to <= slotEnd) {
      addRegister(sign * energy, sign * (to - from), interpolate);
      registered += sign * (to - from);
      return;
    }
    long last = Period.slotOf(to - 1);
    long before = 0;
    for (long at = Period.slotOf(from); at <= last; at += Period.SLOT) {
      long pieceEnd = Math.min(at + Period.SLOT, to);
      long upTo = Spread.even(energy, pieceEnd - from, to - from);
      open(at);
      addRegister(sign * (upTo - before), sign * (pieceEnd - Math.max(at, from)), interpolate);
      before = upTo;
    }
    if (from >= last) {
      registered += sign * (to - from);
    } else {
      crossings += sign;
      crossedBefore += sign * (last - from);
      crossedInside += sign * (to - last);
    }
  }

  private void addRegister(long energy, long millis, boolean interpolate) {
    booked += millis;
    if (interpolate) {
      interpolated += energy;
    } else {
      measured += energy;
      covered += millis;
    }
  }

  /**
   * Books the part from {@code from} to {@code to} of a line of power that starts at {@code origin}
   * and is {@code length} long.
   *
   * @param estimate whether it only stands beside, as estimated
   */
  void power(long origin, long length, long start, long end, long from, long to, boolean estimate) {
    if (from >= slot && to <= slotEnd && from == origin) {
      addPower(Spread.line(start, end, to - origin, length), to - from, estimate);
      return;
    }
    long last = Period.slotOf(to - 1);
    long before = Spread.line(start, end, from - origin, length);
    for (long at = Period.slotOf(from); at <= last; at += Period.SLOT) {
      long pieceEnd = Math.min(at + Period.SLOT, to);
      long upTo = Spread.line(start, end, pieceEnd - origin, length);
      open(at);
      addPower(upTo - before, pieceEnd - Math.max(at, from), estimate);
      before = upTo;
    }
  }

  private void addPower(long energy, long millis, boolean estimate) {
    if (estimate) {
      estimated += energy;
    } else {
      measured += energy;
      covered += millis;
      booked += millis;
    }
  }

  /** Books everything that another book holds. */
  void add(SlotBook other) {
    other.leave();
    other.left.forEach((at, energy) -> left.merge(at, energy, SlotEnergy::plus));
  }

  /** Takes back everything that another book holds. */
  void subtract(SlotBook other) {
    other.leave();
    takenBack.addAll(other.left.keySet());
    other.left.forEach(
        (at, energy) -> left.merge(at, SlotEnergy.ZERO.minus(energy), SlotEnergy::plus));
  }

  void clear() {
    leave();
    left.clear();
  }

  /** The sums by start of slot, without slots where they are zero. */
  SortedMap<Long, SlotEnergy> sums() {
    leave();
    left.values().removeIf(SlotEnergy::isZero);
    return left;
  }

  /** Slots of which something was taken back. */
  Set<Long> takenBack() {
    return takenBack;
  }

  private void open(long start) {
    if (start != slot) {
      leave();
      slot = start;
      slotEnd = start + Period.SLOT;
    }
  }

  /** Moves the fields to the map. */
  private void leave() {
    if (slot == Long.MIN_VALUE) {
      return;
    }
    SlotEnergy sums =
        new SlotEnergy(
            measured,
            interpolated,
            estimated,
            covered,
            booked,
            registered,
            crossings,
            crossedBefore,
            crossedInside);
    if (!sums.isZero()) {
      left.merge(slot, sums, SlotEnergy::plus);
    }
    slot = Long.MIN_VALUE;
    slotEnd = Long.MIN_VALUE;
    measured = 0;
    interpolated = 0;
    estimated = 0;
    covered = 0;
    booked = 0;
    registered = 0;
    crossings = 0;
    crossedBefore = 0;
    crossedInside = 0;
  }

  /**
   * Writes the sums: per slot the distance to the one before in slots, which fields changed, and
   * the changes. In a steady day only the energy changes from slot to slot.
   */
  void writeTo(VarintWriter out) {
    SortedMap<Long, SlotEnergy> sums = sums();
    out.unsigned(sums.size());
    long before = 0;
    long[] fields = new long[9];
    for (var entry : sums.entrySet()) {
      long number = entry.getKey() / Period.SLOT;
      out.signed(number - before);
      before = number;
      long[] next = fields(entry.getValue());
      int changed = 0;
      for (int i = 0; i < next.length; i++) {
        changed |= next[i] == fields[i] ? 0 : 1 << i;
      }
      out.unsigned(changed);
      for (int i = 0; i < next.length; i++) {
        if (next[i] != fields[i]) {
          out.signed(next[i] - fields[i]);
        }
      }
      fields = next;
    }
  }

  static SlotBook readFrom(VarintReader in) {
    SlotBook book = new SlotBook();
    int count = in.count();
    long number = 0;
    long[] f = new long[9];
    for (int n = 0; n < count; n++) {
      number += in.signed();
      long changed = in.unsigned();
      for (int i = 0; i < f.length; i++) {
        if ((changed >> i & 1) == 1) {
          f[i] += in.signed();
        }
      }
      book.left.put(
          number * Period.SLOT,
          new SlotEnergy(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8]));
    }
    return book;
  }

  private static long[] fields(SlotEnergy e) {
    return new long[] {
      e.measured(),
      e.interpolated(),
      e.estimated(),
      e.covered(),
      e.booked(),
      e.registered(),
      e.crossings(),
      e.crossedBefore(),
      e.crossedInside()
    };
  }
}
