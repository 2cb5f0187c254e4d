package io.garonne.model.room;

import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** PUE, interim ratios and generators: of months of devices, and of no load curve. */
public final class PowerUsageRule implements AdviceRule {
  private final Estate estate;
  private final List<Total> months;
  private final Instant now;

  /**
   * For an estate.
   *
   * @param months of devices with a role in a room; others do not matter
   */
  public PowerUsageRule(Estate estate, Collection<Total> months, Instant now) {
    this.estate = estate;
    this.months = List.copyOf(months);
    this.now = now;
  }

  @Override
  public void look(LoadHistory history) {
    // Load curves live for 98 days, and a PUE is of a year.
  }

  @Override
  public List<Advice> advice() {
    return PowerUsages.of(estate, months, now);
  }
}
