package io.garonne.model.tree;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The energy of a quarter-hour in pieces that add up to it.
 *
 * @param all the pieces
 */
public record Pieces(List<Piece> all) {

  public Pieces {
    all = List.copyOf(all);
  }

  /**
   * What the pieces are in one scope.
   *
   * @param measured millijoules
   * @param interpolated millijoules
   * @param allocated millijoules of these that come from a division that is not wholly in the scope
   */
  public record Sum(long measured, long interpolated, long allocated) {}

  /** A channel's energy divided among the parts of its assignment by their weights. */
  public static Pieces of(Assignment a, long measured, long interpolated) {
    List<Piece> pieces = new ArrayList<>();
    divide(a, a.parts(), measured, interpolated, List.of(), 0, pieces);
    return new Pieces(pieces);
  }

  /**
   * Adds the pieces of an amount that is divided among parts.
   *
   * @param within divisions that the amount itself comes from
   * @param division number of the division that is made here, if one is
   */
  static void divide(
      Assignment a,
      List<Part> parts,
      long measured,
      long interpolated,
      List<Integer> within,
      int division,
      List<Piece> pieces) {
    if (parts.size() == 1) {
      pieces.add(new Piece(Attribution.of(a, parts.get(0)), measured, interpolated, within));
      return;
    }
    List<Integer> divisions = new ArrayList<>(within);
    divisions.add(division);
    long[] weights = parts.stream().mapToLong(Part::weight).toArray();
    long[] ofMeasured = Units.divide(measured, weights);
    long[] ofInterpolated = Units.divide(interpolated, weights);
    for (int i = 0; i < weights.length; i++) {
      pieces.add(
          new Piece(Attribution.of(a, parts.get(i)), ofMeasured[i], ofInterpolated[i], divisions));
    }
  }

  /** What they add up to in every scope that any of them counts in. */
  public Map<Scope, Sum> byScope() {
    Map<Integer, Integer> sizes = new HashMap<>();
    Map<Scope, List<Piece>> members = new LinkedHashMap<>();
    for (Piece piece : all) {
      piece.divisions().forEach(division -> sizes.merge(division, 1, Integer::sum));
      for (Scope scope : piece.to().groups()) {
        members.computeIfAbsent(scope, s -> new ArrayList<>()).add(piece);
      }
    }
    Map<Scope, Sum> sums = new LinkedHashMap<>();
    members.forEach((scope, pieces) -> sums.put(scope, sum(pieces, sizes)));
    return sums;
  }

  private static Sum sum(List<Piece> pieces, Map<Integer, Integer> sizes) {
    Map<Integer, Integer> inside = new HashMap<>();
    for (Piece piece : pieces) {
      piece.divisions().forEach(division -> inside.merge(division, 1, Integer::sum));
    }
    long measured = 0;
    long interpolated = 0;
    long allocated = 0;
    for (Piece piece : pieces) {
      measured += piece.measured();
      interpolated += piece.interpolated();
      if (piece.divisions().stream().anyMatch(d -> !Objects.equals(sizes.get(d), inside.get(d)))) {
        allocated += piece.energy();
      }
    }
    return new Sum(measured, interpolated, allocated);
  }
}
