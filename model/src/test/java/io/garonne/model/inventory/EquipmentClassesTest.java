package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EquipmentClassesTest {

  @Test
  void thePageHasExactlyTheClassesOfTheCode() throws IOException {
    List<List<String>> page =
        Files.readAllLines(Path.of("../docs/equipment-classes.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
            .map(
                cells ->
                    List.of(cells.get(0), cells.get(2), cells.get(3), cells.get(4), cells.get(5)))
            .toList();

    assertThat(page)
        .isEqualTo(
            EquipmentClasses.DEFAULTS.values().stream()
                .map(
                    c ->
                        List.of(
                            "`" + c.name() + "`",
                            c.family().label(),
                            Objects.requireNonNullElse(c.numecoevalType(), ""),
                            c.personal() ? "yes" : "no",
                            c.targetYears() == null ? "" : c.targetYears().toPlainString()))
                .toList());
  }

  @Test
  void theClassesOfRecordedAndInventedEstatesAreThere() {
    assertThat(EquipmentClasses.DEFAULTS)
        .containsKeys(
            "laptop",
            "monitor",
            "nas",
            "pc",
            "printer",
            "rack-chassis",
            "router",
            "server",
            "switch",
            "unknown",
            "unmetered");
  }

  @Test
  void whatIsSharedIsNotPersonal() {
    assertThat(EquipmentClasses.DEFAULTS.values())
        .allSatisfy(
            c ->
                assertThat(c.personal()).as(c.name()).isEqualTo(c.family() == Family.WORKSTATIONS));
  }

  @Test
  void theStrategysTargetAgesAreTheOnlyOnes() {
    assertThat(EquipmentClasses.DEFAULTS.values())
        .filteredOn(c -> c.targetYears() != null)
        .extracting(EquipmentClass::name, EquipmentClass::targetYears)
        .containsExactly(
            tuple("laptop", BigDecimal.valueOf(7)),
            tuple("desktop", BigDecimal.valueOf(8)),
            tuple("pc", BigDecimal.valueOf(8)),
            tuple("screen", BigDecimal.valueOf(10)),
            tuple("monitor", BigDecimal.valueOf(10)),
            tuple("phone", BigDecimal.valueOf(4)));
  }
}
