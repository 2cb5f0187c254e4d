package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change of the tables does to what has been metered, and what it cannot do any more. */
class EstateEffectsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-03-31T10:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  private static List<EstateLine> lines(EstateTable table, String csv) {
    EstateLine.Result read = EstateLine.read(table, csv, table.label() + ".csv");
    assertThat(read.problems()).isEmpty();
    return read.lines();
  }

  /** The desk's plug hangs below the floor's meter from a date on; before, it did not. */
  private static EstateChange hangBelow(String from) {
    List<EstateLine> before = new ArrayList<>();
    before.addAll(lines(EstateTable.SITES, "site,entity\nhq,city\n"));
    before.addAll(lines(EstateTable.ENTITIES, "entity,name,kind\ncity,Ville,commune\n"));
    before.addAll(
        lines(EstateTable.POINTS, "device,parent,site\nfloor,,hq\nother,floor,hq\nplug,,hq\n"));
    Estate estate = Estate.of(before, PARIS).estate();
    EstateEdits.Edit edit =
        EstateEdits.take(
            estate,
            lines(
                EstateTable.POINTS,
                "device,parent,site,from,to\nplug,,hq,,%s\nplug,floor,hq,%s,\n"
                    .formatted(from, from)),
            false);
    EstateChange change = EstateChange.of(estate, edit.removed(), edit.written());
    assertThat(change.problems()).isEmpty();
    return change;
  }

  private static Total day(String start) {
    long at = Instant.parse(start).toEpochMilli();
    return new Total(
        new Scope("city", "hq", "unknown", "plug"),
        Period.DAY,
        at,
        at + DAY,
        PARIS,
        3_600_000,
        0,
        0,
        0,
        DAY,
        DAY,
        DAY,
        DAY,
        0,
        0,
        0,
        PageKinds.NONE,
        1,
        1,
        3_600_000,
        0,
        Total.Status.FINAL,
        Total.METHOD,
        false,
        Causes.UNKNOWN);
  }

  private static EstateEffects.Effects effects(String from) {
    return EstateEffects.of(
        hangBelow(from),
        List.of(day("2026-03-01T23:00:00Z"), day("2026-03-20T23:00:00Z")),
        PARIS,
        NOW);
  }

  @Test
  void whatATreeOfMetersMayHaveForgottenIsRefusedWithTheDateThatCanBeHad() {
    assertThat(effects("2026-03-01").problems())
        .singleElement()
        .asString()
        .contains("plug", "2026-03-05");
    assertThat(effects("2026-03-05").problems()).isEmpty();
  }

  /** As after a replay, whose list of devices is in no table: it counts, and not as unassigned. */
  @Test
  void whereADeviceCountedThatNoTableDescribesIsSaid() {
    Estate nothing = Estate.of(List.of(), PARIS).estate();
    EstateEdits.Edit edit =
        EstateEdits.take(
            nothing,
            lines(EstateTable.DEVICES, "device,site,equipment_class\nplug,annex,server\n"),
            false);
    EstateChange change = EstateChange.of(nothing, edit.removed(), edit.written());
    assertThat(
            EstateEffects.of(
                    change,
                    List.of(day("2026-01-01T23:00:00Z"), day("2026-03-20T23:00:00Z")),
                    PARIS,
                    NOW)
                .lines())
        .singleElement()
        .asString()
        .contains("hq/unknown → annex/server")
        .endsWith("; what was metered before stays where it counts, unless it came in today");
  }
}
