package io.garonne.deploy.faults;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every total must be: the sum of its devices' quarter-hours, as the inventory says where they
 * count. Pure. For estates in one zone, whose devices count whole and for one thing at a time.
 */
final class ExpectedTotals {
  private record Cell(String device, Assignment where, SlotEnergy energy) {}

  private final Map<String, SortedMap<Long, SlotEnergy>> slots;
  private final NavigableMap<Long, List<Cell>> cells = new TreeMap<>();
  private final ZoneId zone;

  /**
   * @param slots energy by device and quarter-hour, without those where it is zero
   */
  ExpectedTotals(List<Device> inventory, Map<String, SortedMap<Long, SlotEnergy>> slots) {
    this.slots = slots;
    this.zone = inventory.get(0).assignments().get(0).zone();
    Map<String, Device> described =
        inventory.stream().collect(Collectors.toMap(Device::device, Function.identity()));
    slots.forEach(
        (device, energies) ->
            energies.forEach(
                (slot, energy) ->
                    cells
                        .computeIfAbsent(slot, start -> new ArrayList<>())
                        .add(new Cell(device, where(described.get(device), slot), energy))));
  }

  private static Assignment where(@Nullable Device device, long slot) {
    List<Assignment> all = device == null ? List.of() : device.at(slot);
    if (all.size() != 1 || all.get(0).parts().size() != 1 || !all.get(0).includeInTotals()) {
      throw new IllegalStateException("counts for several things or none: " + device);
    }
    return all.get(0);
  }

  /** Energy by device and quarter-hour. */
  Map<String, SortedMap<Long, SlotEnergy>> slots() {
    return slots;
  }

  /** Everything, in millijoules. */
  long whole() {
    return cells.values().stream()
        .flatMap(List::stream)
        .mapToLong(cell -> cell.energy().energy())
        .sum();
  }

  /** What a total must be. */
  SlotEnergy of(Scope scope, Period period, long start) {
    return cells.subMap(start, true, period.endOf(start, zone), false).values().stream()
        .flatMap(List::stream)
        .filter(cell -> isIn(cell, scope))
        .map(Cell::energy)
        .reduce(SlotEnergy.ZERO, SlotEnergy::plus);
  }

  private static boolean isIn(Cell cell, Scope scope) {
    Part part = cell.where().parts().get(0);
    return holds(scope.device(), cell.device())
        && holds(scope.site(), cell.where().site())
        && holds(scope.entity(), part.entity())
        && holds(scope.equipmentClass(), part.equipmentClass())
        && holds(scope.family(), part.family());
  }

  private static boolean holds(@Nullable String wanted, String is) {
    return wanted == null || wanted.equals(is);
  }
}
