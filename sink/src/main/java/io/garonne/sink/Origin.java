package io.garonne.sink;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a line comes from.
 *
 * @param key the record's key, or null
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Origin(TopicPartition partition, long offset, byte @Nullable [] key) {}
