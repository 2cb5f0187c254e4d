package io.garonne.publish.api;

import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Route;
import io.garonne.publish.view.Views;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What other programs take away, version 1. Paths, parameters and fields are promises: more may
 * come, none changes its meaning. Asks memory only; names no personal device but to technicians,
 * for its faults.
 */
public final class Api {
  private final Supplier<Views> views;
  private final InstantSource clock;

  /**
   * @param views what is known now
   */
  public Api(Supplier<Views> views, InstantSource clock) {
    this.views = views;
    this.clock = clock;
  }

  /** What is served, by path. */
  public Map<String, Route> routes() {
    Map<String, Route> routes = new HashMap<>();
    add(routes, "totals", Role.PUBLIC, new Totals(views));
    add(routes, "indicators", Role.PUBLIC, new Figures(views));
    add(routes, "ledger", Role.PUBLIC, new LedgerAnswer(views));
    add(routes, "live", Role.ANALYST, new Live(views, clock));
    add(routes, "alerts", Role.ANALYST, new Alerts(views));
    add(routes, "devices", Role.OPERATOR, new Devices(views, clock));
    add(routes, "openapi.yaml", Role.PUBLIC, OpenApi::yaml);
    add(routes, "openapi.json", Role.PUBLIC, OpenApi::json);
    add(routes, "schemas/", Role.PUBLIC, OpenApi::schema);
    return routes;
  }

  private static void add(Map<String, Route> routes, String name, Role least, Handler handler) {
    routes.put(
        "/api/v1/" + name,
        new Route(least, request -> handler.answer(request).with("Vary", "Accept").revalidated()));
  }
}
