package io.garonne.publish.api;

import io.garonne.model.LedgerBalance;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.ledger.LedgerBalanceJson;
import io.garonne.publish.ledger.LedgerCsv;
import io.garonne.publish.view.LedgerView;
import io.garonne.publish.view.Views;
import java.util.Set;
import java.util.function.Supplier;

/** Both equations of the ledger; to operators also the records they are made of. */
final class LedgerAnswer implements Handler {
  private static final Set<String> PARAMETERS = Set.of("format");

  private final Supplier<Views> views;

  LedgerAnswer(Supplier<Views> views) {
    this.views = views;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    LedgerView ledger = views.get().ledger();
    LedgerBalance balance = ledger.balance();
    boolean all = request.role().reaches(Role.OPERATOR);
    return Format.of(request) == Format.CSV
        ? Format.csv("ledger", out -> LedgerCsv.write(balance, TotalsCsv.LineEnd.CRLF, out))
        : Answer.of("application/json", LedgerBalanceJson.write(balance, all, ledger.all()));
  }
}
