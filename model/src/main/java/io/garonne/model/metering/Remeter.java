package io.garonne.model.metering;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Metering again after a late reading: from the block it falls into until the meter has forgotten
 * the difference, which in a healthy channel is after a block or two. Pure.
 */
public final class Remeter {
  /**
   * A piece of a channel's time with its samples.
   *
   * @param start start of the block, milliseconds since 1970 UTC; says which block it is
   * @param samples sorted by {@code at}, no two of one instant, all newer than those of the block
   *     before
   * @param before the state it was metered from last time; for a block that never was, the state in
   *     which the blocks before it had left the channel
   * @param changed whether its samples are not those it was metered with, or it never was
   */
  public record Block(long start, List<Sample> samples, MeterState before, boolean changed) {}

  /**
   * A block that was metered again.
   *
   * @param block the block as it was given
   * @param before the state it was metered from now
   * @param outcome replaces, whole, what metering the block gave last time; its {@code after} is
   *     the channel's state if this is the newest block
   */
  public record Redone(Block block, MeterState before, Outcome outcome) {}

  private Remeter() {}

  /**
   * Meters blocks again, as far as needed: those that changed, and those that now begin with
   * another state. Blocks are asked for one by one; from {@code lastChanged} on, none after the
   * first that begins as it did.
   *
   * @param blocks in order of time without repeats, from the first changed one (whose {@code
   *     before} holds) to the newest; blocks without samples may be left out
   * @param lastChanged start of the last changed block
   * @param profileOf the profile of the block that starts there; a block whose profile is another
   *     than last time has changed
   * @return the blocks that were metered, in order of time; the others stay as they are
   */
  public static List<Redone> run(
      Iterator<Block> blocks,
      long lastChanged,
      LongFunction<MeterProfile> profileOf,
      long horizonMillis) {
    List<Redone> redone = new ArrayList<>();
    MeterState state = null;
    while (blocks.hasNext()) {
      Block block = blocks.next();
      MeterState before = state == null ? block.before() : state;
      if (!block.changed() && before.equals(block.before())) {
        if (block.start() > lastChanged) {
          break;
        }
        state = null;
        continue;
      }
      Outcome outcome =
          Meter.run(before, block.samples(), profileOf.apply(block.start()), horizonMillis);
      redone.add(new Redone(block, before, outcome));
      state = outcome.after();
    }
    return redone;
  }
}
