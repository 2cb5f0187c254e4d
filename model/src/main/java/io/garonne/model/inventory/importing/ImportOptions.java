package io.garonne.model.inventory.importing;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files do not say.
 *
 * @param classes equipment class by role or type, as the neighbouring system names it; added to
 *     {@link Neighbour#classes()} and stronger. Case, accents and punctuation of the name do not
 *     count
 * @param sites sites that the estate has already
 * @param site site of equipment that names none; null: such lines are listed
 * @param month month for which the files' numbers of users hold; null: they are listed
 */
public record ImportOptions(
    Map<String, String> classes,
    Set<String> sites,
    @Nullable String site,
    @Nullable YearMonth month) {

  /** Nothing but the defaults. */
  public static final ImportOptions NONE = new ImportOptions(Map.of(), Set.of(), null, null);

  public ImportOptions {
    classes = Map.copyOf(classes);
    sites = Set.copyOf(sites);
  }

  /** The same, with these classes too. */
  public ImportOptions withClasses(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(classes);
    all.putAll(more);
    return new ImportOptions(all, sites, site, month);
  }

  /** The same, with these sites known. */
  public ImportOptions withSites(Set<String> known) {
    return new ImportOptions(classes, known, site, month);
  }

  /** The same, with this site for equipment that names none. */
  public ImportOptions withSite(@Nullable String fallback) {
    return new ImportOptions(classes, sites, fallback, month);
  }

  /** The same, with the numbers of users holding for this month. */
  public ImportOptions withMonth(@Nullable YearMonth users) {
    return new ImportOptions(classes, sites, site, users);
  }
}
