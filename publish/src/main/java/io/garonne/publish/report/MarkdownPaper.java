package io.garonne.publish.report;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** A paper as Markdown: CommonMark, with tables as GitHub's and most others' read them. */
final class MarkdownPaper {
  private final StringBuilder out = new StringBuilder();

  private MarkdownPaper() {}

  static byte[] bytes(Paper paper) {
    MarkdownPaper markdown = new MarkdownPaper();
    markdown.line("# " + escaped(paper.title()));
    markdown.line(escaped(paper.subtitle()));
    paper.blocks().forEach(markdown::write);
    return markdown.out.toString().stripTrailing().concat("\n").getBytes(StandardCharsets.UTF_8);
  }

  private void write(Block block) {
    switch (block) {
      case Block.Section section ->
          line("#".repeat(section.level()) + " " + escaped(section.title()));
      case Block.Lead(String text) -> line("**" + escaped(text) + "**");
      case Block.Answer answer ->
          line(
              escaped(answer.question())
                  + " **"
                  + escaped(answer.answer())
                  + "** "
                  + escaped(answer.why()));
      case Block.Paragraph(String text) -> line(escaped(text));
      case Block.Bullets(List<String> items) -> {
        items.forEach(item -> out.append("- ").append(escaped(item)).append('\n'));
        out.append('\n');
      }
      case Block.Facts(List<Block.Fact> facts) -> {
        facts.forEach(
            fact ->
                out.append("- ")
                    .append(escaped(fact.name()))
                    .append(" — **")
                    .append(escaped(fact.value()))
                    .append("**\n"));
        out.append('\n');
      }
      case Block.Table table -> table(table);
      case Block.Picture picture -> {
        line("**" + escaped(picture.heading().title()) + "**");
        line(escaped(picture.heading().conclusion()));
      }
    }
  }

  private void table(Block.Table table) {
    line("*" + escaped(table.caption()) + "*");
    row(table.headers());
    StringJoiner rule = new StringJoiner("|", "|", "|\n");
    for (int i = 0; i < table.headers().size(); i++) {
      rule.add(table.isNumber(i) ? "---:" : "---");
    }
    out.append(rule);
    table.rows().forEach(this::row);
    out.append('\n');
  }

  private void row(List<String> cells) {
    StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(cell -> row.add(escaped(cell)));
    out.append(row);
  }

  private void line(String text) {
    out.append(text).append(String.join("", Collections.nCopies(2, "\n")));
  }

  /** Nothing in a name may be markup, also not of HTML. */
  private static String escaped(String text) {
    return text.replace('\n', ' ')
        .replaceAll("([\\\\`*_\\[\\]<>|#~])", "\\\\$1")
        .replaceAll("&(?=[a-zA-Z#])", "\\\\&");
  }
}
