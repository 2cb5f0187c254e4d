package io.garonne.publish.page;

import io.garonne.model.LivePower;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Power drawn now, per site and class.
 *
 * @param power milliwatts, the sum of what is shown
 * @param devices devices in it
 * @param newestAt newest event time in it, milliseconds since 1970 UTC; null if there is nothing
 * @param sites by name
 * @param withheld sites and classes left out because they would tell of a person
 */
record LivePanel(long power, int devices, @Nullable Long newestAt, List<Site> sites, int withheld) {

  /**
   * A site.
   *
   * @param power milliwatts
   * @param devices devices in it
   */
  record Site(String name, long power, int devices, List<LivePower> classes) {
    List<String> equipmentClasses() {
      return classes.stream().map(p -> String.valueOf(p.equipmentClass())).toList();
    }
  }

  /** The panel of these values; {@code only} limits it to one site. */
  static LivePanel of(
      Collection<LivePower> values, Predicate<LivePower> tellsOfPersons, @Nullable String only) {
    Map<String, List<LivePower>> bySite = new TreeMap<>();
    int withheld = 0;
    for (LivePower p : values) {
      if (p.kind() != LivePower.Kind.SITE_CLASS || (only != null && !only.equals(p.site()))) {
        continue;
      }
      if (tellsOfPersons.test(p)) {
        withheld++;
      } else {
        bySite.computeIfAbsent(p.site(), s -> new ArrayList<>()).add(p);
      }
    }
    List<Site> sites = bySite.entrySet().stream().map(e -> site(e.getKey(), e.getValue())).toList();
    Long newest =
        bySite.values().stream()
            .flatMap(List::stream)
            .map(LivePower::at)
            .max(Long::compare)
            .orElse(null);
    return new LivePanel(
        sites.stream().mapToLong(Site::power).sum(),
        sites.stream().mapToInt(Site::devices).sum(),
        newest,
        sites,
        withheld);
  }

  private static Site site(String name, List<LivePower> classes) {
    return new Site(
        name,
        classes.stream().mapToLong(LivePower::power).sum(),
        classes.stream().mapToInt(LivePower::devices).sum(),
        List.copyOf(classes));
  }
}
