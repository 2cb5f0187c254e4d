package io.garonne.ingest.decode;

import io.garonne.ingest.decode.Unit.Quantity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a device says more than once, and which of it counts. A total and its parts say the same, so
 * only one side counts: the one with registers, since a register is exact where an integral of
 * power is not; the parts, if there are two and more; else the total. What comes out of a device
 * has gone into it before: where both are measured, the input counts, the draw from the mains.
 *
 * <p>A device with one register and one power is one meter, whatever words its entities are called
 * by: its power belongs to the register's channel. Beside registers, a power without a register of
 * its own is in one of them already.
 *
 * @param outputs whether outputs are left out
 * @param total whether the total is left out
 * @param parts whether the parts are left out
 * @param registers channels with a register that counts
 * @param power channel of the only power, if that belongs to the only register; else empty
 */
record Overlap(boolean outputs, boolean total, boolean parts, Set<String> registers, String power) {
  /** Nothing is said more than once. */
  static final Overlap NONE = new Overlap(false, false, false, Set.of(), "");

  private static final Set<String> INPUT = Set.of("input", "in", "eingang", "entrée");
  private static final Set<String> OUTPUT = Set.of("output", "out", "ausgang", "sortie");

  /** Looks at everything that a device has announced. */
  static Overlap of(List<Entity> device) {
    boolean outputs = device.stream().anyMatch(each -> counts(each) && is(INPUT, each));
    List<Entity> counted =
        device.stream().filter(each -> counts(each) && !(outputs && is(OUTPUT, each))).toList();
    List<Entity> registers =
        counted.stream().filter(each -> each.measures(Quantity.ENERGY)).toList();
    Set<String> metered = channels(counted, Quantity.ENERGY);
    Set<String> powers = channels(counted, Quantity.POWER);
    if (metered.size() == 1 && powers.size() == 1) {
      return new Overlap(outputs, false, false, metered, powers.iterator().next());
    }
    boolean both = counted.stream().anyMatch(Entity::whole) && parts(counted) > 0;
    if (!both) {
      return new Overlap(outputs, false, false, metered, "");
    }
    boolean oneRegister = registers.stream().anyMatch(Entity::whole);
    long partRegisters = parts(registers);
    boolean partsCount =
        registers.isEmpty()
            ? parts(counted) > 1
            : oneRegister ? partRegisters > 1 : partRegisters > 0;
    return new Overlap(outputs, partsCount, !partsCount, metered, "");
  }

  /** The channel that a value is of. */
  String channel(Entity entity) {
    return entity.channel().equals(power) ? registers.iterator().next() : entity.channel();
  }

  /** Whether counting a value would count what other entities of its device say again. */
  boolean leavesOut(Entity entity) {
    if (!counts(entity) && !entity.measures(Quantity.CURRENT)) {
      return false;
    }
    boolean metered =
        entity.measures(Quantity.POWER)
            && !registers.isEmpty()
            && !registers.contains(channel(entity));
    return metered || (outputs && is(OUTPUT, entity)) || (entity.whole() ? total : parts);
  }

  private static Set<String> channels(List<Entity> entities, Quantity quantity) {
    return entities.stream()
        .filter(each -> each.measures(quantity))
        .map(Entity::channel)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean counts(Entity entity) {
    return entity.measures(Quantity.ENERGY) || entity.measures(Quantity.POWER);
  }

  private static boolean is(Set<String> words, Entity entity) {
    return !entity.whole()
        && List.of(entity.channel().split("_")).stream().anyMatch(words::contains);
  }

  private static long parts(List<Entity> entities) {
    return entities.stream()
        .filter(Predicate.not(Entity::whole))
        .map(Entity::channel)
        .distinct()
        .count();
  }
}
