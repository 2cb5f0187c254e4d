package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.wire.DeviceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstateTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long MOVED = Instant.parse("2026-03-11T23:00:00Z").toEpochMilli();

  private static List<EstateLine> small() throws IOException {
    List<EstateLine> lines = new ArrayList<>();
    for (EstateTable table : EstateTable.values()) {
      Path file = Path.of("src/test/resources/estate/small", table.label() + ".csv");
      if (Files.exists(file)) {
        EstateLine.Result read = EstateLine.read(table, Files.readString(file), file.toString());
        assertThat(read.problems()).isEmpty();
        lines.addAll(read.lines());
      }
    }
    return lines;
  }

  private static Map<String, Device> devices(List<EstateLine> lines) {
    Estate.Result estate = Estate.of(lines, PARIS);
    assertThat(estate.problems()).isEmpty();
    Descriptions.Result described = Descriptions.of(estate.estate());
    assertThat(described.problems()).isEmpty();
    return described.devices();
  }

  private static Device device(String name) throws IOException {
    return Objects.requireNonNull(devices(small()).get(name));
  }

  @Test
  void anOutletCountsForTheServerThatHangsOnItBelowItsInletAndTheMainMeter() throws IOException {
    Assignment outlet = Objects.requireNonNull(device("pdu-a").at("1", 0));
    assertThat(outlet.parts())
        .containsExactly(new Part("srv-1", "city", "server", "server-room-it", 1));
    assertThat(outlet.tree().above())
        .containsExactly(new PointRef("pdu-a", "inlet"), new PointRef("main", null));
    assertThat(outlet.rack()).isEqualTo("R1");
    Assignment inlet = Objects.requireNonNull(device("pdu-a").at("inlet", 0));
    assertThat(inlet.equipmentClass()).isEqualTo("unmetered");
    assertThat(inlet.tree().hasChildren()).isTrue();
    assertThat(inlet.tree().accuracyPpm()).isEqualTo(10_000);
    Assignment nobodys = Objects.requireNonNull(device("pdu-a").at("3", 0));
    assertThat(nobodys.includeInTotals()).as("its inlet counts it already").isFalse();
    assertThat(nobodys.site()).isEqualTo("town-hall");
  }

  @Test
  void aDeskStripIsDividedByWhatItsEquipmentDeclaresAndIsPersonal() throws IOException {
    Assignment strip = Objects.requireNonNull(device("strip-204").at("0", 0));
    assertThat(strip.parts())
        .containsExactly(
            new Part("pc-7", "city", "desktop", "workstations", 1500),
            new Part("screen-7", "city", "screen", "workstations", 500));
    assertThat(strip.personal()).isTrue();
    assertThat(strip.room()).isEqualTo("204");
  }

  @Test
  void anAssetThatMovesMovesTheEnergyOfItsChannelFromThatDayOn() throws IOException {
    List<Assignment> printer = device("plug-3").assignments();
    assertThat(printer).hasSize(2);
    assertThat(printer.get(0).to()).isEqualTo(MOVED);
    assertThat(printer).extracting(Assignment::site).containsExactly("town-hall", "annex");
    assertThat(printer).extracting(Assignment::entity).containsOnly("library");
    assertThat(printer.get(0).personal()).as("forty people use it").isFalse();
  }

  @Test
  void theOrderOfLinesDoesNotMatter() throws IOException {
    List<EstateLine> lines = new ArrayList<>(small());
    Map<String, Device> expected = devices(lines);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(lines, new Random(seed));
      assertThat(devices(lines)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsWrittenIsReadBackAndSoAreDescriptions() throws IOException {
    List<EstateLine> lines = small();
    for (EstateTable table : EstateTable.values()) {
      List<EstateLine> of = lines.stream().filter(line -> line.table() == table).toList();
      EstateLine.Result again = EstateLine.read(table, EstateLine.format(table, of), "again");
      assertThat(again.problems()).isEmpty();
      assertThat(again.lines())
          .extracting(EstateLine::cells)
          .containsExactlyInAnyOrderElementsOf(of.stream().map(EstateLine::cells).toList());
    }
    devices(lines)
        .values()
        .forEach(d -> assertThat(DeviceJson.read(DeviceJson.write(d))).isEqualTo(d));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "assets ! asset,equipment_class,site,a,fridge,annex ! equipment class \"fridge\" is not",
        "assets ! asset,equipment_class,site,a,server,attic ! site \"attic\" is not in the table",
        "assets ! asset,equipment_class,site,a,,annex ! equipment_class is empty",
        "assets ! asset,equipment_class,site,entity,a,pc,annex,moon ! entity \"moon\" is not",
        "assets ! asset,equipment_class,site,from,to,a,pc,annex,2026-02-01,2026-01-01 ! not before",
        "assets ! asset,equipment_class,site,purchased,retired,a,pc,annex,2026-02-01,2025-01-01 ! "
            + "retired on 2025-01-01, before 2026-02-01",
        "assets ! asset,equipment_class,site,quantity,a,pc,annex,0 ! \"0\" is not above 0",
        "assets ! asset,equipment_class,site,colour,a,pc,annex,red ! unknown column \"colour\"",
        "assets ! asset,equipment_class,a,pc ! column site is missing",
        "devices ! device,site,equipment_class,a,annex,toaster ! equipment class \"toaster\" is not",
        "devices ! device,site,equipment_class,a,nowhere,nas ! site \"nowhere\" is not in the table",
        "connections ! asset,device,nobody,plug-9 ! asset \"nobody\" is not in the table assets",
        "connections ! asset,device,from,to,prn-3,plug-3,2026-04-01,2026-05-01 ! overlaps that of",
        "connections ! asset,device,channel,prn-3,strip-204,x ! ",
        "points ! device,parent,p,q ! its parent q is no metering point",
        "points ! device,parent,site,from,main,main,annex,2026-01-01 ! overlaps that of",
        "points ! device,lost ! lost has no site",
        "points ! device,breaker_a,site,p,many,annex ! breaker_a \"many\" is not a number",
        "points ! device,rated_power_w,site,p,1e2147483647,annex ! is too large or too fine",
        "points ! device,accuracy_percent,site,p,300000,annex ! accuracy_percent is above 100",
        "points ! device,duplex_rate,duplex_rate_source,site,prn,1.35,trial of 2026-03,annex ! ",
        "points ! device,channel,duplex_rate,duplex_rate_source,site,prn,sheets,2,makers,annex ! ",
        "points ! device,duplex_rate,duplex_rate_source,site,prn,2.01,x,annex ! is 1.00 to 2.00",
        "points ! device,duplex_rate,duplex_rate_source,site,prn,0.99,x,annex ! is 1.00 to 2.00",
        "points ! device,duplex_rate,duplex_rate_source,site,prn,1.355,x,annex ! with two decimals",
        "points ! device,duplex_rate,site,prn,1.3,annex ! without a duplex_rate_source",
        "points ! device,duplex_rate_source,site,prn,x,annex ! source without a duplex_rate",
        "points ! device,channel,duplex_rate,duplex_rate_source,site,p,mono,1,x,annex ! "
            + "channel mono counts no paper",
        "assets ! asset,equipment_class,site,from,a,pc,annex,+999999999-12-31T00:00:00Z ! "
            + "is not between 1900 and 2200",
        "retention ! data,personal,days,decided_by,decided_on,basis,readings,1,99999999999,x,"
            + "2026-01-01,x ! 30 days at most",
        "users ! month,entity,kind,users,2026-13,city,agent,5 ! is no month such as 2026-03",
        "users ! month,entity,kind,users,2026-03,city,robot,5 ! is not one of agent, pupil",
        "adjustments ! id,from,to,kwh_per_month,reason,decided_by,approved_by,a,2026-01,2026-02,5,"
            + "x,Ann,ann ! a second one has to approve",
        "retention ! data,personal,days,decided_by,decided_on,basis,device-days,1,90,DPO,"
            + "2026-01-01,x ! totals live 30 days, not 90",
        "calendar ! site,kind,annex,opening ! an opening needs opens and closes",
        "calendar ! site,kind,days,annex,closure,someday ! names no days such as mon-fri",
      })
  void aProblemIsNamedWithFileAndLine(String table, String text, String problem)
      throws IOException {
    EstateTable of = Objects.requireNonNull(EstateTable.ofLabel(table));
    List<String> cells = List.of(text.split(",", -1));
    // The first half is the header.
    int columns = cells.size() / 2;
    String csv =
        String.join(",", cells.subList(0, columns))
            + "\n"
            + String.join(",", cells.subList(columns, cells.size()))
            + "\n";
    EstateLine.Result read = EstateLine.read(of, csv, "new.csv");
    List<EstateLine> lines = new ArrayList<>(small());
    lines.addAll(read.lines());
    Estate.Result estate = Estate.of(lines, PARIS);
    List<String> problems = new ArrayList<>(read.problems());
    problems.addAll(estate.problems());
    problems.addAll(Descriptions.of(estate.estate()).problems());
    if (problem == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).anyMatch(p -> p.contains(problem) && p.contains(".csv:"));
    }
  }

  @Test
  void aDuplexRateHoldsWhileItsLineDoesAndOnlyThen() {
    EstateLine.Result read =
        EstateLine.read(
            EstateTable.POINTS,
            """
            device,site,duplex_rate,duplex_rate_source,from,to
            prn,s,1.5,trial,2026-01-01,2026-03-01
            prn,s,2,print server,2026-03-01,
            """,
            "points.csv");
    Estate.Result estate = Estate.of(read.lines(), PARIS);
    assertThat(estate.problems()).isEmpty();
    assertThat(
            Descriptions.of(estate.estate()).devices().values().stream()
                .flatMap(device -> device.assignments().stream())
                .map(a -> a.profile().sheetRate()))
        .containsExactly(150L, 200L);
  }

  @Test
  void parentsThatGoRoundInACircleAreNamed() {
    EstateLine.Result read =
        EstateLine.read(
            EstateTable.POINTS, "device,parent,site\na,b,s\nb,c,s\nc,a,s\n", "points.csv");
    assertThat(Estate.of(read.lines(), PARIS).problems())
        .isNotEmpty()
        .allMatch(p -> p.contains("parents go round in a circle"));
  }

  @Test
  void oneChannelCannotServeTwoSitesAtOneTime() throws IOException {
    List<EstateLine> lines = small();
    lines.add(
        EstateLine.of(
            EstateTable.CONNECTIONS, Map.of("asset", "srv-1", "device", "plug-3"), "c.csv:9"));
    assertThat(Descriptions.of(Estate.of(lines, PARIS).estate()).problems())
        .anyMatch(p -> p.contains("plug-3 serves assets at"));
  }
}
