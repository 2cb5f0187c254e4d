package io.garonne.deploy.faults;

/**
 * A message that the broker has acknowledged.
 *
 * @param told what it told
 * @param at when the twin read the acknowledgement, in milliseconds since 1970 UTC
 * @param connectedSince when the connection was made over which it came, in the same unit; tells
 *     from which broker it was, since a connection does not outlive the broker
 */
record Acknowledged(Told told, long at, long connectedSince) {}
