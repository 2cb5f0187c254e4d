package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PointRef;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RackLoadTest {
  private static final long NOW = 1_770_000_000_000L;

  private static EstateLine line(EstateTable table, Map<String, String> cells) {
    return EstateLine.of(table, cells, "test");
  }

  @Test
  void aDeviceThatIsAnAssetInTheRackWithoutALineInPointsCountsInItsLoad() {
    Estate estate =
        Estate.of(
                List.of(
                    line(
                        EstateTable.POINTS,
                        Map.of(
                            "device",
                            "pdu",
                            "site",
                            "hall",
                            "rack",
                            "K1",
                            "equipment_class",
                            "server",
                            "rated_power_w",
                            "7000")),
                    line(
                        EstateTable.ASSETS,
                        Map.of(
                            "asset",
                            "nas",
                            "site",
                            "hall",
                            "rack",
                            "K1",
                            "equipment_class",
                            "server")),
                    line(EstateTable.CONNECTIONS, Map.of("asset", "nas", "device", "plug"))),
                ZoneId.of("Europe/Paris"))
            .estate();
    PowerNow now =
        PowerNow.of(
            List.of(
                new PowerNow.Value(new PointRef("pdu", null), NOW, 5_100_000L, null, null),
                new PowerNow.Value(new PointRef("plug", null), NOW, 150_000L, null, null)),
            NOW);
    RackLoad rack = RackLoad.of(PowerPoint.of(estate, NOW), now).get(0);
    assertThat(rack.load()).isEqualTo(new Load.Known(5_250_000, NOW, Load.Basis.MEASURED));
    // Of one that is described by nothing nobody knows the rating.
    assertThat(rack.limit()).isNull();
  }
}
