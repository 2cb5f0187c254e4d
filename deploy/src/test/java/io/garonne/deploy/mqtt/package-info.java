/** Tests against a real mosquitto. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.mqtt;
