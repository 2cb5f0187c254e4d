package io.garonne.publish.view;

import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.LiveGroups;
import io.garonne.publish.persons.VisibleTotals;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** Everything publish remembers. */
public record Views(
    LiveView live,
    TotalsView totals,
    LedgerView ledger,
    FindingsView findings,
    AlertsView alerts,
    IndicatorsView indicators,
    AdviceView advice,
    DevicesView devices,
    EstateView estate,
    WhoIsWhere who) {

  /** Views that have seen nothing yet. */
  public static Views empty(InstantSource clock) {
    TotalsView totals = new TotalsView(clock);
    DevicesView devices = new DevicesView();
    EstateView estate = new EstateView();
    return new Views(
        new LiveView(),
        totals,
        new LedgerView(clock),
        new FindingsView(),
        new AlertsView(clock),
        new IndicatorsView(),
        new AdviceView(),
        devices,
        estate,
        new WhoIsWhere(totals, devices, estate));
  }

  /** Which sums may be shown, by who is where now. */
  public Division division() {
    return who.division();
  }

  /**
   * Which live sums must not be shown: those of a class at a site that tell of too few persons, or
   * of too few devices.
   *
   * @param now milliseconds since 1970 UTC
   */
  public Predicate<LivePower> tellsOfPersons(long now) {
    return new LiveGroups(who.inhabitants(), now);
  }

  /** What may be shown of the totals that are asked for. */
  public VisibleTotals visible(TotalsQuery query) {
    // The totals first: a division that is newer than they are knows them.
    List<Total> known = totals.all().filter(total -> total.period() == query.period()).toList();
    return VisibleTotals.of(known.stream(), query, division());
  }

  /** Each of them. */
  public List<View> all() {
    return List.of(live, totals, ledger, findings, alerts, indicators, advice, devices, estate);
  }
}
