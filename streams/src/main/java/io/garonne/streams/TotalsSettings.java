package io.garonne.streams;

import java.time.Duration;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/**
 * What the topology of totals needs to know.
 *
 * @param horizon how far behind the newest of its channel a reading may be (M11)
 * @param zone zone of totals that are not of one site
 * @param flushEvery how often what waits is metered and published
 * @param partitions partitions of the readings topic
 * @param settled whether the task has been without lag for an hour since it started
 */
record TotalsSettings(
    Duration horizon, ZoneId zone, Duration flushEvery, int partitions, BooleanSupplier settled) {}
