/** The twin as a source of messages over real MQTT. */
@NullMarked
package io.garonne.deploy.simulate;

import org.jspecify.annotations.NullMarked;
