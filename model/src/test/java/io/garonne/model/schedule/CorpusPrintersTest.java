package io.garonne.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadCurves;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Two real printers, second by second, through the meter. Runs where the corpus is: in {@code
 * ../shared/corpus}, seen from the repository, or under the system property {@code garonne.shared}.
 */
class CorpusPrintersTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  static boolean isThere() {
    if (Files.exists(file("tb-printer-11f01e"))) {
      return true;
    }
    System.out.println("not run: ../shared/corpus is not there");
    return false;
  }

  @Test
  @EnabledIf("isThere")
  void oneNeverSleepsAndNearlyAllOfItsEnergyIsForBeingThere() throws IOException {
    PrinterAdvice printer = advice("tb-printer-d3230e");
    assertThat(printer.states().neverSleeps()).isTrue();
    assertThat(printer.states().off()).isNull();
    assertThat(printer.states().awake()).isBetween(11_000L, 15_000L);
    double idle = (double) printer.states().idleEnergy() / printer.states().energy();
    assertThat(idle).isBetween(0.93, 0.97);
    assertThat(printer.usePages()).isFalse();
    assertThat(printer.proposals())
        .extracting(Proposal::why)
        .containsOnly(Reason.FEW_WEEKS, Reason.NO_SLEEP_SEEN);
    System.out.println(printer.states());
  }

  @Test
  @EnabledIf("isThere")
  void theOtherSleepsWell() throws IOException {
    PrinterAdvice printer = advice("tb-printer-11f01e");
    assertThat(printer.states().neverSleeps()).isFalse();
    assertThat(printer.states().off()).isLessThan(500);
    assertThat(printer.states().sleep()).isBetween(1_500L, 3_000L);
    assertThat(printer.states().awakeMillis()).isLessThan(8 * 3_600_000L);
    System.out.println(printer.states());
  }

  private static PrinterAdvice advice(String device) throws IOException {
    SortedMap<LocalDate, DayCurve> days = days(samples(device));
    Instant now = days.lastKey().plusDays(1).atStartOfDay(PARIS).toInstant();
    Estate estate = Estate.of(List.of(), PARIS).estate();
    PrinterRule rule = new PrinterRule(estate, ScheduleSettings.DEFAULT, now);
    rule.look(new LoadHistory(new Scope(null, "lab", "printer", device), PARIS, false, days));
    return rule.advice().stream()
        .filter(PrinterAdvice.class::isInstance)
        .map(PrinterAdvice.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<LocalDate, DayCurve> days(List<Sample> samples) {
    SortedMap<Long, SlotEnergy> slots =
        Meter.run(MeterState.INITIAL, samples, MeterProfile.DEFAULT, Meter.DEFAULT_HORIZON).slots();
    return LoadCurves.of(slots, PARIS);
  }

  private static List<Sample> samples(String device) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(device))),
                StandardCharsets.US_ASCII))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        samples.add(
            new Sample(
                Instant.parse(fields[0]).toEpochMilli(),
                Sample.NONE,
                new BigDecimal(fields[1]).movePointRight(3).longValue(),
                null,
                Sample.NONE));
      }
    }
    return Samples.sorted(samples);
  }

  private static Path file(String device) {
    return Path.of(System.getProperty("garonne.shared", "../../shared"))
        .resolve("corpus/power")
        .resolve(device + ".csv.gz");
  }
}
