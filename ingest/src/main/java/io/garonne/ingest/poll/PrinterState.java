package io.garonne.ingest.poll;

import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a printer says of itself: state, complaints, console (RFC 3805, RFC 2790). Pure. */
final class PrinterState {
  static final Oid CONSOLE_TEXT = Oid.of("1.3.6.1.2.1.43.16.5.1.2");
  static final Oid ALERT_CODE = Oid.of("1.3.6.1.2.1.43.18.1.1.7");

  private static final Oid DEVICE_STATUS = Oid.of("1.3.6.1.2.1.25.3.2.1.5");
  private static final Oid PRINTER_STATUS = Oid.of("1.3.6.1.2.1.25.3.5.1.1");
  private static final Oid DETECTED_ERRORS = Oid.of("1.3.6.1.2.1.25.3.5.1.2");

  /** RFC 2790, hrPrinterDetectedErrorState, from the highest bit of the first octet. */
  private static final List<String> ERRORS =
      List.of(
          "lowPaper",
          "noPaper",
          "lowToner",
          "noToner",
          "doorOpen",
          "jammed",
          "offline",
          "serviceRequested",
          "inputTrayMissing",
          "outputTrayMissing",
          "markerSupplyMissing",
          "outputNearFull",
          "outputFull",
          "inputTrayEmpty",
          "overduePreventMaint");

  /** subunitPowerSaver of RFC 3805, and Brother's own. */
  private static final Set<Integer> ALERTS_OF_SLEEP = Set.of(23, 40_000);

  private static final Pattern SLEEP_TEXT =
      Pattern.compile(
          "sleep|power ?sav|energy ?sav|hibernat|ruhe(zustand|modus)|schlaf|energiespar|veille"
              + "|[ée]conomie d.[ée]nergie|reposo|ahorro|risparmio|sospensione|slaapstand");

  private PrinterState() {}

  /** Everything but the counters, of the printer in this row of the device table. */
  static Measured read(Walk walk, String row) {
    return Measured.state(Reading.ONLY_CHANNEL, state(walk, row), errors(walk, row), console(walk));
  }

  /**
   * The state by RFC 3805's table: "other" while running is standby. The console's text and the
   * alerts are asked too, since many printers tell their sleep only there.
   */
  private static @Nullable State state(Walk walk, String row) {
    Integer status = whole(walk.at(PRINTER_STATUS.plus(Oid.of(row))));
    Integer device = whole(walk.at(DEVICE_STATUS.plus(Oid.of(row))));
    if (status != null && status == 4) {
      return State.PRINTING;
    }
    if (status != null && status == 5) {
      return State.ON;
    }
    if (asleep(walk) || (status != null && status == 1 && device != null && device == 2)) {
      return State.SLEEP;
    }
    if (status != null && status == 3) {
      return State.IDLE;
    }
    boolean answers = status != null || device != null;
    return answers || walk.has(DETECTED_ERRORS) ? State.AVAILABLE : null;
  }

  private static boolean asleep(Walk walk) {
    return SLEEP_TEXT.matcher(console(walk).toLowerCase(Locale.ROOT)).find()
        || walk.under(ALERT_CODE).values().stream()
            .map(Value::whole)
            .anyMatch(code -> code != null && ALERTS_OF_SLEEP.contains(code));
  }

  private static List<String> errors(Walk walk, String row) {
    Value bits = walk.at(DETECTED_ERRORS.plus(Oid.of(row)));
    if (bits == null || bits.type() != Value.OCTETS) {
      return List.of();
    }
    byte[] octets = bits.bytes();
    List<String> errors = new ArrayList<>();
    for (int bit = 0; bit < ERRORS.size() && bit / 8 < octets.length; bit++) {
      if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        errors.add(ERRORS.get(bit));
      }
    }
    return errors;
  }

  private static String console(Walk walk) {
    return walk.under(CONSOLE_TEXT).values().stream()
        .limit(4)
        .map(Value::readable)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static @Nullable Integer whole(@Nullable Value value) {
    return value == null ? null : value.whole();
  }
}
