package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.wire.EstateLineJson;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstateEditsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static List<EstateLine> table(EstateTable table, String... csv) {
    EstateLine.Result read =
        EstateLine.read(table, String.join("\n", csv) + "\n", table.label() + ".csv");
    assertThat(read.problems()).isEmpty();
    return read.lines();
  }

  private static Estate estate(List<EstateLine> lines) {
    Estate.Result estate = Estate.of(lines, PARIS);
    assertThat(estate.problems()).isEmpty();
    return estate.estate();
  }

  private static Estate desks(EstateLine... events) {
    List<EstateLine> lines =
        new ArrayList<>(
            table(
                EstateTable.ASSETS,
                "asset,equipment_class,site,serial,room,replaces",
                "pc-1,pc,hq,S1,204,",
                "pc-10,pc,hq,S10,205,pc-1"));
    lines.addAll(List.of(events));
    return estate(lines);
  }

  private static EstateLine event(String kind, String what, Map<String, String> more) {
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "id",
                kind + " of " + what,
                "kind",
                kind,
                "at",
                "2026-01-01T00:00:00Z",
                "done",
                "2026-01-01T00:00:00Z",
                "what",
                what));
    cells.putAll(more);
    return EstateLine.of(EstateTable.EVENTS, cells, "test");
  }

  private static Map<String, String> lines(String asset) {
    EstateLine line =
        EstateLine.of(
            EstateTable.ASSETS,
            Map.of("asset", asset, "equipment_class", "pc", "site", "hq"),
            "test");
    String json = EstateLineJson.writeAll(List.of(line));
    return Map.of("before", json, "written", json);
  }

  /** The event after the asset was forgotten. */
  private static EstateLine afterForgetting(String asset, EstateLine event) {
    Estate before = desks(event);
    EstateEdits.Edit edit = EstateEdits.anonymise(before, asset, "forgotten-1");
    Estate after = estate(before.linesWith(edit.removed(), edit.written()));
    return Objects.requireNonNull(after.lines().get(event.key()));
  }

  @Test
  void forgettingAnAssetLeavesTheLinesOfOneWhoseNameContainsItsName() {
    Estate before = desks();
    EstateEdits.Edit edit = EstateEdits.anonymise(before, "pc-1", "forgotten-1");
    Estate after = estate(before.linesWith(edit.removed(), edit.written()));
    assertThat(after.asset("pc-1")).isEmpty();
    assertThat(after.asset("forgotten-1"))
        .singleElement()
        .matches(a -> a.room() == null && a.line().cell("serial") == null);
    assertThat(after.asset("pc-10"))
        .singleElement()
        .matches(a -> "205".equals(a.room()) && "S10".equals(a.line().cell("serial")))
        .matches(a -> "forgotten-1".equals(a.line().cell("replaces")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "move ! pc-10 to hq, room=1",
        "move ! old-pc-1 to hq, room=1",
        "reading ! pc-1.2 channel 0",
        "replace ! 3 replacements from pc-1.csv",
        // What a folder brought is compared with the folder at the next start.
        "import ! /data/pc-1",
      })
  void forgettingAnAssetLeavesAnEventThatNamesAnotherThing(String kind, String what) {
    EstateLine event = event(kind, what, lines("pc-10"));
    assertThat(afterForgetting("pc-1", event)).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({"pc-10", "strip-pc-1", "pc-1"})
  void forgettingAnAssetLeavesTheForgettingOfADevice(String device) {
    EstateLine event = event("forget", device, Map.of());
    assertThat(afterForgetting("pc-1", event)).isEqualTo(event);
    Estate before = desks(event);
    EstateEdits.Edit edit = EstateEdits.anonymise(before, "pc-1", "forgotten-1");
    assertThat(EstateChange.of(before, edit.removed(), edit.written()).descriptions()).isEmpty();
  }

  @Test
  void forgettingAnAssetTakesItsNameOutOfEventsThatNameIt() {
    EstateLine moved =
        event(
            "move",
            "pc-1 to hq, room=1",
            Map.of(
                "reason",
                "pc-1: its user left",
                "before",
                Objects.requireNonNull(lines("pc-1").get("before")),
                "written",
                Objects.requireNonNull(lines("pc-1").get("written"))));
    EstateLine after = afterForgetting("pc-1", moved);
    assertThat(after.cells().keySet()).containsExactlyInAnyOrder("id", "kind", "at", "done");
    EstateLine rack = event("move", "R1 to hq", lines("pc-1"));
    assertThat(afterForgetting("pc-1", rack).cells().keySet())
        .containsExactlyInAnyOrder("id", "kind", "at", "done", "what");
  }

  @Test
  void forgettingAnAssetWhoseNameHasQuotesTakesItOutOfEvents() {
    String name = "the \"old\" \\ pc";
    EstateLine moved = event("move", "R1 to hq", lines(name));
    assertThat(afterForgetting(name, moved).cell("before")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"paris,tokyo", "tokyo,paris"})
  void whatMovesToASiteOfAnotherZoneIsThereFromTheMomentItLeaves(String from, String to) {
    List<EstateLine> lines = new ArrayList<>();
    lines.addAll(table(EstateTable.SITES, "site,zone", "paris,Europe/Paris", "tokyo,Asia/Tokyo"));
    lines.addAll(table(EstateTable.ASSETS, "asset,equipment_class,site", "srv,server," + from));
    lines.addAll(table(EstateTable.CONNECTIONS, "asset,device", "srv,plug"));
    Estate before = estate(lines);
    EstateEdits.Edit edit =
        EstateEdits.move(before, List.of("srv"), null, Map.of("site", to), "2026-03-01", "test");
    Estate after = estate(before.linesWith(edit.removed(), edit.written()));
    assertThat(after.asset("srv")).extracting(Asset::site).containsExactly(from, to);
    long left = Validity.instant("2026-03-01", before.asset("srv").get(0).zone(), 0);
    assertThat(after.asset("srv"))
        .extracting(Asset::validity)
        .containsExactly(new Validity(Long.MIN_VALUE, left), new Validity(left, Long.MAX_VALUE));
  }

  private static EstateEdits.Edit move(
      Estate estate, String what, @Nullable String site, String at) {
    return EstateEdits.move(
        estate, List.of(what.split(" ", -1)), site, Map.of("site", "annex"), at, "test");
  }

  private static Estate racks() {
    List<EstateLine> lines = new ArrayList<>();
    lines.addAll(table(EstateTable.SITES, "site", "hq", "depot", "annex"));
    lines.addAll(
        table(
            EstateTable.ASSETS,
            "asset,equipment_class,site,rack",
            "rr-1,server,hq,R9",
            "rr-2,server,depot,R9",
            "there,server,annex,"));
    return estate(lines);
  }

  @Test
  void racksOfOneNameAtTwoSitesDoNotMoveTogetherByAccident() {
    assertThat(move(racks(), "R9", null, "2026-03-01").problems())
        .containsExactly("there is a rack R9 at depot and hq: say with --site which");
    assertThat(move(racks(), "R9", "depot", "2026-03-01").written())
        .extracting(line -> line.required("asset"))
        .containsOnly("rr-2");
  }

  @Test
  void whatIsThereAlreadyDoesNotMove() {
    assertThat(move(racks(), "there", null, "2026-03-01").problems())
        .containsExactly("there: there already at 2026-03-01");
    assertThat(move(racks(), "rr-1 there nobody", null, "2026-03-01").problems())
        .containsExactly("neither an asset nor a rack \"nobody\" is there at 2026-03-01");
  }

  @Test
  void aMoveBeforeALaterLineEndsWithIt() {
    Estate once = racks();
    EstateEdits.Edit first = move(once, "rr-1", null, "2026-03-10");
    Estate twice = estate(once.linesWith(first.removed(), first.written()));
    EstateEdits.Edit second =
        EstateEdits.move(
            twice, List.of("rr-1"), null, Map.of("site", "depot"), "2026-03-01", "test");
    List<EstateLine> more =
        new ArrayList<>(table(EstateTable.CONNECTIONS, "asset,device", "rr-1,plug"));
    Estate connected = estate(twice.linesWith(List.of(), more));
    EstateChange.Described plug =
        Objects.requireNonNull(
            EstateChange.of(connected, second.removed(), second.written())
                .descriptions()
                .get("plug"));
    assertThat(plug.from()).isEqualTo(Validity.instant("2026-03-01", PARIS, 0));
    assertThat(plug.until()).isEqualTo(Validity.instant("2026-03-10", PARIS, 0));
  }

  @Test
  void whatAnotherSystemDoesNotKnowStaysAndSoDoesTheHistory() {
    List<EstateLine> lines =
        new ArrayList<>(
            table(
                EstateTable.ASSETS,
                "asset,equipment_class,site,quantity,commissioned,from,to",
                "srv,server,hq,2,2022-05-01,,2026-03-01",
                "srv,server,annex,2,2022-05-01,2026-03-01,"));
    Estate before = estate(lines);
    EstateEdits.Edit edit =
        EstateEdits.takeOver(
            before,
            table(
                EstateTable.ASSETS,
                "asset,equipment_class,site,serial",
                "srv,server,annex,S1",
                "new,server,hq,S2"));
    Estate after = estate(before.linesWith(edit.removed(), edit.written()));
    assertThat(after.asset("srv")).extracting(Asset::site).containsExactly("hq", "annex");
    assertThat(after.asset("srv").get(1).line().cells())
        .containsEntry("serial", "S1")
        .containsEntry("quantity", "2")
        .containsEntry("commissioned", "2022-05-01");
    assertThat(after.asset("new")).hasSize(1);
  }

  @Test
  void anIndexThatIsNobodysIsRefusedAndSoIsTheOldSerialAsTheNewOne() {
    Estate estate = desks();
    List<EstateLine> rows =
        table(
            EstateTable.REPLACEMENTS,
            "asset,new_serial,date,old_pages,device",
            "pc-1,S2,2026-03-01,184022,",
            "pc-10,S10,2026-03-01,,");
    assertThat(EstateEdits.replace(estate, rows).problems())
        .containsExactly(
            "replacements.csv:2: an index is of a device that reports itself: name the device, or"
                + " leave the index out",
            "replacements.csv:3: the new serial is the old one");
  }
}
