package io.garonne.publish.schedule;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.SiteSchedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Advice about printers as it is published now.
 *
 * @param printers of single printers, by site and name
 * @param sites of whole sites
 * @param candidates printers that may be too many or too large
 */
public record PublishedSchedules(
    List<PrinterAdvice> printers, List<SiteSchedule> sites, List<Candidate> candidates) {
  public PublishedSchedules {
    printers = List.copyOf(printers);
    sites = List.copyOf(sites);
    candidates = List.copyOf(candidates);
  }

  /** Of advice in any order, sorted by key; other advice is left out. */
  public static PublishedSchedules of(Collection<? extends Advice> advice) {
    Map<String, Advice> byKey = new TreeMap<>();
    advice.forEach(one -> byKey.put(one.key(), one));
    return new PublishedSchedules(
        of(byKey, PrinterAdvice.class), of(byKey, SiteSchedule.class), of(byKey, Candidate.class));
  }

  private static <T extends Advice> List<T> of(Map<String, Advice> all, Class<T> kind) {
    return all.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The sites that there is anything about. */
  public SortedSet<String> siteNames() {
    SortedSet<String> names = new TreeSet<>();
    printers.forEach(one -> names.add(one.site()));
    sites.forEach(one -> names.add(one.site()));
    candidates.forEach(one -> names.add(one.site()));
    return names;
  }

  /** What is about one site. */
  public PublishedSchedules at(String site) {
    return new PublishedSchedules(
        printers.stream().filter(one -> one.site().equals(site)).toList(),
        sites.stream().filter(one -> one.site().equals(site)).toList(),
        candidates.stream().filter(one -> one.site().equals(site)).toList());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return printers.isEmpty() && sites.isEmpty() && candidates.isEmpty();
  }
}
