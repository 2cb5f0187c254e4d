package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.tree.ChannelSlot;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the trees of meters, which are tasks of their own, are to be told of a partition's channels:
 * of each quarter-hour only what it has become. One thread.
 */
final class TreeNews {
  /** Slots of channels in trees that changed and were not sent yet. */
  private final Map<BranchKey, Changed> changed = new LinkedHashMap<>();

  /** Trees that a device is to be forgotten in. */
  private final Set<BranchInput.Forget> forgotten = new LinkedHashSet<>();

  private record Changed(ChannelSlot slot, Causes causes) {}

  /** Whether a tree decides what the energy counts for that is assigned so. */
  static boolean isOf(Assignment a) {
    return a.tree().isInTree() && a.includeInTotals();
  }

  /** Takes what a channel has booked in a slot; it is nobody's business if it is in no tree. */
  void booked(ChannelKey channel, Assignment to, long slot, SlotEnergy energy, Causes because) {
    if (!isOf(to)) {
      return;
    }
    changed.merge(
        new BranchKey(to.tree().root(channel.point(to)), channel, slot),
        new Changed(
            new ChannelSlot(
                channel.device(),
                channel.channel(),
                to,
                energy.measured(),
                energy.interpolated(),
                energy.booked()),
            because),
        (known, newer) -> new Changed(newer.slot(), known.causes().plus(newer.causes())));
  }

  /**
   * A device is to be forgotten in every tree that it is in by a description.
   *
   * @param before milliseconds since 1970 UTC, exclusive
   */
  void forget(String device, @Nullable Device described, long before) {
    if (described != null) {
      described.assignments().stream()
          .filter(TreeNews::isOf)
          .map(a -> a.tree().root(new PointRef(device, a.channel())))
          .forEach(root -> forgotten.add(new BranchInput.Forget(root, device, before)));
    }
  }

  /** How many slots wait. */
  int size() {
    return changed.size();
  }

  /**
   * Sends everything: first what was booked, then what is to be forgotten.
   *
   * @param out is given the root of a tree and what it is told
   */
  void send(BiConsumer<PointRef, BranchInput> out) {
    changed.forEach(
        (key, of) -> out.accept(key.root(), new BranchInput.Slot(key, of.slot(), of.causes())));
    changed.clear();
    forgotten.forEach(of -> out.accept(of.root(), of));
    forgotten.clear();
  }
}
