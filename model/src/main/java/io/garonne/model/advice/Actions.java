package io.garonne.model.advice;

import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.MeteringPoint;
import io.garonne.model.inventory.Site;
import io.garonne.model.inventory.Validity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What people have done, as the estate's table {@code actions} says. */
public final class Actions {
  private Actions() {}

  /** All of them, by time. */
  public static List<Action> of(Estate estate) {
    return estate.lines(EstateTable.ACTIONS).stream()
        .map(line -> action(line, estate))
        .sorted(Comparator.comparingLong(Action::at).thenComparing(Action::id))
        .toList();
  }

  /**
   * That a schedule was applied, to be written.
   *
   * @param what a printer (its asset, or its device if no asset is named), or a site with all of
   *     its printers
   * @param id tells it from every other action
   * @param from date or instant from which on it holds
   * @return with a problem if there is neither a shared printer nor a site of that name then
   */
  public static EstateEdits.Edit schedule(
      Estate estate, String what, String id, String from, String author, String reason) {
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "id",
                id,
                "kind",
                "schedule",
                "family",
                Family.PRINTING.label(),
                "from",
                from,
                "author",
                author,
                "reason",
                reason));
    List<String> problems = new ArrayList<>();
    List<Asset> assets =
        estate.asset(what).stream()
            .filter(one -> one.validity().holdsAt(Validity.instant(from, one.zone(), 0)))
            .toList();
    List<MeteringPoint> points =
        estate.points().stream()
            .filter(one -> one.ref().device().equals(what) && one.site() != null)
            .filter(one -> one.validity().holdsAt(Validity.instant(from, one.zone(), 0)))
            .toList();
    if (!assets.isEmpty()) {
      Asset asset = assets.get(0);
      if (asset.equipmentClass().family() != Family.PRINTING || asset.personal()) {
        problems.add(what + " is no shared printer");
      }
      cells.put("asset", what);
      cells.put("site", asset.site());
    } else if (!points.isEmpty()) {
      MeteringPoint point = points.get(0);
      EquipmentClass of = point.equipmentClass();
      if (of == null || of.family() != Family.PRINTING || point.personal()) {
        problems.add(what + " is no shared printer");
      }
      cells.put("asset", what);
      cells.put("site", Objects.requireNonNull(point.site()));
    } else if (isSite(estate, what)) {
      cells.put("site", what);
    } else {
      problems.add("there is neither a printer nor a site " + what + " at " + from);
    }
    String commissioned = assets.isEmpty() ? null : assets.get(0).line().cell("commissioned");
    if (commissioned != null && commissioned.compareTo(from.substring(0, 10)) > 0) {
      problems.add(what + " was commissioned on " + commissioned + ", after " + from);
    }
    estate.lines(EstateTable.ACTIONS).stream()
        .filter(line -> line.required("kind").equals("schedule"))
        .filter(line -> line.required("from").equals(from))
        .filter(line -> Objects.equals(line.cell("asset"), cells.get("asset")))
        .filter(line -> line.required("site").equals(cells.get("site")))
        .findFirst()
        .ifPresent(
            line ->
                problems.add(
                    "that of %s from %s is written down already: %s"
                        .formatted(what, from, line.required("id"))));
    return new EstateEdits.Edit(
        List.of(),
        problems.isEmpty()
            ? List.of(EstateLine.of(EstateTable.ACTIONS, cells, "schedule apply"))
            : List.of(),
        List.of(),
        problems);
  }

  private static boolean isSite(Estate estate, String name) {
    return estate.sites().containsKey(name)
        || estate.assets().stream().anyMatch(asset -> asset.site().equals(name))
        || estate.points().stream().anyMatch(point -> name.equals(point.site()));
  }

  private static Action action(EstateLine line, Estate estate) {
    String site = line.required("site");
    Site known = estate.sites().get(site);
    ZoneId zone = known == null ? estate.zone() : known.zone();
    return new Action(
        line.required("id"),
        Action.Kind.valueOf(line.required("kind").toUpperCase(Locale.ROOT)),
        site,
        line.cell("asset"),
        line.cell("family"),
        Validity.instant(line.required("from"), zone, 0),
        line.required("author"),
        line.required("reason"));
  }
}
