package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;

/**
 * A total as it stands in a store, with what its publication needs.
 *
 * @param id which total
 * @param sums its sums
 * @param expected devices valid in the period
 * @param expectedMillis milliseconds of their validity in the period, as if each had one channel
 * @param revision 0 until final; then counts publications after it
 * @param status how settled
 * @param changedAt wall clock of the last change, milliseconds since 1970 UTC
 * @param personal whether it is of a personal device
 */
record Row(
    RowId id,
    Sums sums,
    int expected,
    long expectedMillis,
    int revision,
    Total.Status status,
    long changedAt,
    boolean personal) {

  /** Data of one personal device live 30 days at most (design §3.10); we look once a day. */
  static final long PERSONAL_RETENTION = 29L * 86_400_000L;

  /** As the day that a tree's quarter-hour is of is judged as a whole, it goes a day sooner. */
  static final long PERSONAL_TREE_RETENTION = PERSONAL_RETENTION - 86_400_000L;

  static Row empty(RowId id, boolean personal) {
    return new Row(id, Sums.ZERO, 0, 0, 0, Total.Status.PROVISIONAL, 0, personal);
  }

  /** The same total with other figures; once personal, always personal. */
  Row withSums(
      Sums newSums, int newExpected, long newExpectedMillis, boolean isPersonal, long now) {
    return new Row(
        id, newSums, newExpected, newExpectedMillis, revision, status, now, personal || isPersonal);
  }

  /**
   * Whether its figures may not be kept: of a personal device, and 30 days old or about more than a
   * day.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  boolean isTooPersonal(long now) {
    return personal
        && (id.period().compareTo(Period.DAY) > 0 || id.end() <= now - PERSONAL_RETENTION);
  }

  /** With other sums and nothing else changed. */
  Row with(Sums others) {
    return new Row(id, others, expected, expectedMillis, revision, status, changedAt, personal);
  }

  /** The same under another name. */
  Row as(RowId other) {
    return new Row(other, sums, expected, expectedMillis, revision, status, changedAt, personal);
  }

  /** Provisional again: a replay closed it, but its period goes on. */
  Row reopened() {
    return new Row(
        id, sums, expected, expectedMillis, 0, Total.Status.PROVISIONAL, changedAt, personal);
  }

  /** Whether both say the same, whenever it was said. */
  boolean sameFigures(Row other) {
    return sums.equals(other.sums)
        && expected == other.expected
        && expectedMillis == other.expectedMillis
        && personal == other.personal;
  }

  Row asFinal() {
    return new Row(
        id, sums, expected, expectedMillis, revision, Total.Status.FINAL, changedAt, personal);
  }

  Row nextRevision() {
    return new Row(id, sums, expected, expectedMillis, revision + 1, status, changedAt, personal);
  }

  /** The record that is published, for these reasons. */
  Total total(Causes causes) {
    long channelMillis = expectedMillis + sums.further();
    long unknown = Math.max(0, channelMillis - sums.booked());
    long low = sums.measured() + sums.interpolated();
    long p95 = sums.powers().percentile95();
    // mW × ms is µJ; in two parts, so that an estate's year does not overflow.
    long atMost = unknown / 1000 * p95 + unknown % 1000 * p95 / 1000;
    return new Total(
        id.scope(),
        id.period(),
        id.start(),
        id.end(),
        id.zone(),
        sums.measured(),
        sums.interpolated(),
        sums.estimated(),
        sums.allocated(),
        sums.covered(),
        sums.bookedTime(),
        sums.registered(),
        channelMillis,
        sums.pages(),
        sums.pagesBookedTime(),
        sums.pageCounters(),
        sums.pageKinds(),
        sums.devices(),
        expected,
        low + atMost,
        revision,
        status,
        Total.METHOD,
        personal,
        causes);
  }

  byte[] pack() {
    Packer out = new Packer();
    id.pack(out);
    sums.pack(out);
    out.number(expected).number(expectedMillis);
    out.number(revision).number(status.ordinal()).number(changedAt).number(personal ? 1 : 0);
    return out.toBytes();
  }

  static Row unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    return new Row(
        RowId.unpack(in),
        Sums.unpack(in),
        in.integer(),
        in.number(),
        in.integer(),
        Total.Status.values()[in.integer()],
        in.number(),
        in.number() == 1);
  }
}
