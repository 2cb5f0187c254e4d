package io.garonne.deploy.faults;

import io.garonne.model.LedgerBalance;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.wire.TotalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the chain came to, held against what it must come to. Pure.
 *
 * @param compared how many figures agree or not, by kind
 * @param differences one line each; empty when all is well
 */
record Comparison(Map<String, Long> compared, List<String> differences) {

  /** Whether there is no difference. */
  boolean agrees() {
    return differences.isEmpty();
  }

  /** Compares. */
  static Comparison of(ExpectedTotals expected, Found found) {
    Map<String, Long> compared = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    devices(expected, found.totals(), compared, differences);
    totals(expected, found.totals(), compared, differences);
    sums(expected, found.totals(), differences);
    points(found, compared, differences);
    ledger(found.ledger(), compared, differences);
    return new Comparison(compared, List.copyOf(differences));
  }

  /** Each quarter-hour of each device is there, and no other. */
  private static void devices(
      ExpectedTotals expected,
      Collection<Total> totals,
      Map<String, Long> compared,
      List<String> differences) {
    Map<String, List<Long>> must = new TreeMap<>();
    expected
        .slots()
        .forEach(
            (device, slots) ->
                slots.forEach((slot, energy) -> must.put(device + " " + slot, figures(energy))));
    Map<String, List<Long>> is = new TreeMap<>();
    for (Total t : totals) {
      if (t.scope().device() != null
          && t.period() == Period.QUARTER_HOUR
          && figures(t).stream().anyMatch(figure -> figure != 0)) {
        is.put(t.scope().device() + " " + t.start(), figures(t));
      }
    }
    compared.put("quarter-hours of devices", (long) must.size());
    differ("quarter-hour of device", must, is, differences);
  }

  /** Each total of each period and scope is the sum of its devices' quarter-hours. */
  private static void totals(
      ExpectedTotals expected,
      Collection<Total> totals,
      Map<String, Long> compared,
      List<String> differences) {
    Map<String, List<Long>> must = new TreeMap<>();
    Map<String, List<Long>> is = new TreeMap<>();
    for (Total t : totals) {
      String key = TotalJson.key(t.scope(), t.period(), t.start());
      must.put(key, figures(expected.of(t.scope(), t.period(), t.start())));
      is.put(key, figures(t));
    }
    compared.put("totals", (long) must.size());
    differ("total", must, is, differences);
  }

  /** No total is missing: every period of every kind of scope adds up to the same whole. */
  private static void sums(
      ExpectedTotals expected, Collection<Total> totals, List<String> differences) {
    List<Long> whole = List.of(expected.whole());
    Map<String, List<Long>> must = new TreeMap<>();
    Map<String, Long> sums = new TreeMap<>();
    for (Total t : totals) {
      sums.merge(shape(t.scope()) + " by " + t.period().label(), t.energy(), Long::sum);
    }
    Map<String, List<Long>> is = new TreeMap<>();
    sums.forEach(
        (name, sum) -> {
          must.put(name, whole);
          is.put(name, List.of(sum));
        });
    for (Period period : Period.values()) {
      must.putIfAbsent("device by " + period.label(), whole);
      must.putIfAbsent("site-class by " + period.label(), whole);
    }
    differ("sum of", must, is, differences);
  }

  private static List<Long> figures(SlotEnergy e) {
    return List.of(e.measured(), e.interpolated(), e.estimated(), e.booked());
  }

  private static List<Long> figures(Total t) {
    return List.of(t.measured(), t.interpolated(), t.estimated(), t.bookedMillis());
  }

  /** A site's own totals name its entity, too. */
  private static String shape(Scope scope) {
    if (scope.device() != null) {
      return "device";
    }
    if (scope.site() != null) {
      return scope.equipmentClass() == null ? "site" : "site-class";
    }
    if (scope.family() != null) {
      return scope.entity() == null ? "family" : "entity-family";
    }
    return scope.entity() != null ? "entity" : scope.equipmentClass() != null ? "class" : "estate";
  }

  private static void points(Found found, Map<String, Long> compared, List<String> differences) {
    Map<String, List<Long>> must = new TreeMap<>();
    for (Total t : found.totals()) {
      if (t.scope().device() == null || !t.personal()) {
        must.put(
            TotalJson.key(t.scope(), t.period(), t.start()),
            List.of(
                t.measured(),
                t.interpolated(),
                t.estimated(),
                (long) t.devices(),
                (long) t.revision()));
      }
    }
    Map<String, List<Long>> is = new TreeMap<>();
    found
        .points()
        .forEach(
            (key, fields) ->
                is.put(
                    key,
                    List.of(
                        fields.getOrDefault("measured_mj", -1L),
                        fields.getOrDefault("interpolated_mj", -1L),
                        fields.getOrDefault("estimated_mj", -1L),
                        fields.getOrDefault("devices", -1L),
                        fields.getOrDefault("revision", -1L))));
    compared.put("points in InfluxDB", (long) must.size());
    // What InfluxDB refused is a dead letter, by design, and not in it, or not in its newest state.
    found.refused().stream()
        .filter(key -> !must.getOrDefault(key, List.of()).equals(is.get(key)))
        .forEach(
            key -> {
              must.remove(key);
              is.remove(key);
            });
    differ("point", must, is, differences);
  }

  private static void ledger(
      LedgerBalance ledger, Map<String, Long> compared, List<String> differences) {
    compared.put("ledger equations", 2L);
    ledger
        .mismatches()
        .forEach(
            m ->
                differences.add(
                    "ledger of " + m.instance() + ": " + m.in() + " in, " + m.out() + " out"));
    if (ledger.underWay() + ledger.readingsUnderWay() > 0) {
      differences.add(
          "ledger: "
              + ledger.underWay()
              + " messages and "
              + ledger.readingsUnderWay()
              + " readings under way");
    }
  }

  private static void differ(
      String what,
      Map<String, List<Long>> must,
      Map<String, List<Long>> is,
      List<String> differences) {
    must.forEach(
        (name, figures) -> {
          if (!figures.equals(is.get(name))) {
            differences.add(what + " " + name + " must be " + figures + ", is " + is.get(name));
          }
        });
    is.forEach(
        (name, figures) -> {
          if (!must.containsKey(name)) {
            differences.add(what + " " + name + " must not be there, is " + figures);
          }
        });
  }
}
