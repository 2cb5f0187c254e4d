package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every walk that lies beside the repository, held against what the facts say of it. */
class SharedWalksTest {
  /**
   * What a walk yields.
   *
   * @param family by which table
   * @param channels how many readings
   * @param energyWh the sum of all registers, -1 for none
   * @param powerW the sum of all powers, null for none
   * @param lines some readings in full
   * @param refused everything that is refused
   */
  private record Expected(
      String family,
      int channels,
      long energyWh,
      String powerW,
      List<String> lines,
      List<String> refused) {}

  private static final long NONE = -1;

  private static final Map<String, Expected> EXPECTED = expected();

  private static Map<String, Expected> expected() {
    Map<String, Expected> all = new TreeMap<>();
    all.put(
        "apc_ap7900b_no_meter", // -1 everywhere; 312 W is an estimate
        new Expected(
            "apc-rpdu2",
            1,
            NONE,
            "",
            List.of("phase-1 2.7A"),
            List.of("power not-supported", "apc-rpdu2 no-energy")));
    all.put(
        "apc_ap8853", // 114 is 1.14 kW, 35128 is 3512.8 kWh
        new Expected(
            "apc-rpdu2",
            1,
            3_512_800,
            "1140",
            List.of("0 3512800Wh 100step 1140W 242V 4.9A 0.96pf"),
            List.of("phase sum-of-parts")));
    all.put(
        "apc_apdu9959eu3",
        new Expected(
            "apc-rpdu2",
            1,
            70_600,
            "1170",
            List.of("0 70600Wh 100step 1170W 228V 5.4A 0.93pf"),
            List.of("power not-supported", "phase sum-of-parts")));
    all.put(
        "apc_epdu1116s",
        new Expected(
            "apc-easy-pdu",
            3,
            NONE,
            "0",
            List.of("phase-1 0W 0V 0A"),
            List.of("phase.energy unknown-unit")));
    all.put(
        "aten_pdu", // thousandths; -2000000 on 26 outlets that this model has not
        new Expected(
            "aten-pdu",
            16,
            NONE,
            "759.55",
            List.of("outlet-2 118.332W 238.44V 0.59A", "outlet-13 216.226W 238.85V 0.95A"),
            List.of("outlet.energy unknown-unit")));
    all.put(
        "dell_rpdu",
        new Expected(
            "dell-rpdu",
            1,
            63_013_900,
            "3790",
            List.of("0 63013900Wh 100step 3790W 205V 19.3A"),
            List.of("outlet.power unknown-unit", "phase sum-of-parts")));
    all.put(
        "eaton_epdu_g3",
        new Expected(
            "eaton-epdu",
            1,
            8_185_553,
            "1589",
            List.of("phase-0.1.1 8185553Wh 1step 1589W 118.45V 14.108A -0.946pf"),
            List.of("inlet sum-of-parts")));
    all.put(
        "enlogic_v2",
        new Expected(
            "enlogic",
            1,
            52_777_600,
            "1120",
            List.of("0 52777600Wh 100step 1120W"),
            List.of("phase sum-of-parts")));
    all.put(
        "hpe_mapdu_g2",
        new Expected(
            "hpe-g2",
            8,
            NONE,
            "91",
            List.of("outlet-0.1 0W 0A 1pf"),
            List.of("phase sum-of-parts", "device sum-of-parts")));
    all.put(
        "raritan_px1_mib1", // 507 VA at 2.192 A are no watts
        new Expected(
            "raritan-px1",
            12,
            NONE,
            "",
            List.of("outlet-3 2.192A"),
            List.of("power not-supported", "raritan-px1 no-energy")));
    all.put(
        "raritan_px3",
        new Expected(
            "raritan-px",
            4,
            23_505_914,
            "519",
            List.of("outlet-1.1 5812658Wh 1step 143W 228V 0.633A 0.99pf"),
            List.of("inlet sum-of-parts")));
    all.put(
        "riedo_updu_rn3214", // 232320 beside 5163 mA and 1195 VA are millivolts
        new Expected(
            "riedo-updu",
            8,
            1_876_602,
            "69",
            List.of("outlet-1.1 799693Wh 1step 66W 230.065V 0.329A"),
            List.of("phase sum-of-parts", "device sum-of-parts")));
    all.put(
        "rittal_cmc3_pdu", // by name; kVAh and the resettable register stand beside
        new Expected(
            "rittal-cmc3",
            1,
            999_100,
            "1041",
            List.of("phase-2.L1 999100Wh 100step 1041W 229.2V 4.73A -0.95pf"),
            List.of("device sum-of-parts")));
    all.put(
        "schleifenbauer", // 70 VA times 0.4594 and 0.4706
        new Expected(
            "schleifenbauer",
            3,
            132_000,
            "65.1",
            List.of("inlet-210.1 66000Wh 1000step 32.158W 229V 0.32A 0.4594pf"),
            List.of()));
    all.put(
        "schleifenbauer_dpm27e",
        new Expected(
            "schleifenbauer",
            12,
            935_000,
            "15.399",
            List.of(
                "outlet-1.4 532000Wh 1000step 0W 235.51V 0A 1pf",
                "outlet-1.11 0Wh 1000step 233.39V 1.94A"),
            List.of("inlet sum-of-parts")));
    all.put(
        "servertech_sentry3_switched", // this unit has no watts
        new Expected(
            "servertech-sentry3",
            3,
            NONE,
            "",
            List.of("infeed-1.1 207V 3.09A", "infeed-1.3 208.7V 4.34A"),
            List.of("servertech-sentry3 no-energy")));
    all.put(
        "servertech_sentry4",
        new Expected(
            "servertech-sentry4",
            2,
            3_459_600,
            "2966",
            List.of(
                "cord-1.1 893700Wh 100step 1701W 0.95pf",
                "cord-2.1 2565900Wh 100step 1265W 0.96pf"),
            List.of("phase sum-of-parts")));
    all.put(
        "vertiv_mg02e4w1", // the phases add up to the total, 8 483 906 Wh
        new Expected(
            "vertiv-geist",
            3,
            8_483_906,
            "1016",
            List.of("phase-1 2353700Wh 1step 198W 235V 0.95A 0.88pf"),
            List.of("device sum-of-parts")));
    all.put("brother_hl5370dw", printer("0 7792IMPRESSIONS AVAILABLE"));
    all.put("dell_s5830dn", printer("0 AVAILABLE"));
    all.put("hp_m130nw", printer("0 15232IMPRESSIONS AVAILABLE"));
    all.put(
        "konica_c250i", // a life count without its unit
        new Expected(
            "printer",
            1,
            NONE,
            "",
            List.of("0 AVAILABLE serviceRequested"),
            List.of("marker 1.1 unknown-unit")));
    all.put(
        "kyocera_private", // serial numbers only
        new Expected("printer", 0, NONE, "", List.of(), List.of("printer no-usable-value")));
    all.put("oki_9450g", printer("0 AVAILABLE"));
    all.put(
        "ricoh_mpc3002",
        new Expected(
            "printer", 2, NONE, "", List.of("0 AVAILABLE", "sheets 271871SHEETS"), List.of()));
    all.put("sharp_mx3570n", printer("0 121104IMPRESSIONS AVAILABLE lowToner"));
    all.put("zebra_label", printer("0 IDLE"));
    all.put(
        "edgecore_psu_watts",
        new Expected(
            "entity-sensor",
            2,
            NONE,
            "138",
            List.of("sensor-601240030 72W", "sensor-602240030 66W"),
            List.of("2 other sensors of watts not-supported")));
    all.put(
        "eoenergy_rfc7460",
        new Expected(
            "energy-object", 0, NONE, "", List.of(), List.of("energy-object not-supported")));
    return all;
  }

  private static Expected printer(String line) {
    return new Expected("printer", 1, NONE, "", List.of(line), List.of());
  }

  @Test
  void everyCaptureYieldsWhatTheFactsSay() throws Exception {
    Path folder = Walks.shared();
    if (folder == null) {
      EXPECTED.keySet().forEach(name -> System.out.printf("%-28s not run%n", name));
    }
    assumeTrue(folder != null, "not run: no captures beside the repository");
    List<Path> files = new ArrayList<>();
    for (String kind : List.of("pdu-snmp", "printers-snmp", "entity-sensor")) {
      try (Stream<Path> some = Files.list(folder.resolve(kind))) {
        some.filter(f -> f.toString().endsWith(".snmprec")).sorted().forEach(files::add);
      }
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replace(".snmprec", "");
      Findings found = WalkReader.read(Walks.read(file), Choices.NONE);
      System.out.printf(
          "%-28s %-20s %2d readings, %d refused%n",
          name, found.family(), found.measured().size(), found.refused().size());
      Expected expected = EXPECTED.get(name);
      assertThat(expected).as("a walk that nobody has looked at: " + name).isNotNull();
      if (expected != null) {
        hold(name, found, expected);
      }
    }
  }

  private static void hold(String name, Findings found, Expected expected) {
    List<String> lines = found.measured().stream().map(Walks::line).toList();
    assertThat(found.family()).as(name).isEqualTo(expected.family());
    assertThat(lines).as(name).hasSize(expected.channels()).containsAll(expected.lines());
    assertThat(found.refused().stream().map(Walks::line)).as(name).isEqualTo(expected.refused());
    assertThat(
            found.measured().stream()
                .filter(m -> m.energyWh() != null)
                .mapToLong(m -> java.util.Objects.requireNonNull(m.energyWh()).longValueExact())
                .reduce(Long::sum)
                .orElse(NONE))
        .as(name + " energy")
        .isEqualTo(expected.energyWh());
    assertThat(
            found.measured().stream()
                .map(Measured::powerW)
                .filter(java.util.Objects::nonNull)
                .reduce(java.math.BigDecimal::add)
                .map(sum -> sum.stripTrailingZeros().toPlainString())
                .orElse(""))
        .as(name + " power")
        .isEqualTo(expected.powerW());
  }
}
