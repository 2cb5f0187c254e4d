package io.garonne.publish.page;

import io.garonne.model.Finding;
import io.garonne.model.LedgerBalance;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the page, decided; what is left is to write it down.
 *
 * @param now milliseconds since 1970 UTC
 * @param zone zone of the clock times
 * @param site the only site shown, or null
 * @param stages readiness by stage name
 * @param alerts the last written first; none about a personal device
 */
record PageModel(
    long now,
    ZoneId zone,
    @Nullable String site,
    LivePanel live,
    DayPanel day,
    LedgerBalance ledger,
    SortedMap<String, Readiness> stages,
    List<Finding> alerts) {

  /** Alerts on the page; the rest is for tools. */
  private static final int ALERTS_SHOWN = 10;

  static PageModel of(Look look) {
    Views views = look.views();
    String site = look.asked("site");
    return new PageModel(
        look.now(),
        look.zone(),
        site,
        LivePanel.of(views.live().all(), look.tellsOfPersons(), site),
        DayPanel.of(
            views.totals().newestDays().toList(), views.division(), look.now(), look.zone(), site),
        views.ledger().balance(),
        new TreeMap<>(look.stages()),
        views.findings().shown(views.devices()).stream().limit(ALERTS_SHOWN).toList());
  }

  /** Whether something needs a person: the ledger does not add up, or a stage does not work. */
  boolean needsAttention() {
    return !ledger.mismatches().isEmpty()
        || stages.values().stream().anyMatch(Readiness.NotReady.class::isInstance);
  }
}
