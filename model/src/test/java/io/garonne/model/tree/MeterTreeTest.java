package io.garonne.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeterTreeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static ChannelSlot slot(
      String device, List<String> above, boolean hasChildren, long mj, long booked, Part... parts) {
    Assignment as =
        new Assignment(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            null,
            "hq",
            PARIS,
            null,
            null,
            true,
            false,
            List.of(parts),
            MeterProfile.DEFAULT.withResolution(1),
            new TreePlace(
                above.stream().map(name -> new PointRef(name, null)).toList(),
                hasChildren,
                10_000));
    return new ChannelSlot(device, "0", as, mj, 0, booked);
  }

  private static MeterTree tree(List<ChannelSlot> slots) {
    return new MeterTree(slots, (point, zone) -> Set.of("0"));
  }

  private static Part of(String equipmentClass) {
    return new Part(null, "city", equipmentClass, "family-of-" + equipmentClass, 1);
  }

  private static long energy(Pieces pieces, @Nullable String equipmentClass) {
    Scope scope =
        equipmentClass == null ? Scope.ESTATE : new Scope(null, null, equipmentClass, null);
    Pieces.Sum sum = pieces.byScope().get(scope);
    return sum == null ? 0 : sum.measured() + sum.interpolated();
  }

  @Test
  void theChildrenSplitTheirParentAndTheRemainderIsUnmetered() {
    Pieces pieces =
        tree(List.of(
                slot("main", List.of(), true, 1000, Period.SLOT, of("x")),
                slot("a", List.of("main"), false, 300, Period.SLOT, of("server")),
                slot("b", List.of("main"), false, 400, Period.SLOT, of("switch"))))
            .pieces((point, zone) -> false);
    assertThat(energy(pieces, null)).isEqualTo(1000);
    assertThat(energy(pieces, "server")).isEqualTo(300);
    assertThat(energy(pieces, "unmetered")).isEqualTo(300);
  }

  @Test
  void aRemainderWithinTheAccuraciesMayBeSlightlyNegativeSoThatTheSumIsNotBiased() {
    MeterTree tree =
        tree(
            List.of(
                slot("main", List.of(), true, 1000, Period.SLOT, of("x")),
                slot("a", List.of("main"), false, 1005, Period.SLOT, of("server"))));
    assertThat(tree.parents().get(new PointRef("main", null)))
        .isNotNull()
        .matches(main -> !main.balance().isExcess() && main.balance().below() > 0);
    assertThat(energy(tree.pieces((point, zone) -> false), "unmetered")).isEqualTo(-5);
    assertThat(energy(tree.pieces((point, zone) -> false), null)).isEqualTo(1000);
  }

  @Test
  void aPointThatBookedNothingIsNotThereAndItsChildrenHangFromTheNextOneAbove() {
    Pieces pieces =
        tree(List.of(
                slot("main", List.of(), true, 1000, Period.SLOT, of("x")),
                slot("pdu", List.of("main"), true, 0, 0, of("x")),
                slot("a", List.of("pdu", "main"), false, 300, Period.SLOT, of("server"))))
            .pieces((point, zone) -> false);
    assertThat(energy(pieces, null)).isEqualTo(1000);
    assertThat(energy(pieces, "unmetered")).isEqualTo(700);
  }

  @Test
  void aParentBookedInPartCountsWithTheGreaterOfItsOwnAndItsChildrensEnergy() {
    Pieces pieces =
        tree(List.of(
                slot("main", List.of(), true, 200, Period.SLOT / 3, of("x")),
                slot("a", List.of("main"), false, 300, Period.SLOT, of("server"))))
            .pieces((point, zone) -> false);
    assertThat(energy(pieces, null)).isEqualTo(300);
    assertThat(energy(pieces, "unmetered")).isZero();
  }

  @Test
  void aMeterWithADeadPhaseHasNotBookedTheQuarterHourWhole() {
    ChannelSlot a = slot("main", List.of(), true, 100, Period.SLOT, of("x"));
    ChannelSlot b = new ChannelSlot("main", "1", a.as(), 100, 0, Period.SLOT);
    ChannelSlot server = slot("a", List.of("main"), false, 290, Period.SLOT, of("server"));
    MeterTree tree = new MeterTree(List.of(a, b, server), (point, zone) -> Set.of("0", "1", "2"));
    PointRef main = new PointRef("main", null);
    assertThat(tree.parents().get(main))
        .isEqualTo(new MeterTree.Parent(PARIS, Set.of("0", "1"), Balance.ZERO, false));
    Pieces pieces = tree.pieces((point, zone) -> true);
    assertThat(energy(pieces, "server")).isEqualTo(290);
    assertThat(energy(pieces, null)).isEqualTo(290);
  }

  @Test
  void childrenInExcessShareWhatTheirParentSaysAndThatIsAllocated() {
    Pieces pieces =
        tree(List.of(
                slot("main", List.of(), true, 1000, Period.SLOT, of("x")),
                slot("a", List.of("main"), false, 900, Period.SLOT, of("server")),
                slot("b", List.of("main"), false, 600, Period.SLOT, of("switch"))))
            .pieces((point, zone) -> true);
    assertThat(energy(pieces, "server")).isEqualTo(600);
    assertThat(energy(pieces, "switch")).isEqualTo(400);
    Map<Scope, Pieces.Sum> sums = pieces.byScope();
    assertThat(sums.get(new Scope(null, null, "server", null)))
        .isEqualTo(new Pieces.Sum(600, 0, 600));
    assertThat(sums.get(Scope.ESTATE)).isEqualTo(new Pieces.Sum(1000, 0, 0));
  }

  @Test
  void twoPointsThatNameEachOtherAsParentDoNotHangTheirTree() {
    Pieces pieces =
        tree(List.of(
                slot("a", List.of("b"), true, 10, Period.SLOT, of("x")),
                slot("b", List.of("a"), true, 20, Period.SLOT, of("x"))))
            .pieces((point, zone) -> false);
    assertThat(energy(pieces, null)).isEqualTo(30);
  }

  /** Random trees, some points silent or half silent, some in excess, some shared. */
  @Test
  void whateverTheTreeTheSumIsThatOfItsTopsAndNothingCountsTwice() {
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      List<ChannelSlot> slots = new ArrayList<>();
      Map<String, List<String>> aboves = new TreeMap<>();
      Set<String> parents = new HashSet<>();
      int points = 1 + random.nextInt(12);
      for (int i = 0; i < points; i++) {
        List<String> above = new ArrayList<>();
        if (i > 0 && random.nextInt(5) > 0) {
          String parent = "p" + random.nextInt(i);
          above.add(parent);
          above.addAll(java.util.Objects.requireNonNull(aboves.get(parent)));
          parents.addAll(above);
        }
        aboves.put("p" + i, above);
      }
      aboves.forEach(
          (name, above) -> {
            long booked = new long[] {0, Period.SLOT / 2, Period.SLOT}[random.nextInt(3)];
            long energy = booked == 0 ? 0 : random.nextInt(5) == 0 ? 0 : random.nextInt(1_000_000);
            Part[] parts =
                random.nextInt(4) == 0 && !parents.contains(name)
                    ? new Part[] {of("pc"), of("screen")}
                    : new Part[] {of("server")};
            slots.add(slot(name, above, parents.contains(name), energy, booked, parts));
          });
      BiPredicate<PointRef, ZoneId> excess = (point, zone) -> (point.device().hashCode() & 1) == 0;
      Pieces pieces = tree(slots).pieces(excess);
      assertThat(pieces.all().stream().mapToLong(Piece::energy).sum())
          .as("seed %s", seed)
          .isEqualTo(plain(slots));
      Collections.shuffle(slots, random);
      assertThat(tree(slots).pieces(excess).byScope()).isEqualTo(pieces.byScope());
      Map<Scope, Pieces.Sum> sums = pieces.byScope();
      long byClass =
          sums.entrySet().stream()
              .filter(e -> e.getKey().site() != null && e.getKey().equipmentClass() != null)
              .mapToLong(e -> e.getValue().measured() + e.getValue().interpolated())
              .sum();
      assertThat(byClass).isEqualTo(energy(pieces, null));
    }
  }

  /** The definition: a top that was booked whole counts with its own, else with the greater. */
  private static long plain(List<ChannelSlot> slots) {
    Map<String, ChannelSlot> there = new TreeMap<>();
    slots.stream().filter(s -> s.booked() > 0).forEach(s -> there.put(s.device(), s));
    return there.values().stream()
        .filter(s -> parent(s, there) == null)
        .mapToLong(s -> claim(s, there))
        .sum();
  }

  private static @Nullable String parent(ChannelSlot slot, Map<String, ChannelSlot> there) {
    return slot.as().tree().above().stream()
        .map(PointRef::device)
        .filter(there::containsKey)
        .findFirst()
        .orElse(null);
  }

  private static long claim(ChannelSlot slot, Map<String, ChannelSlot> there) {
    List<ChannelSlot> children =
        there.values().stream().filter(c -> slot.device().equals(parent(c, there))).toList();
    if (slot.booked() >= Period.SLOT || children.isEmpty()) {
      return slot.measured();
    }
    return Math.max(slot.measured(), children.stream().mapToLong(c -> claim(c, there)).sum());
  }
}
