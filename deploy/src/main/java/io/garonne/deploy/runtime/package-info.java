/** Kafka, an MQTT broker, InfluxDB and the stages in one process, without Docker. */
@NullMarked
package io.garonne.deploy.runtime;

import org.jspecify.annotations.NullMarked;
