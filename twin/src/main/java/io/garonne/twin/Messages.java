package io.garonne.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Every channel has its turn once per interval, the turns spread evenly in a seeded order and bound
 * to the clock, so that the start does not matter. What is sent later than its turn waits in a
 * queue; nothing is sent earlier, so what is due before the next turn may go.
 */
final class Messages implements Iterator<TwinMessage> {
  private record Waiting(TwinMessage message, long number) {}

  private final List<Channel> order;
  private final EstateSpec spec;
  private final long from;
  private final long to;
  private final long interval;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.<Waiting>comparingLong(w -> w.message.at()).thenComparingLong(w -> w.number));
  private long cycle;
  private int turn;
  private long given;

  Messages(List<Channel> channels, EstateSpec spec, long from, long to) {
    this.spec = spec;
    this.from = from;
    this.to = to;
    this.interval = spec.interval().toMillis();
    order = new ArrayList<>(channels);
    order.sort(Comparator.comparingLong(channel -> Draw.hash(channel.point().seed(), 8)));
    // One interval early: jitter may carry a reading over the beginning.
    cycle = Math.floorDiv(from, interval) - 1;
  }

  @Override
  public boolean hasNext() {
    while (true) {
      Waiting head = waiting.peek();
      long due = due();
      boolean over = due >= to;
      if (head != null && (over || head.message.at() <= due)) {
        return true;
      }
      if (over) {
        return false;
      }
      take(due);
    }
  }

  @Override
  public TwinMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Waiting head = waiting.remove();
    return head.message;
  }

  private long due() {
    return cycle * interval + interval * turn / order.size();
  }

  private void take(long due) {
    Channel channel = order.get(turn);
    Draw draw =
        spec.faults().amounts().isEmpty() ? null : Draw.of(channel.point().seed(), 9, cycle);
    turn++;
    if (turn == order.size()) {
      turn = 0;
      cycle++;
    }
    long at = due + (draw == null ? 0 : late(draw, Fault.JITTER, interval));
    if (at < from || at >= to || channel.silent(at)) {
      return;
    }
    if (draw == null) {
      add(channel.message(at, at, false));
      return;
    }
    boolean stray = draw.chance(spec.faults().rate(Fault.ZEROS));
    long sentAt = channel.released(at);
    if (draw.chance(spec.faults().rate(Fault.LATE))) {
      sentAt += draw.between(1, spec.faults().longest(Fault.LATE));
    }
    TwinMessage message = channel.message(at, sentAt, stray);
    add(message);
    if (draw.chance(spec.faults().rate(Fault.DUPLICATES))) {
      add(message.again(sentAt + draw.between(0, 2_000)));
    }
  }

  private long late(Draw draw, Fault fault, long most) {
    return (long) (draw.uniform() * spec.faults().rate(fault) * most);
  }

  private void add(@Nullable TwinMessage message) {
    if (message != null) {
      waiting.add(new Waiting(message, given++));
    }
  }
}
