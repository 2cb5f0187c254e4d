package io.garonne.publish.report;

import io.garonne.publish.text.Texts;
import java.util.List;

/**
 * What is handed over.
 *
 * @param title its title
 * @param subtitle one line below it
 * @param isShort whether it is a page or two: then it has no table of contents
 * @param blocks what it says, in order
 */
public record Paper(String title, String subtitle, boolean isShort, List<Block> blocks) {
  public Paper {
    blocks = List.copyOf(blocks);
  }

  /** What a paper can be written as. */
  public enum Format {
    /** One self-contained file. */
    HTML,
    /** Markdown (CommonMark with tables). */
    MD,
    /** OpenDocument text. */
    ODT
  }

  /** Its bytes; the same paper, the same bytes. */
  public byte[] as(Format format, Texts texts) {
    return switch (format) {
      case HTML -> HtmlPaper.bytes(this, texts);
      case MD -> MarkdownPaper.bytes(this);
      case ODT -> OdtPaper.bytes(this, texts);
    };
  }

  List<Block.Section> parts() {
    return blocks.stream()
        .filter(Block.Section.class::isInstance)
        .map(Block.Section.class::cast)
        .filter(section -> section.level() == 2)
        .toList();
  }
}
