package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.persons.People;
import io.garonne.publish.persons.VisibleTotals;

/** Says of which equipment there is no row of its own, because too few persons are behind it. */
final class FewPersons {
  private final Look look;

  FewPersons(Look look) {
    this.look = look;
  }

  /** Writes it below the rows, if there is anything to say. */
  void write(Html out, VisibleTotals visible) {
    if (visible.grouped() > 0) {
      say(out, "few.together", visible.grouped());
    }
    if (visible.withheld() > 0) {
      say(out, "few.withheld", visible.withheld());
    }
  }

  private void say(Html out, String key, int cells) {
    out.element("p class=\"m\"", look.get(key, People.DEFAULT_LEAST, look.texts().count(cells)));
  }
}
