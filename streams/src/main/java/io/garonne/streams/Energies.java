package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Scope;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.tree.Piece;
import io.garonne.model.tree.Pieces;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The energies of a row, or of a change to one, in millijoules.
 *
 * @param measured its shape is known
 * @param interpolated its sum is known
 * @param estimated stands beside, in no sum
 * @param allocated of measured and interpolated: divided among rows by an estimate
 */
record Energies(long measured, long interpolated, long estimated, long allocated) {
  static final Energies ZERO = new Energies(0, 0, 0, 0);

  /** What a channel that counts for one thing has booked. */
  static Energies of(SlotEnergy energy) {
    return new Energies(energy.measured(), energy.interpolated(), energy.estimated(), 0);
  }

  static Energies of(Pieces.Sum sum) {
    return new Energies(sum.measured(), sum.interpolated(), 0, sum.allocated());
  }

  Energies plus(Energies other) {
    return new Energies(
        measured + other.measured,
        interpolated + other.interpolated,
        estimated + other.estimated,
        allocated + other.allocated);
  }

  Energies minus(Energies other) {
    return new Energies(
        measured - other.measured,
        interpolated - other.interpolated,
        estimated - other.estimated,
        allocated - other.allocated);
  }

  /** Only what is estimated. */
  Energies estimatedOnly() {
    return new Energies(0, 0, estimated, 0);
  }

  /** What is more in one than in the other, of what either has. */
  static <K> Map<K, Energies> change(Map<K, Energies> before, Map<K, Energies> after) {
    Map<K, Energies> change = new LinkedHashMap<>(after);
    before.forEach((key, energies) -> change.merge(key, ZERO.minus(energies), Energies::plus));
    return change;
  }

  /** A channel's energies by what they count for; what several share is allocated. */
  static Map<Attribution, Energies> byAttribution(Assignment a, SlotEnergy energy) {
    if (a.parts().size() == 1) {
      return Map.of(Attribution.of(a).get(0), of(energy));
    }
    Map<Attribution, Energies> all = new LinkedHashMap<>();
    for (Piece p : Pieces.of(a, energy.measured(), energy.interpolated()).all()) {
      all.merge(
          p.to(), new Energies(p.measured(), p.interpolated(), 0, p.energy()), Energies::plus);
    }
    for (Piece p : Pieces.of(a, energy.estimated(), 0).all()) {
      all.merge(p.to(), new Energies(0, 0, p.measured(), 0), Energies::plus);
    }
    return all;
  }

  /** A channel's energies by the scopes they count in. */
  static Map<Scope, Energies> byScope(Assignment a, SlotEnergy energy) {
    Map<Scope, Energies> all = new HashMap<>();
    if (a.parts().size() == 1) {
      Attribution.of(a).get(0).groups().forEach(scope -> all.put(scope, of(energy)));
      return all;
    }
    Pieces.of(a, energy.measured(), energy.interpolated())
        .byScope()
        .forEach((scope, sum) -> all.put(scope, of(sum)));
    Pieces.of(a, energy.estimated(), 0)
        .byScope()
        .forEach(
            (scope, sum) ->
                all.merge(scope, new Energies(0, 0, sum.measured(), 0), Energies::plus));
    return all;
  }
}
