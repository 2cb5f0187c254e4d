/** The one place that knows topics, JSON and Kafka's Serde. */
@NullMarked
package io.garonne.model.wire;

import org.jspecify.annotations.NullMarked;
