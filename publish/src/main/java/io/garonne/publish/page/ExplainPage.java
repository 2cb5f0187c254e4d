package io.garonne.publish.page;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Published;
import io.garonne.publish.html.Html;
import io.garonne.publish.indicator.Explanation;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.indicator.ToldFigures;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic of a figure, computed again. */
final class ExplainPage implements Leaf {
  private static final int NEAR = 10;

  private final Look look;
  private final PublishedIndicators published;
  private final String id;

  ExplainPage(Look look) {
    this.look = look;
    this.published = look.views().indicators().published();
    this.id = look.request().path().substring(Tab.EXPLAIN.path().length());
  }

  @Override
  public String title() {
    return look.get("explain.title", Texts.printable(id));
  }

  @Override
  public boolean isKnown() {
    return published.byId().containsKey(id);
  }

  @Override
  public void write(Html out) throws IOException {
    Published one = published.byId().get(id);
    Sheet sheet = new Sheet(out, 2, "h-explain", this::address);
    ToldFigures told = new ToldFigures(look.views().division());
    Explanation explanation = new Explanation(look.texts(), told::isTold);
    switch (one) {
      case null -> unknown(out);
      case Figure figure when !told.isTold(figure) ->
          out.element("p", look.get("explain.few", People.DEFAULT_LEAST));
      case Figure figure -> explanation.write(told.told(figure), published, sheet);
      case Line line -> explanation.write(line, published, sheet);
    }
    sheet.end();
    out.markup("<p>").link(look.address(Tab.TARGET), look.get("tab.target")).markup(" · ");
    look.method(out, "target");
    out.markup("</p>\n");
  }

  private @Nullable String address(String name) {
    return !name.equals(id) && published.byId().containsKey(name) ? look.explain(name) : null;
  }

  private void unknown(Html out) {
    List<String> near = published.near(id, NEAR);
    String said =
        published.byId().isEmpty()
            ? "explain.nothing"
            : near.isEmpty() ? "explain.unlike" : "explain.unknown";
    out.element("p", look.get(said, Texts.printable(id)));
    if (!near.isEmpty()) {
      out.markup("<ul>");
      near.forEach(
          name ->
              out.markup("<li>").link(look.explain(name), Texts.printable(name)).markup("</li>"));
      out.markup("</ul>\n");
    }
  }
}
