package io.garonne.publish.night;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said of nights and of models, among everything that is advised.
 *
 * @param all by key
 */
public record NightAdvice(List<Advice> all) {
  public NightAdvice {
    all = List.copyOf(all);
  }

  /** Of records in any order. */
  public static NightAdvice of(Collection<? extends Advice> all) {
    return new NightAdvice(
        all.stream().map(Advice.class::cast).sorted(Comparator.comparing(Advice::key)).toList());
  }

  private <T extends Advice> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Off-hours, by site, family and month. */
  public List<OffHours> offHours() {
    return of(OffHours.class);
  }

  /** Units that nobody used, those that draw most first. */
  public List<Unused> unused() {
    return of(Unused.class).stream()
        .sorted(Comparator.comparingLong(Unused::yearly).reversed().thenComparing(Unused::key))
        .toList();
  }

  /** How many of somebody's own nobody used. */
  public List<UnusedPersonal> unusedPersonal() {
    return of(UnusedPersonal.class);
  }

  /** What came of actions, the newest first. */
  public List<BeforeAfter> beforeAfter() {
    return of(BeforeAfter.class).stream()
        .sorted(
            Comparator.comparingLong((BeforeAfter one) -> one.action().at())
                .reversed()
                .thenComparing(BeforeAfter::key))
        .toList();
  }

  /** Models, by family and name. */
  public List<ModelEnergy> models() {
    return of(ModelEnergy.class);
  }

  /** The sites that any of it is about. */
  public SortedSet<String> sites() {
    SortedSet<String> names = new TreeSet<>();
    offHours().forEach(one -> names.add(one.site()));
    unused().forEach(one -> names.add(one.site()));
    unusedPersonal().forEach(one -> names.add(one.site()));
    beforeAfter().forEach(one -> names.add(one.action().site()));
    return names;
  }

  /** The newest month that has ended, else the newest; null if there is none. */
  public @Nullable YearMonth month() {
    return offHours().stream()
        .max(
            Comparator.comparing((OffHours one) -> !one.provisional())
                .thenComparing(OffHours::month))
        .map(OffHours::month)
        .orElse(null);
  }

  /** The same of one month and site; null: any. What is not of a month stays. */
  public NightAdvice only(@Nullable YearMonth month, @Nullable String site) {
    return new NightAdvice(
        all.stream()
            .filter(
                one ->
                    switch (one) {
                      case OffHours of ->
                          (month == null || of.month().equals(month)) && is(site, of.site());
                      case Unused of -> is(site, of.site());
                      case UnusedPersonal of -> is(site, of.site());
                      case BeforeAfter of -> is(site, of.action().site());
                      default -> true;
                    })
            .toList());
  }

  private static boolean is(@Nullable String wanted, String site) {
    return wanted == null || wanted.equals(site);
  }
}
