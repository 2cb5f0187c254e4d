package io.garonne.streams;

import io.garonne.model.Total;
import io.garonne.model.advice.Actions;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.OffHours;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.load.NewestRule;
import io.garonne.model.offhours.BeforeAfterRule;
import io.garonne.model.offhours.OffHoursRule;
import io.garonne.model.offhours.UnusedRule;
import io.garonne.model.procurement.ModelsRule;
import io.garonne.model.room.Headroom;
import io.garonne.model.room.HeadroomRule;
import io.garonne.model.room.IdleRule;
import io.garonne.model.room.PeakRule;
import io.garonne.model.room.PowerUsages;
import io.garonne.model.schedule.PrinterRule;
import io.garonne.model.schedule.ScheduleSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One making of all advice, in parts. One thread. */
final class AdviceRun {
  private final List<AdviceRule> rules;
  private final List<Advice> made = new ArrayList<>();
  private final Iterator<AdviceRule> left;
  private Iterator<List<? extends Advice>> steps = Collections.emptyIterator();
  private boolean looked;
  private @Nullable String last;

  /**
   * What advice is made of beside load curves.
   *
   * @param estate as its tables are
   * @param samples of strata, all of them
   * @param months of meters that have a role in a room
   * @param earlier what has been advised before: months that curves are not kept of any more
   * @param now instant of the computation
   */
  record Inputs(
      Estate estate,
      List<StratumSample> samples,
      List<Total> months,
      List<Advice> earlier,
      Instant now) {}

  /** What advice is made by. */
  interface Rules {
    /** New rules for one run. */
    List<AdviceRule> of(Inputs inputs);
  }

  AdviceRun(List<AdviceRule> rules) {
    this.rules = List.copyOf(rules);
    this.left = this.rules.iterator();
  }

  /** All that Garonne has. */
  static Rules all(ScheduleSettings schedule) {
    return in ->
        List.of(
            new PrinterRule(in.estate, schedule, in.now),
            new OffHoursRule(in.estate, in.now, earlier(OffHours.class, in)),
            new BeforeAfterRule(
                in.estate, in.now, Actions.of(in.estate), earlier(BeforeAfter.class, in)),
            new UnusedRule(in.estate, in.now),
            new ModelsRule(in.estate, in.now, in.samples),
            new PeakRule(in.estate, in.now),
            new HeadroomRule(in.estate, in.now, Headroom.DEFAULT_PERCENT),
            new IdleRule(in.estate, in.now),
            new Usages(in),
            new NewestRule(in.now));
  }

  /** What is made of months, not of load curves. */
  private record Usages(Inputs in) implements AdviceRule {
    @Override
    public void look(LoadHistory history) {
      // A month of a meter is known better by its total than by its quarter-hours.
    }

    @Override
    public List<Advice> advice() {
      return PowerUsages.of(in.estate, in.months, in.now);
    }
  }

  private static <T extends Advice> List<T> earlier(Class<T> kind, Inputs in) {
    return in.earlier.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Looks at some more load curves, or once all have been looked at, makes some more advice of
   * them.
   *
   * @param days about how many days of curves
   * @param nanos how long advice is made; a step that was begun is ended
   * @return whether this was the last
   */
  boolean goOn(KeptCurves curves, int days, long nanos) {
    if (!looked) {
      KeptCurves.Some some = curves.behind(last, days);
      for (LoadHistory history : some.histories()) {
        rules.forEach(rule -> rule.look(history));
      }
      last = some.last();
      looked = last == null;
    }
    if (!looked) {
      return false;
    }
    long began = System.nanoTime();
    while (step()) {
      if (System.nanoTime() - began >= nanos) {
        return false;
      }
    }
    return true;
  }

  private boolean step() {
    while (!steps.hasNext()) {
      if (!left.hasNext()) {
        return false;
      }
      steps = left.next().steps();
    }
    made.addAll(steps.next());
    return true;
  }

  /** What follows, once all has been made. */
  List<Advice> advice() {
    return List.copyOf(made);
  }
}
