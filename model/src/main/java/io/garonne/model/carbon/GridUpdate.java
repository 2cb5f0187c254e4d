package io.garonne.model.carbon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What files say beyond what is known. Reading files together comes to the same as reading one
 * after the other. Each value of the files is in one of four.
 *
 * @param written what is to be written, by time
 * @param unchanged how many are known just so
 * @param kept how many stay as they are known: more settled, or not ambiguous
 * @param overlapping how many give a quarter-hour that an earlier file gives, too
 */
public record GridUpdate(List<GridIntensity> written, int unchanged, int kept, int overlapping) {
  public GridUpdate {
    written = List.copyOf(written);
  }

  /**
   * Compares.
   *
   * @param known by its start, milliseconds since 1970 UTC
   * @param files what each file says, in the order they are read
   */
  public static GridUpdate of(
      Map<Long, GridIntensity> known, Collection<? extends Collection<GridIntensity>> files) {
    Map<Long, GridIntensity> said = new TreeMap<>();
    int overlapping = 0;
    for (Collection<GridIntensity> file : files) {
      for (GridIntensity value : file) {
        GridIntensity before = said.get(value.at());
        overlapping += before == null ? 0 : 1;
        if (before == null || value.replaces(before)) {
          said.put(value.at(), value);
        }
      }
    }
    List<GridIntensity> written = new ArrayList<>();
    int unchanged = 0;
    for (GridIntensity value : said.values()) {
      GridIntensity before = known.get(value.at());
      if (before != null && before.saysTheSameAs(value)) {
        unchanged++;
      } else if (before == null || value.replaces(before)) {
        written.add(value);
      }
    }
    int kept = said.size() - written.size() - unchanged;
    return new GridUpdate(written, unchanged, kept, overlapping);
  }
}
