package io.garonne.model.load;

import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.AdviceRule;
import java.time.Instant;
import java.util.List;

/** Until when load curves go. */
public final class NewestRule implements AdviceRule {
  private final Instant now;
  private long until = Long.MIN_VALUE;

  public NewestRule(Instant now) {
    this.now = now;
  }

  @Override
  public void look(LoadHistory history) {
    for (DayCurve day : history.days().reversed().values()) {
      for (int q = day.quarters() - 1; q >= 0; q--) {
        if (day.booked(q) > 0) {
          until = Math.max(until, day.startOf(q) + DayCurve.QUARTER);
          return;
        }
      }
    }
  }

  @Override
  public List<AdviceMade> advice() {
    return List.of(new AdviceMade(now.toEpochMilli(), until == Long.MIN_VALUE ? null : until));
  }
}
