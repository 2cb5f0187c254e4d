package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change of the estate, and what follows from it, before anything is written.
 *
 * @param before the estate as it is
 * @param after the estate as it would be
 * @param added lines that are new
 * @param changed lines that say something else under the same key, as they would be
 * @param removed lines that would be gone
 * @param descriptions devices that would be described otherwise, by name
 * @param problems {@code file:line: text}; a change with any is refused as a whole
 */
public record EstateChange(
    Estate before,
    Estate after,
    List<EstateLine> added,
    List<EstateLine> changed,
    List<EstateLine> removed,
    Map<String, Described> descriptions,
    List<String> problems) {

  public EstateChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    problems = List.copyOf(problems);
  }

  /**
   * A device that would be described otherwise.
   *
   * @param before as it is, or null: not described
   * @param after as it would be, or null: not described any more
   * @param from first instant from which its energy would count for something else, milliseconds
   *     since 1970 UTC; {@link Long#MIN_VALUE}: all of it; {@link Long#MAX_VALUE}: none, only its
   *     meter is described otherwise
   * @param until first instant from which on it would count for the same again; {@link
   *     Long#MAX_VALUE}: never
   */
  public record Described(@Nullable Device before, @Nullable Device after, long from, long until) {}

  /**
   * What becomes of an estate.
   *
   * @param removed lines that are taken out
   * @param written lines that are put in, in the place of those with their key
   */
  public static EstateChange of(
      Estate before, Collection<EstateLine> removed, Collection<EstateLine> written) {
    Estate.Result after = Estate.of(before.linesWith(removed, written), before.zone());
    Descriptions.Result was = Descriptions.of(before);
    Descriptions.Result is = Descriptions.of(after.estate());
    List<String> problems = new ArrayList<>(after.problems());
    problems.addAll(is.problems());
    List<EstateLine> added = new ArrayList<>();
    List<EstateLine> changed = new ArrayList<>();
    after
        .estate()
        .lines()
        .forEach(
            (key, line) -> {
              EstateLine known = before.lines().get(key);
              if (known == null) {
                added.add(line);
              } else if (!known.cells().equals(line.cells())) {
                changed.add(line);
              }
            });
    List<EstateLine> gone = new ArrayList<>(before.lines().values());
    gone.removeIf(line -> after.estate().lines().containsKey(line.key()));
    problems.addAll(FrozenBaseline.of(before).problems(List.of(added, changed, gone)));
    return new EstateChange(
        before,
        after.estate(),
        added,
        changed,
        gone,
        described(was.devices(), is.devices()),
        problems);
  }

  private static Map<String, Described> described(
      Map<String, Device> before, Map<String, Device> after) {
    Map<String, Described> all = new TreeMap<>();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      Device was = before.get(name);
      Device is = after.get(name);
      if (!Objects.equals(was, is)) {
        all.put(name, described(was, is));
      }
    }
    return all;
  }

  /** From when on, and until when, a device's energy counts for something else. */
  static Described described(@Nullable Device before, @Nullable Device after) {
    TreeSet<Long> cuts = new TreeSet<>(List.of(Long.MIN_VALUE));
    Set<String> channels = new TreeSet<>(List.of(""));
    for (Device device : new @Nullable Device[] {before, after}) {
      if (device != null) {
        for (Assignment a : device.assignments()) {
          cuts.add(a.from());
          cuts.add(a.to());
          channels.add(a.channel() == null ? "" : a.channel());
        }
      }
    }
    cuts.remove(Long.MAX_VALUE);
    long from = Long.MAX_VALUE;
    long until = Long.MAX_VALUE;
    for (long cut : cuts) {
      boolean differs =
          channels.stream()
              .anyMatch(
                  channel ->
                      !countAlike(
                          before == null ? null : before.at(channel, cut),
                          after == null ? null : after.at(channel, cut)));
      if (differs) {
        from = Math.min(from, cut);
        Long next = cuts.higher(cut);
        until = next == null ? Long.MAX_VALUE : next;
      }
    }
    return new Described(before, after, from, until);
  }

  private static boolean countAlike(@Nullable Assignment a, @Nullable Assignment b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.countsLike(b);
  }

  /** Whether nothing would change. */
  public boolean isNothing() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
