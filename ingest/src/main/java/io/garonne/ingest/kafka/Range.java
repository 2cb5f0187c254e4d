package io.garonne.ingest.kafka;

/**
 * Records of a partition.
 *
 * @param key {@code topic/partition}
 * @param from first offset, inclusive
 * @param to last offset, exclusive
 */
record Range(String key, long from, long to) {}
