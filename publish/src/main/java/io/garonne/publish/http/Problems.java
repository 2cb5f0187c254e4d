package io.garonne.publish.http;

/** How people are told that something did not work; programs get {@code problem+json}. */
public interface Problems {

  /**
   * Words for one status.
   *
   * @param status 400 to 599
   * @param detail what is wrong, one line in English
   * @param acceptLanguage the {@code Accept-Language} header, empty if there is none
   */
  Answer answer(int status, String detail, String acceptLanguage);
}
