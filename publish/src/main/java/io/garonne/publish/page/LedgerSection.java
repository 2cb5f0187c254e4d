package io.garonne.publish.page;

import io.garonne.model.LedgerBalance;
import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.util.SortedMap;

/** Both equations of the ledger. */
final class LedgerSection {
  private final Html out;
  private final Texts texts;
  private final LedgerBalance ledger;

  LedgerSection(Html out, Texts texts, LedgerBalance ledger) {
    this.out = out;
    this.texts = texts;
    this.ledger = ledger;
  }

  void write() {
    out.markup("<div id=\"ledger\"><section aria-labelledby=\"h-ledger\">")
        .element("h2 id=\"h-ledger\"", texts.get("ledger.title"))
        .element("p", texts.get("ledger.intro"));
    if (ledger.mismatches().isEmpty()) {
      out.element("p", texts.get("ledger.ok"));
    }
    ledger
        .mismatches()
        .forEach(
            m ->
                out.element(
                    "p class=\"bad\"",
                    texts.get(
                        "ledger.mismatch",
                        m.instance(),
                        texts.count(m.in()),
                        texts.count(m.out()))));
    out.markup("<div class=\"two\">");
    messages();
    readings();
    out.markup("</div>")
        .element("p class=\"m\"", texts.get("ledger.under-way.explained"))
        .markup("</section></div>\n");
  }

  private void messages() {
    begin("ledger.messages");
    sum("ledger.received", ledger.received());
    row("ledger.stored", ledger.stored());
    row("ledger.ignored", LedgerBalance.sum(ledger.ignored()));
    reasons(ledger.ignored());
    row("ledger.dead-lettered", LedgerBalance.sum(ledger.deadLettered()));
    reasons(ledger.deadLettered());
    row("ledger.under-way", ledger.underWay());
    out.markup("</tbody></table>");
  }

  private void readings() {
    begin("ledger.readings");
    sum("ledger.readings-stored", ledger.readingsStored());
    if (ledger.readingsFromElsewhere() > 0) {
      sum("ledger.elsewhere", ledger.readingsFromElsewhere());
    }
    row("ledger.metered", ledger.metered());
    row("ledger.repeated", ledger.repeated());
    row("ledger.too-late", ledger.tooLate());
    row("ledger.void", ledger.voided());
    row("ledger.under-way", ledger.readingsUnderWay());
    out.markup("</tbody></table>");
  }

  private void begin(String caption) {
    out.markup("<table class=\"flat\">")
        .element("caption", texts.get(caption))
        .markup("<thead><tr>")
        .element("th scope=\"col\"", texts.get("ledger.column.what"))
        .element("th scope=\"col\" class=\"n\"", texts.get("ledger.column.count"))
        .markup("</tr></thead><tbody>\n");
  }

  private void sum(String key, long count) {
    line(" class=\"s\"", texts.get(key), count);
  }

  private void row(String key, long count) {
    line("", texts.get(key), count);
  }

  private void reasons(SortedMap<String, Long> byReason) {
    byReason.forEach((reason, n) -> line(" class=\"r\"", texts.name("reason", reason), n));
  }

  private void line(String attributes, String name, long count) {
    out.markup("<tr" + attributes + ">")
        .element("th scope=\"row\"", name)
        .element("td class=\"n\"", texts.count(count))
        .markup("</tr>\n");
  }
}
