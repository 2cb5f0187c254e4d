package io.garonne.publish.http;

/** Turns a request into an answer; any thread. */
public interface Handler {

  /**
   * Answers.
   *
   * @throws BadRequestException for a 400
   */
  Answer answer(Request request);
}
