package io.garonne.publish.view;

import java.time.InstantSource;
import java.util.List;

/** Everything publish remembers. */
public record Views(
    LiveView live,
    TotalsView totals,
    LedgerView ledger,
    FindingsView findings,
    AlertsView alerts,
    IndicatorsView indicators,
    AdviceView advice,
    DevicesView devices) {

  /** Views that have seen nothing yet. */
  public static Views empty(InstantSource clock) {
    return new Views(
        new LiveView(),
        new TotalsView(clock),
        new LedgerView(clock),
        new FindingsView(),
        new AlertsView(clock),
        new IndicatorsView(),
        new AdviceView(),
        new DevicesView());
  }

  /** Each of them. */
  public List<View> all() {
    return List.of(live, totals, ledger, findings, alerts, indicators, advice, devices);
  }
}
