/**
 * Asks devices that do not speak MQTT (SNMP, IPP, HTTP) and publishes what they say as Garonne's
 * plain JSON. Reads only: nothing here writes to a device.
 */
@NullMarked
package io.garonne.ingest.poll;

import org.jspecify.annotations.NullMarked;
