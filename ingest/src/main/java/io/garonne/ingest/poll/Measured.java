package io.garonne.ingest.poll;

import io.garonne.model.Reading.State;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one channel of a polled device said, exact and in the units of plain JSON. Null is unknown.
 *
 * @param channel name of the channel, not empty
 * @param energyWh cumulative register
 * @param resolutionWh step of the register
 * @param modulusWh the value at which the register begins at 0 again
 * @param powerFactor from −1 to 1
 * @param pages cumulative, whole
 * @param errors what a printer complains about, in the words of RFC 2790
 * @param console what a printer shows to people
 */
record Measured(
    String channel,
    @Nullable BigDecimal energyWh,
    @Nullable BigDecimal resolutionWh,
    @Nullable BigDecimal modulusWh,
    @Nullable BigDecimal powerW,
    @Nullable BigDecimal voltageV,
    @Nullable BigDecimal currentA,
    @Nullable BigDecimal powerFactor,
    @Nullable BigDecimal pages,
    @Nullable PageUnit pagesUnit,
    @Nullable State state,
    List<String> errors,
    String console) {

  /** What a page counter counts. */
  enum PageUnit {
    /** Printed sides. */
    IMPRESSIONS,
    /** Pieces of paper, printed on one side or two. */
    SHEETS
  }

  Measured {
    errors = List.copyOf(errors);
  }

  /** A counter of pages and nothing else. */
  static Measured pages(String channel, BigDecimal pages, PageUnit unit) {
    return new Measured(
        channel, null, null, null, null, null, null, null, pages, unit, null, List.of(), "");
  }

  /** What a printer says of itself, without its counters. */
  static Measured state(
      String channel, @Nullable State state, List<String> errors, String console) {
    return new Measured(
        channel, null, null, null, null, null, null, null, null, null, state, errors, console);
  }

  /** The same with the page counter of another. */
  Measured withPagesOf(Measured other) {
    return new Measured(
        channel,
        energyWh,
        resolutionWh,
        modulusWh,
        powerW,
        voltageV,
        currentA,
        powerFactor,
        other.pages,
        other.pagesUnit,
        state,
        errors,
        console);
  }

  /** Nothing but the state. */
  Measured onlyState() {
    return state(channel, state, errors, console);
  }

  /** The same with a page counter. */
  Measured withPages(BigDecimal count, PageUnit unit) {
    return new Measured(
        channel,
        energyWh,
        resolutionWh,
        modulusWh,
        powerW,
        voltageV,
        currentA,
        powerFactor,
        count,
        unit,
        state,
        errors,
        console);
  }
}
