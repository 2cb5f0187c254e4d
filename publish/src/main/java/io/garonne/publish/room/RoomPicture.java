package io.garonne.publish.room;

import io.garonne.model.LivePower;
import io.garonne.model.PointRef;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.inventory.Estate;
import io.garonne.model.room.Headroom;
import io.garonne.model.room.Imbalance;
import io.garonne.model.room.Load;
import io.garonne.model.room.PowerNow;
import io.garonne.model.room.PowerPoint;
import io.garonne.model.room.RackLoad;
import io.garonne.model.room.RatedLoad;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the rooms of an estate, or of one site, at one moment. Nothing of a personal
 * device is in it.
 *
 * @param loads loads against ratings and breakers
 * @param headrooms of the two feeds of redundancy groups
 * @param imbalances of points with three phases
 * @param racks what racks draw now, against what they are rated for
 * @param peaks months' peaks, the newest month first
 * @param least least headrooms of months, the newest month first
 * @param idle idle servers
 * @param usages PUE and what may not be called so, the newest span first
 * @param generators what generators gave and burnt, the newest month first
 */
public record RoomPicture(
    List<RatedLoad> loads,
    List<Headroom> headrooms,
    List<Imbalance> imbalances,
    List<RackLoad> racks,
    List<PeakLoad> peaks,
    List<LeastHeadroom> least,
    List<IdleServer> idle,
    List<PowerUsage> usages,
    List<GeneratorMonth> generators) {
  public RoomPicture {
    loads = List.copyOf(loads);
    headrooms = List.copyOf(headrooms);
    imbalances = List.copyOf(imbalances);
    racks = List.copyOf(racks);
    peaks = List.copyOf(peaks);
    least = List.copyOf(least);
    idle = List.copyOf(idle);
    usages = List.copyOf(usages);
    generators = List.copyOf(generators);
  }

  /**
   * Puts it together.
   *
   * @param live live values, in any order
   * @param advice what is advised, in any order
   * @param now milliseconds since 1970 UTC
   * @param percent share of the smaller rating that one feed may carry
   * @param site the site, or null: all
   */
  public static RoomPicture of(
      Estate estate,
      Collection<LivePower> live,
      Collection<? extends Advice> advice,
      long now,
      int percent,
      @Nullable String site) {
    return of(PowerPoint.of(estate, now), live, advice, now, percent, site);
  }

  /** The same with the metering points that hold now. */
  public static RoomPicture of(
      Collection<PowerPoint> all,
      Collection<LivePower> live,
      Collection<? extends Advice> advice,
      long now,
      int percent,
      @Nullable String site) {
    List<PowerPoint> points =
        all.stream().filter(point -> site == null || site.equals(point.site())).toList();
    PowerNow power = PowerNow.of(live.stream().flatMap(p -> value(p).stream()).toList(), now);
    Predicate<String> here = name -> site == null || site.equals(name);
    return new RoomPicture(
        RatedLoad.of(points, power),
        Headroom.of(points, power, percent),
        Imbalance.of(points, power),
        racks(RackLoad.of(points, power), live, here),
        of(advice, PeakLoad.class).stream()
            .filter(peak -> here.test(peak.site()))
            .sorted(Comparator.comparing(PeakLoad::month).reversed())
            .toList(),
        of(advice, LeastHeadroom.class).stream()
            .filter(one -> here.test(one.site()))
            .sorted(Comparator.comparing(LeastHeadroom::month).reversed())
            .toList(),
        of(advice, IdleServer.class).stream().filter(one -> here.test(one.site())).toList(),
        of(advice, PowerUsage.class).stream()
            .filter(usage -> here.test(usage.site()))
            .sorted(
                Comparator.comparing(PowerUsage::last).reversed().thenComparing(PowerUsage::first))
            .toList(),
        of(advice, GeneratorMonth.class).stream()
            .filter(month -> here.test(month.site()))
            .sorted(Comparator.comparing(GeneratorMonth::month).reversed())
            .toList());
  }

  /** Those with a metering point, and those of which only the live sum of their plugs is known. */
  private static List<RackLoad> racks(
      List<RackLoad> known, Collection<LivePower> live, Predicate<String> here) {
    List<RackLoad> all = new ArrayList<>(known);
    for (LivePower one : live) {
      String rack = one.rack();
      if (one.kind() == LivePower.Kind.RACK
          && rack != null
          && here.test(one.site())
          && known.stream().noneMatch(r -> r.site().equals(one.site()) && r.rack().equals(rack))) {
        Load load = new Load.Known(one.power(), one.at(), Load.Basis.MEASURED);
        all.add(new RackLoad(one.site(), rack, null, load));
      }
    }
    all.sort(Comparator.comparing(RackLoad::site).thenComparing(RackLoad::rack));
    return all;
  }

  private static List<PowerNow.Value> value(LivePower live) {
    String device = live.device();
    if (device == null || live.personal() || live.power() < 0) {
      return List.of();
    }
    Long current = live.current();
    return List.of(
        new PowerNow.Value(
            new PointRef(device, live.channel()),
            live.at(),
            live.power(),
            current == null || current < 0 ? null : current,
            live.voltage()));
  }

  /** Those of a kind, by key. */
  private static <T extends Advice> List<T> of(Collection<? extends Advice> all, Class<T> kind) {
    return all.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparing(Advice::key))
        .toList();
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return loads.isEmpty()
        && headrooms.isEmpty()
        && racks.isEmpty()
        && peaks.isEmpty()
        && least.isEmpty()
        && idle.isEmpty()
        && usages.isEmpty()
        && generators.isEmpty();
  }
}
