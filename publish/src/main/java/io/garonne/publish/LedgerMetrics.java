package io.garonne.publish;

import io.garonne.model.LedgerBalance;
import io.garonne.model.LedgerBalance.Registers;
import io.garonne.publish.view.LedgerView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The ledger as numbers: the balance that {@code ./garonne ledger} shows. Nothing is said of a
 * single device.
 *
 * <ul>
 *   <li>{@code garonne.ledger.mismatches}: equations of the ledger that do not hold now, over all
 *       days, of single days, and of registers; 0 when all is well
 *   <li>{@code garonne.ledger.messages}, {@code garonne.ledger.readings} (tag {@code are}: what
 *       became of them): both equations, in numbers since the beginning
 *   <li>{@code garonne.ledger.day.messages}, {@code garonne.ledger.day.readings} (tags {@code day},
 *       of UTC, and {@code are}): the same of the newest {@value #DAYS} days
 *   <li>{@code garonne.ledger.day.closed} (tag {@code day}): 1 for a day that is over and known
 *       whole, of which readings stored = read must hold; else 0
 *   <li>{@code garonne.ledger.register.checks} (tag {@code are}): how often a register's step was
 *       {@code conserved}, {@code mismatched}, or {@code open}, which is that it could not be said
 *   <li>{@code garonne.ledger.register.energy.joules} (tag {@code are}): what registers {@code
 *       moved} by in the steps that were checked, what was {@code booked} for them, what turned out
 *       {@code void} and what is {@code held-back} now
 * </ul>
 */
final class LedgerMetrics {
  /** Days that have series of their own. */
  static final int DAYS = 8;

  static final String MISMATCHES = "garonne.ledger.mismatches";
  static final String MESSAGES = "garonne.ledger.messages";
  static final String READINGS = "garonne.ledger.readings";
  static final String DAY_MESSAGES = "garonne.ledger.day.messages";
  static final String DAY_READINGS = "garonne.ledger.day.readings";
  static final String DAY_CLOSED = "garonne.ledger.day.closed";
  static final String CHECKS = "garonne.ledger.register.checks";
  static final String ENERGY = "garonne.ledger.register.energy.joules";

  private static final double MILLIJOULES_PER_JOULE = 1000;

  private static final Map<String, ToLongFunction<LedgerBalance>> OF_MESSAGES =
      Map.of(
          "received", LedgerBalance::received,
          "stored", LedgerBalance::stored,
          "ignored", b -> LedgerBalance.sum(b.ignored()),
          "dead-lettered", b -> LedgerBalance.sum(b.deadLettered()),
          "under-way", LedgerBalance::underWay);

  private static final Map<String, ToLongFunction<LedgerBalance>> OF_READINGS =
      Map.of(
          "stored", LedgerBalance::readingsStored,
          "read", LedgerBalance::readingsRead,
          "metered", LedgerBalance::metered,
          "repeated", LedgerBalance::repeated,
          "too-late", LedgerBalance::tooLate,
          "void", LedgerBalance::voided);

  private static final Map<String, ToLongFunction<Registers>> OF_CHECKS =
      Map.of(
          "conserved", Registers::conserved,
          "mismatched", Registers::mismatched,
          "open", Registers::open);

  private static final Map<String, ToLongFunction<Registers>> OF_ENERGY =
      Map.of(
          "moved", Registers::moved,
          "booked", Registers::booked,
          "void", Registers::voided,
          "held-back", Registers::heldBack);

  private final Supplier<LedgerView> ledger;
  private final MultiGauge dayMessages;
  private final MultiGauge dayReadings;
  private final MultiGauge dayClosed;

  /**
   * Gauges that are asked at each scrape; days have none before {@link #days} is called.
   *
   * @param ledger what is known now
   */
  LedgerMetrics(Supplier<LedgerView> ledger, MeterRegistry registry) {
    this.ledger = ledger;
    Gauge.builder(MISMATCHES, ledger, l -> l.get().balance().mismatches().size())
        .description("Equations of the ledger that do not hold")
        .register(registry);
    OF_MESSAGES.forEach(
        (are, of) ->
            gauge(
                MESSAGES,
                are,
                "Messages in the ledger of all ingests: received = the others",
                l -> of.applyAsLong(l.balance()),
                registry));
    OF_READINGS.forEach(
        (are, of) ->
            gauge(
                READINGS,
                are,
                "Readings in the ledger: read = metered + repeated + too-late + void",
                l -> of.applyAsLong(l.balance()),
                registry));
    OF_CHECKS.forEach(
        (are, of) ->
            gauge(
                CHECKS,
                are,
                "Steps of registers held against what was booked for them",
                l -> of.applyAsLong(l.balance().registers()),
                registry));
    OF_ENERGY.forEach(
        (are, of) ->
            gauge(
                ENERGY,
                are,
                "What registers moved by in the steps that were checked = booked; void; held back",
                l -> of.applyAsLong(l.balance().registers()) / MILLIJOULES_PER_JOULE,
                registry));
    dayMessages =
        MultiGauge.builder(DAY_MESSAGES)
            .description("Messages by day (UTC): received = the others")
            .register(registry);
    dayReadings =
        MultiGauge.builder(DAY_READINGS)
            .description("Readings by day (UTC): read = metered + repeated + too-late + void")
            .register(registry);
    dayClosed =
        MultiGauge.builder(DAY_CLOSED)
            .description("1 for a day of which readings stored = read must hold")
            .register(registry);
  }

  private void gauge(
      String name,
      String are,
      String description,
      ToDoubleFunction<LedgerView> value,
      MeterRegistry registry) {
    Gauge.builder(name, ledger, l -> value.applyAsDouble(l.get()))
        .tag("are", are)
        .description(description)
        .register(registry);
  }

  /** Brings the series of days up to date: the newest days have some, older ones none any more. */
  synchronized void days() {
    LedgerView view = ledger.get();
    Set<LocalDate> closed = new HashSet<>(view.closedDays());
    List<MultiGauge.Row<?>> messages = new ArrayList<>();
    List<MultiGauge.Row<?>> readings = new ArrayList<>();
    List<MultiGauge.Row<?>> over = new ArrayList<>();
    LedgerBalance.byDay(view.all(), DAYS)
        .forEach(
            (day, b) -> {
              Tags ofDay = Tags.of("day", day.toString());
              OF_MESSAGES.forEach((are, of) -> messages.add(row(ofDay, are, of.applyAsLong(b))));
              OF_READINGS.forEach((are, of) -> readings.add(row(ofDay, are, of.applyAsLong(b))));
              over.add(MultiGauge.Row.of(ofDay, closed.contains(day) ? 1 : 0));
            });
    dayMessages.register(messages, true);
    dayReadings.register(readings, true);
    dayClosed.register(over, true);
  }

  private static MultiGauge.Row<?> row(Tags ofDay, String are, long count) {
    return MultiGauge.Row.of(ofDay.and("are", are), count);
  }
}
