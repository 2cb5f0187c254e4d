/** One connection to the MQTT broker after the other, each with its own acknowledgements. */
@NullMarked
package io.garonne.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
