package io.garonne.publish.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void aSiteThatPassedForARowOfSeveralIsOneOfTheOthers() {
    Estate estate =
        Estate.of(
                EstateLine.read(
                        EstateTable.SITES,
                        "site,publication\n_salles-serveurs,public\nmairie,public\nannex,internal\n",
                        "sites.csv")
                    .lines(),
                ZoneId.of("Europe/Paris"))
            .estate();
    assertThat(Measured.cell(estate, "mairie", "printer").place()).isEqualTo("mairie");
    for (String site : new String[] {"_salles-serveurs", "annex"}) {
      assertThat(Measured.cell(estate, site, "printer").place()).isEqualTo(CellKey.OTHER_SITES);
    }
  }
}
