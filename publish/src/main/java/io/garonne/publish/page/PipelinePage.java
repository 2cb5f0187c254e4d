package io.garonne.publish.page;

import io.garonne.publish.html.Html;

/** Whether Garonne itself works: stages, what became of every message, what meters noticed. */
final class PipelinePage implements Leaf {
  private final Look look;

  PipelinePage(Look look) {
    this.look = look;
  }

  @Override
  public String title() {
    return look.get("pipeline.title");
  }

  @Override
  public void write(Html out) {
    PageModel model = PageModel.of(look);
    Long newest = model.live().newestAt();
    out.element(
        "p",
        newest == null
            ? look.get("live.none")
            : look.get("live.newest", look.texts().dateAndTime(newest, look.zone())));
    new HealthSection(out, look, model).write();
    new LedgerSection(out, look.texts(), model.ledger()).write();
    out.markup("<p>").link("/api/v1/ledger", look.get("json.ledger")).markup(" · ");
    look.method(out, "ledger");
    out.markup("</p>\n");
  }
}
