/** Publishing to an MQTT broker so that nothing is lost: what replay and simulate send through. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.mqtt;
