package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.http.BadRequestException;
import java.util.List;
import java.util.Map;

/**
 * A long list in parts, each with an address of its own.
 *
 * @param page which part, from 1
 * @param size lines of a part
 * @param all lines there are
 */
record Pages(int page, int size, int all) {

  /**
   * The part that was asked for.
   *
   * @throws BadRequestException if there is no such number
   */
  static Pages of(Look look, int all, int size) {
    String asked = look.asked("page", "1");
    if (!asked.matches("[1-9][0-9]{0,5}")) {
      throw new BadRequestException("page is a number from 1 on");
    }
    return new Pages(Math.min(Integer.parseInt(asked), last(all, size)), size, all);
  }

  private static int last(int all, int size) {
    return Math.max(1, Math.ceilDiv(all, size));
  }

  <T> List<T> of(List<T> list) {
    return list.subList((page - 1) * size, Math.min(all, page * size));
  }

  /** Links to the parts before and after; nothing if there is only one. */
  void write(Html out, Look look) {
    int last = last(all, size);
    if (last == 1) {
      return;
    }
    out.markup("<nav class=\"bar\" aria-label=\"").text(look.get("pages")).markup("\">");
    if (page > 1) {
      out.link(look.here(Map.of("page", Integer.toString(page - 1))), look.get("pages.before"));
    }
    out.element("span", look.get("pages.here", look.texts().count(page), look.texts().count(last)));
    if (page < last) {
      out.link(look.here(Map.of("page", Integer.toString(page + 1))), look.get("pages.after"));
    }
    out.markup("</nav>\n");
  }
}
