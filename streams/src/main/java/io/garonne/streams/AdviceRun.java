package io.garonne.streams;

import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One making of all advice, in parts. One thread. */
final class AdviceRun {
  private final List<AdviceRule> rules;
  private @Nullable String last;

  /** What advice is made by. */
  interface Rules {
    /**
     * New rules for one run.
     *
     * @param estate as its tables are
     * @param samples of strata, all of them
     * @param months of meters that have a role in a room
     * @param now instant of the computation
     */
    List<AdviceRule> of(
        Estate estate, List<StratumSample> samples, List<Total> months, Instant now);
  }

  AdviceRun(List<AdviceRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** All that Garonne has. */
  static List<AdviceRule> rules(
      Estate estate, List<StratumSample> samples, List<Total> months, Instant now) {
    return List.of();
  }

  /**
   * Looks at some more load curves.
   *
   * @param days about how many days of them
   * @return whether these were the last
   */
  boolean goOn(LoadCurves curves, int days) {
    LoadCurves.Some some = curves.behind(last, days);
    for (LoadHistory history : some.histories()) {
      rules.forEach(rule -> rule.look(history));
    }
    last = some.last();
    return last == null;
  }

  /** What follows, once all have been looked at. */
  List<Advice> advice() {
    List<Advice> all = new ArrayList<>();
    rules.forEach(rule -> all.addAll(rule.advice()));
    return all;
  }
}
