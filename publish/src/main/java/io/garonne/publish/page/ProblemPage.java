package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Problems;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;

/** A page for what did not work: in the reader's language, with a way on. */
final class ProblemPage implements Problems {
  private final String style;

  /**
   * @param style address of the style
   */
  ProblemPage(String style) {
    this.style = style;
  }

  @Override
  public Answer answer(int status, String detail, String acceptLanguage) {
    Language language = Language.preferred(acceptLanguage);
    Texts texts = new Texts(language);
    String title = texts.get("problem." + known(status));
    Html out = new Html();
    out.markup("<!DOCTYPE html>\n<html lang=\"" + language.code() + "\">\n<head>\n")
        .markup("<meta charset=\"utf-8\">\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("title", title + " – " + texts.get("title"))
        .markup("\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"")
        .text(style)
        .markup("\">\n</head>\n<body>\n<main id=\"main\">\n")
        .element("h1", title)
        // The detail names what was asked for, in the words of the API.
        .element("p lang=\"en\"", detail)
        .markup("<p>")
        .link("/", texts.get("problem.home"))
        .markup("</p>\n</main>\n</body>\n</html>\n");
    Answer html = Answer.of("text/html", out.toString());
    return new Answer(status, html.headers(), html.body())
        .with("Content-Language", language.code());
  }

  private static String known(int status) {
    return switch (status) {
      case 401 -> "401";
      case 403 -> "403";
      case 404 -> "404";
      case 429 -> "429";
      default -> status < 500 ? "400" : "500";
    };
  }
}
