package io.garonne.model.tree;

import io.garonne.model.Attribution;
import io.garonne.model.PointRef;
import io.garonne.model.Units;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree of meters in one quarter-hour: which point stands below which, of those that have booked
 * anything, and what each counts with ({@code docs/decisions/0008-the-estate.md}). The result is a
 * function of the set of channels, whatever their order.
 */
public final class MeterTree {
  private final List<Node> tops = new ArrayList<>();
  private final Map<PointRef, Node> points = new TreeMap<>();

  /** Knows which channels a point consists of. */
  public interface Channels {
    /**
     * Channels that have booked anything on the local day that the quarter-hour is in.
     *
     * @param zone in which the point's days are
     */
    Set<String> of(PointRef point, ZoneId zone);
  }

  /**
   * Builds the tree.
   *
   * @param channels what channels of the tree have booked in the quarter-hour; those that have
   *     booked nothing do not matter
   * @param ofTheDay channels without which a point that is a whole device was not booked whole: a
   *     meter with a dead phase says less than there is
   */
  public MeterTree(List<ChannelSlot> channels, Channels ofTheDay) {
    channels.stream()
        .filter(c -> c.booked() > 0)
        .sorted(Comparator.comparing(ChannelSlot::device).thenComparing(ChannelSlot::channel))
        .forEach(c -> points.computeIfAbsent(c.point(), p -> new Node(p, c)).add(c));
    for (Node node : points.values()) {
      if (node.isDevice()) {
        node.whole &= node.names().containsAll(ofTheDay.of(node.point, node.zone()));
      }
      Node parent = parent(node);
      if (parent == null) {
        tops.add(node);
      } else {
        parent.children.add(node);
      }
    }
  }

  /** The nearest point above that has booked something. */
  private @Nullable Node parent(Node node) {
    for (PointRef above : node.above()) {
      Node parent = points.get(above);
      // While the inventory changes, two records may for a moment name each other as parent.
      if (parent != null && parent.above().size() < node.above().size()) {
        return parent;
      }
    }
    return null;
  }

  /**
   * What a point that stands above others said in the quarter-hour.
   *
   * @param zone in which its days are
   * @param channels what it consists of, if it is a whole device; else empty
   * @param balance against the points below it; nothing unless it was booked whole
   * @param personal whether it, or a point right below it, belongs to one person's desk
   */
  public record Parent(ZoneId zone, Set<String> channels, Balance balance, boolean personal) {
    public Parent {
      channels = Set.copyOf(channels);
    }
  }

  /** The points that stand above others. */
  public Map<PointRef, Parent> parents() {
    Map<PointRef, Parent> parents = new TreeMap<>();
    for (Node node : points.values()) {
      if (node.isDevice() || !node.children.isEmpty()) {
        boolean compared = node.whole && !node.children.isEmpty();
        parents.put(
            node.point,
            new Parent(
                node.zone(),
                node.isDevice() ? node.names() : Set.of(),
                compared ? node.balance() : Balance.ZERO,
                node.isPersonal() || node.children.stream().anyMatch(Node::isPersonal)));
      }
    }
    return parents;
  }

  /** Whether nothing has booked anything. */
  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** Whether any of it belongs to one person's desk. */
  public boolean isPersonal() {
    return points.values().stream().anyMatch(Node::isPersonal);
  }

  /**
   * What everything counts for.
   *
   * @param excess whether the points below one say too much on the day in its zone, see {@link
   *     Balance#isExcess}
   */
  public Pieces pieces(BiPredicate<PointRef, ZoneId> excess) {
    Counting counting = new Counting(excess);
    tops.forEach(top -> counting.count(top, top.claim(), List.of()));
    return new Pieces(counting.pieces);
  }

  /** One metering point. */
  private static final class Node {
    private final PointRef point;
    private final ChannelSlot first;
    private final List<ChannelSlot> channels = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private long measured;
    private long interpolated;
    private long steps;
    private boolean whole = true;
    private @Nullable Long claim;

    Node(PointRef point, ChannelSlot first) {
      this.point = point;
      this.first = first;
    }

    void add(ChannelSlot channel) {
      channels.add(channel);
      measured += channel.measured();
      interpolated += channel.interpolated();
      steps += channel.step();
      whole &= channel.isWhole();
    }

    ZoneId zone() {
      return first.as().zone();
    }

    /** Whether it is above others, and all of its device rather than one channel of it. */
    boolean isDevice() {
      return point.channel() == null && first.as().tree().hasChildren();
    }

    boolean isPersonal() {
      return channels.stream().anyMatch(c -> c.as().personal());
    }

    Set<String> names() {
      return channels.stream().map(ChannelSlot::channel).collect(Collectors.toSet());
    }

    List<PointRef> above() {
      return first.as().tree().above();
    }

    long own() {
      return measured + interpolated;
    }

    long below() {
      return children.stream().mapToLong(Node::claim).sum();
    }

    /** What it counts with unless something above it says otherwise. */
    long claim() {
      if (claim == null) {
        claim = whole || children.isEmpty() ? own() : Math.max(own(), below());
      }
      return claim;
    }

    long unshaped() {
      return interpolated + children.stream().mapToLong(Node::unshaped).sum();
    }

    long wrong() {
      return Units.millionths(claim(), first.as().tree().accuracyPpm());
    }

    Balance balance() {
      long wrongBelow = children.stream().mapToLong(Node::wrong).sum();
      long stepsBelow = children.stream().mapToLong(c -> c.steps).sum();
      return new Balance(own(), below(), wrong() + wrongBelow, unshaped(), steps + stepsBelow);
    }
  }

  /** Hands energy down from the tops. */
  private static final class Counting {
    private final BiPredicate<PointRef, ZoneId> excess;
    private final List<Piece> pieces = new ArrayList<>();
    private int divisions;

    Counting(BiPredicate<PointRef, ZoneId> excess) {
      this.excess = excess;
    }

    void count(Node node, long amount, List<Integer> within) {
      if (node.children.isEmpty()) {
        countLeaf(node, amount, within);
        return;
      }
      long[] claims = node.children.stream().mapToLong(Node::claim).toArray();
      long remainder = node.claim() - node.below();
      if (node.whole && node.below() > 0 && excess.test(node.point, node.zone())) {
        countDivided(node, amount, claims, 0, within);
      } else if (amount == node.claim()) {
        for (int i = 0; i < claims.length; i++) {
          count(node.children.get(i), claims[i], within);
        }
        countRemainder(node, remainder, within);
      } else {
        countDivided(node, amount, claims, Math.max(0, remainder), within);
      }
    }

    private void countDivided(
        Node node, long amount, long[] claims, long remainder, List<Integer> within) {
      List<Integer> inside = new ArrayList<>(within);
      inside.add(divisions++);
      long[] weights = Arrays.copyOf(claims, claims.length + 1);
      weights[claims.length] = remainder;
      if (Arrays.stream(weights).sum() == 0) {
        countRemainder(node, amount, inside);
        return;
      }
      long[] amounts = Units.divide(amount, weights);
      for (int i = 0; i < claims.length; i++) {
        count(node.children.get(i), amounts[i], inside);
      }
      countRemainder(node, amounts[claims.length], inside);
    }

    private void countLeaf(Node node, long amount, List<Integer> within) {
      if (node.first.as().tree().hasChildren()) {
        countRemainder(node, amount, within);
        return;
      }
      long[] own = node.channels.stream().mapToLong(ChannelSlot::energy).toArray();
      boolean asItIs = amount == node.own();
      long[] amounts = asItIs || node.own() == 0 ? own : Units.divide(amount, own);
      for (int i = 0; i < own.length; i++) {
        ChannelSlot channel = node.channels.get(i);
        long measured = channel.measured();
        if (amounts[i] != own[i]) {
          measured =
              Units.divide(amounts[i], new long[] {channel.measured(), channel.interpolated()})[0];
        }
        Pieces.divide(
            channel.as(),
            channel.as().parts(),
            measured,
            amounts[i] - measured,
            within,
            divisions++,
            pieces);
      }
    }

    private void countRemainder(Node node, long amount, List<Integer> within) {
      if (amount == 0) {
        return;
      }
      Attribution to = Attribution.of(node.first.as()).get(0).asUnmetered();
      boolean shaped = node.unshaped() == 0;
      pieces.add(new Piece(to, shaped ? amount : 0, shaped ? 0 : amount, within));
    }
  }
}
