package io.garonne.publish.http;

/**
 * What is served at a path, and to whom.
 *
 * @param least the least role that gets an answer
 * @param handler who answers
 */
public record Route(Role least, Handler handler) {}
