package io.garonne.model.alert;

import io.garonne.model.inventory.Family;
import io.garonne.model.room.Headroom;
import java.time.Duration;
import java.util.Set;

/**
 * When somebody is to be told. Shares are millionths.
 *
 * @param imminentPpm share of a limit from which an overload is near
 * @param easedPpm share of its limit below which a load must fall for an alert to end
 * @param clearFor how long nothing must be the matter before an alert ends
 * @param trendWithin an overload is near if the load, rising as it does, is at its limit within
 * @param repeatEvery how often a critical alert is told until somebody has taken it on
 * @param collectFor how long silent devices are collected before a cause is looked for
 * @param mostPpm share of what could have been heard that must be silent for a common cause
 * @param several silent devices of a site that are one alert although nothing else joins them
 * @param switchedOff families that people switch off when they leave: off-hours, and for {@code
 *     afterOpening} behind them, their silence is no surprise
 * @param afterOpening how long after people come, or leave, it is still as if nobody were there, or
 *     anybody
 * @param offHoursPpm what off-hours may draw, as a share of the median of the nights before
 * @param offHoursLeast milliwatts that off-hours may draw on top of that
 * @param nights nights that must have been seen before off-hours are judged
 * @param deadLetters dead letters of one reason within {@code deadLettersWithin} that pile up
 * @param deadLettersWithin see there
 * @param lateReadings readings stored and not metered that are a lag
 * @param settleFor how long a ledger must not balance, or a lag last, before it is told
 * @param historyAfter what was noticed of a time longer ago is history, and told to nobody
 * @param headroomPercent share of the smaller rating of two feeds that one may carry, of 100
 */
public record AlertSettings(
    long imminentPpm,
    long easedPpm,
    Duration clearFor,
    Duration trendWithin,
    Duration repeatEvery,
    Duration collectFor,
    long mostPpm,
    int several,
    Set<Family> switchedOff,
    Duration afterOpening,
    long offHoursPpm,
    long offHoursLeast,
    int nights,
    int deadLetters,
    Duration deadLettersWithin,
    long lateReadings,
    Duration settleFor,
    Duration historyAfter,
    int headroomPercent) {

  /** What holds unless a setting says else. */
  public static final AlertSettings DEFAULT =
      new AlertSettings(
          800_000,
          950_000,
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          800_000,
          5,
          Set.of(Family.WORKSTATIONS, Family.PRINTING, Family.OTHER),
          Duration.ofHours(1),
          1_500_000,
          100_000L,
          7,
          100,
          Duration.ofMinutes(10),
          10_000,
          Duration.ofMinutes(2),
          Duration.ofDays(1),
          Headroom.DEFAULT_PERCENT);

  /** The defaults, but for what people decide most often. */
  public static AlertSettings of(int imminentPercent, int headroomPercent, Duration repeatEvery) {
    AlertSettings d = DEFAULT;
    return new AlertSettings(
        imminentPercent * 10_000L,
        d.easedPpm,
        d.clearFor,
        d.trendWithin,
        repeatEvery,
        d.collectFor,
        d.mostPpm,
        d.several,
        d.switchedOff,
        d.afterOpening,
        d.offHoursPpm,
        d.offHoursLeast,
        d.nights,
        d.deadLetters,
        d.deadLettersWithin,
        d.lateReadings,
        d.settleFor,
        d.historyAfter,
        headroomPercent);
  }

  public AlertSettings {
    switchedOff = Set.copyOf(switchedOff);
    if (imminentPpm <= 0 || imminentPpm > 1_000_000 || easedPpm <= 0 || easedPpm > 1_000_000) {
      throw new IllegalArgumentException("shares of a limit are above 0 and at most all of it");
    }
    if (headroomPercent < 1 || headroomPercent > 100) {
      throw new IllegalArgumentException("a feed may carry 1 to 100 hundredths of a rating");
    }
    if (mostPpm <= 0 || mostPpm > 1_000_000 || several < 2 || nights < 1 || deadLetters < 1) {
      throw new IllegalArgumentException("alerts need at least one thing to be the matter");
    }
  }
}
