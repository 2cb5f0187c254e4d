package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.metering.MeterProfile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTableTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void threeColumnsAreEnough() {
    Assignment a = only("device,site,equipment_class\nplug-1,mairie,printer\n");

    assertThat(a)
        .isEqualTo(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "mairie",
                "mairie",
                "printer",
                "printing",
                PARIS,
                null,
                true,
                false,
                MeterProfile.DEFAULT));
  }

  @Test
  void everyColumnIsRead() {
    Assignment a =
        only(
            String.join(",", InventoryTable.COLUMNS)
                + "\np,s,server,Europe/Lisbon,r1,2026-01-01,2026-02-01,0,1,yes,on-change,0.1,750,"
                + "42949672,30,120\n");

    assertThat(a.zone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
    assertThat(a.rack()).isEqualTo("r1");
    assertThat(a.includeInTotals()).isFalse();
    assertThat(a.personal()).isTrue();
    assertThat(a.profile())
        .isEqualTo(
            new MeterProfile(
                750_000,
                true,
                360_000L,
                42_949_672L * 3_600_000L,
                MeterProfile.Register.YES,
                MeterProfile.Reporting.ON_CHANGE,
                30_000,
                120_000));
  }

  @Test
  void aDateIsLocalMidnightOfTheSiteAlsoWhereDaylightSavingBegan() {
    Assignment a = only("device,site,equipment_class,from,to\nd,s,c,2026-03-29,2026-03-30\n");

    assertThat(Instant.ofEpochMilli(a.from())).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(Instant.ofEpochMilli(a.to())).isEqualTo("2026-03-29T22:00:00Z");
  }

  @Test
  void anInstantIsCutDownToTheQuarterHour() {
    Assignment a =
        only(
            """
                device,site,equipment_class,from,to
                d,s,c,2026-03-12T10:14:59Z,2026-03-12T12:31:00+01:00
                """);

    assertThat(Instant.ofEpochMilli(a.from())).isEqualTo("2026-03-12T10:00:00Z");
    assertThat(Instant.ofEpochMilli(a.to())).isEqualTo("2026-03-12T11:30:00Z");
  }

  @Test
  void severalLinesOfADeviceAreItsAssignmentsInOrderOfTime() {
    InventoryTable.Result result =
        parse(
            """
                device,site,equipment_class,from,to
                d,new,c,2026-03-12,
                e,old,c,,
                d,old,c,,2026-03-12
                """);

    assertThat(result.problems()).isEmpty();
    assertThat(result.devices()).extracting(Device::device).containsExactly("d", "e");
    assertThat(result.devices().get(0).assignments())
        .extracting(Assignment::site)
        .containsExactly("old", "new");
  }

  @Test
  void overlappingValiditiesNameBothLines() {
    InventoryTable.Result result =
        parse(
            """
                device,site,equipment_class,from,to
                d,a,c,2026-03-12,
                x,a,c,,
                d,b,c,,2026-03-13
                """);

    assertThat(result.problems())
        .containsExactly("f.csv:4: validity of device d overlaps that of line 2");
  }

  @Test
  void aSpreadsheetsSemicolonsByteOrderMarkAndDecimalCommaAreUnderstood() {
    Assignment a =
        only("\uFEFFdevice;site;equipment_class;resolution_wh\r\nd;Hôtel, de ville;c;0,5\r\n");

    assertThat(a.site()).isEqualTo("Hôtel, de ville");
    assertThat(a.profile().resolution()).isEqualTo(1_800_000L);
  }

  @Test
  void quotedFieldsMayHoldSeparatorsQuotesAndLineEnds() {
    InventoryTable.Result result =
        parse(
            """
                device,site,equipment_class,rack
                "a,b","the ""big"" one",c,"row 1
                left"
                d,,c,
                """);

    assertThat(result.devices().get(0).device()).isEqualTo("a,b");
    assertThat(result.devices().get(0).assignments().get(0).site()).isEqualTo("the \"big\" one");
    assertThat(result.devices().get(0).assignments().get(0).rack()).isEqualTo("row 1\nleft");
    assertThat(result.problems()).containsExactly("f.csv:4: site is empty");
  }

  @Test
  void anUnknownColumnIsAnErrorThatListsTheKnownOnes() {
    assertThat(parse("device,site,equipment_class,colour\nd,s,c,red\n").problems())
        .containsExactly(
            "f.csv:1: unknown column \"colour\"; known columns: "
                + String.join(", ", InventoryTable.COLUMNS));
  }

  @Test
  void everyProblemIsListedWithItsLine() {
    InventoryTable.Result result =
        parse(
            """
                device,site,equipment_class,zone,from,to,personal,register,resolution_wh,interval_s
                d,s,c,Mars/Olympus,yesterday,,maybe,sometimes,-1,soon
                e,s,c,,2026-03-02,2026-03-02,,,,
                f,s,c
                g,t,c,Europe/Paris,,,,,1e99999999,
                h,t,c,Europe/Lisbon,,,,,,
                """);

    assertThat(result.devices()).isEmpty();
    assertThat(result.problems())
        .containsExactlyInAnyOrder(
            "f.csv:2: zone \"Mars/Olympus\" is no time zone such as Europe/Paris",
            "f.csv:2: from \"yesterday\" is neither a date (2026-03-02) nor an instant with its"
                + " zone (2026-03-02T10:00:00Z)",
            "f.csv:2: personal \"maybe\" is not 1 or 0",
            "f.csv:2: register \"sometimes\" is not one of [yes, no, auto]",
            "f.csv:2: resolution_wh \"-1\" is not above 0",
            "f.csv:2: interval_s \"soon\" is not a number",
            "f.csv:3: from (inclusive) is not before to (exclusive), in whole quarter-hours",
            "f.csv:4: 3 fields, but the header has 10",
            "f.csv:5: resolution_wh \"1e99999999\" is too large",
            "f.csv:6: site t has zone Europe/Lisbon, but Europe/Paris in line 5");
  }

  @Test
  void aLineWithoutZoneHasTheZoneOfItsSite() {
    InventoryTable.Result result =
        parse("device,site,equipment_class,zone\na,s,c,\nb,s,c,Atlantic/Azores\n");

    assertThat(result.devices().get(0).assignments().get(0).zone())
        .isEqualTo(ZoneId.of("Atlantic/Azores"));
  }

  @Test
  void brokenFilesAreExplained() {
    assertThat(parse("").problems()).hasSize(1).first().asString().startsWith("f.csv:1: no header");
    assertThat(parse("device,site\nd,s\n").problems())
        .containsExactly("f.csv:1: column equipment_class is missing");
    assertThat(parse("device,site,equipment_class,site\n").problems())
        .containsExactly("f.csv:1: column site twice");
    assertThat(parse("device,site,equipment_class\nd,\"s,c\n").problems())
        .containsExactly(
            "f.csv:2: a quoted field is never closed", "f.csv:2: 2 fields, but the header has 3");
    assertThat(parse("device,site,equipment_class\nd,\"s\"x,c\n").problems())
        .containsExactly("f.csv:2: text after the closing quote of a field");
  }

  @Test
  void blankLinesCountAsLinesButAreSkipped() {
    assertThat(parse("device,site,equipment_class\r\n\r\n\r\nd,,c\r\n").problems())
        .containsExactly("f.csv:4: site is empty");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    MeterProfile profile =
        new MeterProfile(
            1_234_567,
            true,
            1L,
            7_654_321L,
            MeterProfile.Register.NO,
            MeterProfile.Reporting.ON_CHANGE,
            500,
            3_900_001);
    List<Device> devices =
        List.of(
            new Device(
                "a \"quoted\", name",
                List.of(
                    new Assignment(
                        Long.MIN_VALUE, 900_000, "s", "s", "c", PARIS, "r;1", false, true, profile),
                    new Assignment(
                        900_000,
                        Long.MAX_VALUE,
                        "t",
                        "t",
                        "c",
                        PARIS,
                        null,
                        true,
                        false,
                        MeterProfile.DEFAULT))));

    InventoryTable.Result again = parse(InventoryTable.format(devices));

    assertThat(again.problems()).isEmpty();
    assertThat(again.devices()).isEqualTo(devices);
  }

  private static Assignment only(String text) {
    InventoryTable.Result result = parse(text);
    assertThat(result.problems()).isEmpty();
    assertThat(result.devices()).hasSize(1);
    assertThat(result.devices().get(0).assignments()).hasSize(1);
    return result.devices().get(0).assignments().get(0);
  }

  private static InventoryTable.Result parse(String text) {
    return InventoryTable.parse(text, "f.csv", PARIS);
  }
}
