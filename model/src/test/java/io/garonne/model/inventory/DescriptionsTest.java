package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where the tables put a channel in its tree of meters. */
class DescriptionsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final PointRef MAIN = new PointRef("main", null);
  private static final PointRef INLET = new PointRef("pdu", "inlet");

  private static final String PLACES =
      """
      sites: site,entity
      town-hall,city
      entities: entity,name,kind
      city,Ville,commune
      """;

  /** Lines of tables: each begins with its name and a colon before its columns. */
  private static Descriptions.Result describe(String text) {
    List<EstateLine> lines = new ArrayList<>();
    for (String part : (PLACES + text).split("\n(?=[a-z]+: )", -1)) {
      String table = part.substring(0, part.indexOf(':'));
      EstateLine.Result read =
          EstateLine.read(
              EstateTable.valueOf(table.toUpperCase(java.util.Locale.ROOT)),
              part.substring(part.indexOf(": ") + 2),
              table + ".csv");
      assertThat(read.problems()).isEmpty();
      lines.addAll(read.lines());
    }
    Estate.Result estate = Estate.of(lines, PARIS);
    assertThat(estate.problems()).isEmpty();
    return Descriptions.of(estate.estate());
  }

  private static Map<String, Device> devices(String text) {
    Descriptions.Result described = describe(text);
    assertThat(described.problems()).isEmpty();
    return described.devices();
  }

  private static Assignment at(Map<String, Device> devices, String device, String channel) {
    return Objects.requireNonNull(Objects.requireNonNull(devices.get(device)).at(channel, 0));
  }

  @Test
  void whatHangsBelowAnExcludedMeterIsWithinTheNextMeterAboveIt() {
    Map<String, Device> devices =
        devices(
            """
            points: device,parent,site,include_in_totals
            main,,town-hall,
            floor,main,town-hall,0
            room,floor,town-hall,0
            plug,room,town-hall,
            """);
    assertThat(at(devices, "plug", "0").tree().above()).containsExactly(MAIN);
    assertThat(at(devices, "main", "0").tree().hasChildren()).isTrue();
    assertThat(at(devices, "main", "0").equipmentClass()).isEqualTo("unmetered");
  }

  @Test
  void anOutletThatSaysNoRackIsWhereTheInletOfItsStripIs() {
    Map<String, Device> devices =
        devices(
            """
            points: device,channel,parent,parent_channel,site,room,rack
            main,,,,town-hall,cellar,
            pdu,inlet,main,,town-hall,dc,R1
            pdu,1,pdu,inlet,,,
            pdu,2,pdu,inlet,,,R2
            plug,,main,,town-hall,,
            """);
    assertThat(at(devices, "pdu", "1").rack()).isEqualTo("R1");
    assertThat(at(devices, "pdu", "1").room()).isEqualTo("dc");
    assertThat(at(devices, "pdu", "2").rack()).isEqualTo("R2");
    assertThat(at(devices, "plug", "0").room()).as("a main meter is elsewhere").isNull();
  }

  @Test
  void aMeterHasChildrenOnlyWhileWhatHangsBelowTheExcludedMeterIsThere() {
    Map<String, Device> devices =
        devices(
            """
            points: device,parent,site,include_in_totals,from,to
            main,,town-hall,,,
            floor,main,town-hall,0,,
            plug,floor,town-hall,,2026-03-01,2026-04-01
            """);
    List<Assignment> main = Objects.requireNonNull(devices.get("main")).assignments();
    assertThat(main).hasSize(3);
    assertThat(main.stream().map(a -> a.tree().hasChildren()).toList())
        .containsExactly(false, true, false);
  }

  @Test
  void anOutletThatIsOnlyConnectedIsWithinItsInlet() {
    Map<String, Device> devices =
        devices(
            """
            points: device,channel,parent,parent_channel,site
            pdu,inlet,,,town-hall
            pdu,1,pdu,inlet,
            assets: asset,equipment_class,site
            srv-1,server,town-hall
            srv-2,server,town-hall
            connections: asset,device,channel
            srv-1,pdu,1
            srv-2,pdu,2
            """);
    assertThat(at(devices, "pdu", "1").tree().above()).containsExactly(INLET);
    assertThat(at(devices, "pdu", "2").tree().above()).containsExactly(INLET);
    assertThat(at(devices, "pdu", "2").parts().get(0).asset()).isEqualTo("srv-2");
  }

  @Test
  void anOutletThatMayBeWithinTwoInletsIsAProblem() {
    assertThat(
            describe(
                    """
                    points: device,channel,parent,parent_channel,site
                    pdu,in-a,,,town-hall
                    pdu,in-b,,,town-hall
                    pdu,1,pdu,in-a,
                    pdu,2,pdu,in-b,
                    assets: asset,equipment_class,site
                    srv-3,server,town-hall
                    connections: asset,device,channel
                    srv-3,pdu,3
                    """)
                .problems())
        .singleElement()
        .asString()
        .contains("connections.csv:2", "pdu/3", "pdu/in-a", "pdu/in-b", "points");
  }
}
