package io.garonne.publish.page;

import io.garonne.model.LivePower;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Request;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who asks for a page may see at that moment.
 *
 * @param views what is remembered
 * @param stages readiness by stage name
 * @param now milliseconds since 1970 UTC
 * @param zone zone of the clock times
 * @param texts in the reader's language
 * @param request what was asked for
 * @param tab which view
 */
record Look(
    Views views,
    Map<String, Readiness> stages,
    long now,
    ZoneId zone,
    Texts texts,
    Request request,
    Tab tab) {

  String get(String key, Object... arguments) {
    return texts.get(key, arguments);
  }

  /** Which live sums must not be shown. */
  Predicate<LivePower> tellsOfPersons() {
    return views.tellsOfPersons(now);
  }

  /** A parameter, or null. */
  @Nullable String asked(String name) {
    return request.parameter(name);
  }

  /** A parameter, or what stands for it where it is not there. */
  String asked(String name, String otherwise) {
    String value = request.parameter(name);
    return value == null ? otherwise : value;
  }

  /** The address of a view, in this language if one was asked for. */
  String address(Tab to) {
    return address(to.path(), Map.of());
  }

  /**
   * An address of this site, not escaped for HTML.
   *
   * @param path encoded already
   * @param parameters name and value; in their order
   */
  String address(String path, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    String language = asked("lang");
    if (language != null) {
      all.putIfAbsent("lang", language);
    }
    return path + query(all);
  }

  /** This page with other parameters; those that are null are left out. */
  String here(Map<String, @Nullable String> changed) {
    Map<String, String> all = new LinkedHashMap<>(request.parameters());
    changed.forEach(
        (name, value) -> {
          if (value == null) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return path() + query(all);
  }

  private String path() {
    return tab == Tab.EXPLAIN
        ? explained(request.path().substring(Tab.EXPLAIN.path().length()))
        : tab.path();
  }

  /** Where the arithmetic of what is published under a name is explained. */
  String explain(String id) {
    return address(explained(id), Map.of());
  }

  /** Writes a link to how such figures are made. */
  void method(Html out, String about) {
    out.link(address(Tab.METHOD) + "#" + about, get("how"));
  }

  private static String explained(String id) {
    return Tab.EXPLAIN.path() + encoded(id).replace("%2F", "/");
  }

  private static String query(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
