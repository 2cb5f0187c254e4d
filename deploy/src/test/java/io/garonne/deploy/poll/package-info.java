/** The poller with real servers. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.poll;
