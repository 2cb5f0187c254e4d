package io.garonne.publish.report;

import io.garonne.publish.chart.ChartStyle;
import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A paper as one HTML file that asks nobody for anything; it is well-formed XML, too. */
final class HtmlPaper {
  private static final String STYLE = style();

  private final Html out = new Html();
  private final Paper paper;
  private final Texts texts;
  private boolean open;

  private HtmlPaper(Paper paper, Texts texts) {
    this.paper = paper;
    this.texts = texts;
  }

  static byte[] bytes(Paper paper, Texts texts) {
    return new HtmlPaper(paper, texts).write().getBytes(StandardCharsets.UTF_8);
  }

  private String write() {
    out.markup("<!DOCTYPE html>\n<html lang=\"" + texts.language().code() + "\">\n<head>\n")
        .markup("<meta charset=\"utf-8\"/>\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .markup("<meta name=\"generator\" content=\"Garonne\"/>\n")
        .element("title", paper.title() + " · " + paper.subtitle())
        .markup("\n<link rel=\"icon\" href=\"data:,\"/>\n<style>")
        .markup(STYLE)
        .markup(ChartStyle.css())
        .markup(
            "</style>\n</head>\n<body class=\"" + (paper.isShort() ? "short" : "long") + "\">\n")
        .element("a class=\"skip\" href=\"#main\"", texts.get("skip"))
        .markup("\n<header>")
        .element("h1", paper.title())
        .element("p", paper.subtitle())
        .markup("</header>\n<main id=\"main\" tabindex=\"-1\">\n");
    boolean contents = paper.isShort();
    for (Block block : paper.blocks()) {
      if (block instanceof Block.Section && !contents) {
        contents();
        contents = true;
      }
      write(block);
    }
    close();
    out.markup("</main>\n<footer>")
        .element("p", texts.get("report.made-by"))
        .markup("</footer>\n</body>\n</html>\n");
    return out.toString();
  }

  /** Between what is said first and the parts. */
  private void contents() {
    out.markup("<nav aria-labelledby=\"contents\">")
        .element("p id=\"contents\"", texts.get("report.contents"))
        .markup("<ul>");
    for (Block.Section part : paper.parts()) {
      out.markup("<li>").element("a href=\"#" + part.id() + "\"", part.title()).markup("</li>");
    }
    out.markup("</ul></nav>\n");
  }

  private void write(Block block) {
    switch (block) {
      case Block.Section section -> section(section);
      case Block.Lead(String text) -> out.element("p class=\"lead\"", text).markup("\n");
      case Block.Answer answer -> answer(answer);
      case Block.Paragraph(String text) -> out.element("p", text).markup("\n");
      case Block.Bullets(List<String> items) -> {
        out.markup("<ul>");
        items.forEach(item -> out.element("li", item).markup("\n"));
        out.markup("</ul>\n");
      }
      case Block.Facts(List<Block.Fact> facts) -> {
        out.markup("<dl class=\"facts\">");
        facts.forEach(
            fact ->
                out.markup("<div>")
                    .element("dt", fact.name())
                    .element("dd", fact.value())
                    .markup("</div>"));
        out.markup("</dl>\n");
      }
      case Block.Table table -> table(table);
      case Block.Picture picture -> out.markup(picture.chart().html(picture.heading(), texts));
    }
  }

  private void section(Block.Section section) {
    if (section.level() == 2) {
      close();
      out.markup("<section aria-labelledby=\"" + section.id() + "\">");
      open = true;
    }
    out.element("h%d id=\"%s\"".formatted(section.level(), section.id()), section.title());
    out.markup("\n");
  }

  private void close() {
    if (open) {
      out.markup("</section>\n");
      open = false;
    }
  }

  private void answer(Block.Answer answer) {
    String mood = answer.mood().name().toLowerCase(Locale.ROOT);
    out.markup("<div class=\"answer " + mood + "\">")
        .element("p class=\"question\"", answer.question())
        .markup("<p>")
        .element("strong", answer.answer())
        .markup(" ")
        .text(answer.why())
        .markup("</p></div>\n");
  }

  private void table(Block.Table table) {
    out.markup("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .text(table.caption())
        .markup("\"><table>")
        .element("caption", table.caption())
        .markup("<thead><tr>");
    for (int i = 0; i < table.headers().size(); i++) {
      out.element("th scope=\"col\"" + number(table, i), table.headers().get(i));
    }
    out.markup("</tr></thead><tbody>\n");
    for (List<String> row : table.rows()) {
      out.markup("<tr>").element("th scope=\"row\"", row.get(0));
      for (int i = 1; i < row.size(); i++) {
        out.element("td" + number(table, i), row.get(i));
      }
      out.markup("</tr>\n");
    }
    out.markup("</tbody></table></div>\n");
  }

  private static String number(Block.Table table, int column) {
    return table.isNumber(column) ? " class=\"n\"" : "";
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlPaper.class.getResourceAsStream("paper.css"), "paper.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
