package io.garonne.publish.report;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A paper as OpenDocument text (ODF 1.3), with headings, lists and header rows that a screen reader
 * knows, and without a date of its own: the same paper, the same bytes. Pictures are their title
 * and conclusion.
 */
final class OdtPaper {
  private static final String MIME = "application/vnd.oasis.opendocument.text";

  /** Any time that a zip file can say in its short form. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String NAMES =
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
          + " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
          + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
          + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
          + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
          + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
          + " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
          + " office:version=\"1.3\"";

  private final Html out = new Html();
  private int tables;

  private OdtPaper() {}

  static byte[] bytes(Paper paper, Texts texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // First and stored: so a program sees what it is without reading a zip file.
      add(zip, "mimetype", MIME, ZipEntry.STORED);
      add(zip, "META-INF/manifest.xml", manifest(), ZipEntry.DEFLATED);
      add(zip, "content.xml", new OdtPaper().content(paper), ZipEntry.DEFLATED);
      add(zip, "styles.xml", styles(texts), ZipEntry.DEFLATED);
      add(zip, "meta.xml", meta(paper, texts), ZipEntry.DEFLATED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String text, int method)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setSize(bytes.length);
      entry.setCompressedSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static Html document() {
    return new Html().markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  private static String manifest() {
    Html manifest =
        document()
            .markup("<manifest:manifest manifest:version=\"1.3\"")
            .markup(" xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">")
            .markup("<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\"")
            .markup(" manifest:media-type=\"" + MIME + "\"/>");
    for (String part : List.of("content.xml", "styles.xml", "meta.xml")) {
      manifest.markup(
          "<manifest:file-entry manifest:full-path=\""
              + part
              + "\" manifest:media-type=\"text/xml\"/>");
    }
    return manifest.markup("</manifest:manifest>").toString();
  }

  private static String meta(Paper paper, Texts texts) {
    return document()
        .markup("<office:document-meta" + NAMES + "><office:meta>")
        .element("meta:generator", "Garonne")
        .element("dc:title", paper.title() + " · " + paper.subtitle())
        .element("dc:language", texts.language().locale().toLanguageTag())
        .markup("</office:meta></office:document-meta>")
        .toString();
  }

  private static String styles(Texts texts) {
    String locale =
        "fo:language=\"%s\" fo:country=\"%s\""
            .formatted(
                texts.language().locale().getLanguage(), texts.language().locale().getCountry());
    return document()
        .markup("<office:document-styles" + NAMES + "><office:styles>")
        .markup("<style:default-style style:family=\"paragraph\">")
        .markup("<style:paragraph-properties fo:margin-bottom=\"0.2cm\"/>")
        .markup("<style:text-properties fo:font-size=\"11pt\" " + locale)
        .markup(" fo:font-family=\"'Liberation Sans'\"/></style:default-style>")
        .markup(style("Standard", "", ""))
        .markup(style("Title", "", "fo:font-size=\"20pt\" fo:font-weight=\"bold\""))
        .markup(style("Subtitle", "", "fo:font-size=\"12pt\" fo:color=\"#4a5a68\""))
        .markup(
            style(
                "Heading_20_2",
                "fo:margin-top=\"0.4cm\" fo:keep-with-next=\"always\"",
                "fo:font-size=\"14pt\" fo:font-weight=\"bold\""))
        .markup(
            style(
                "Heading_20_3",
                "fo:margin-top=\"0.3cm\" fo:keep-with-next=\"always\"",
                "fo:font-size=\"12pt\" fo:font-weight=\"bold\""))
        .markup(style("Lead", "", "fo:font-size=\"13pt\" fo:font-weight=\"bold\""))
        .markup(style("Caption", "fo:keep-with-next=\"always\"", "fo:font-style=\"italic\""))
        .markup(style("Table_20_Contents", "fo:margin-bottom=\"0cm\"", "fo:font-size=\"9pt\""))
        .markup(
            style(
                "Table_20_Number",
                "fo:margin-bottom=\"0cm\" fo:text-align=\"end\"",
                "fo:font-size=\"9pt\""))
        .markup(
            style(
                "Table_20_Heading",
                "fo:margin-bottom=\"0cm\"",
                "fo:font-size=\"9pt\" fo:font-weight=\"bold\""))
        .markup("</office:styles><office:automatic-styles><style:page-layout style:name=\"A4\">")
        .markup("<style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\"")
        .markup(" fo:margin=\"1.8cm\"/></style:page-layout></office:automatic-styles>")
        .markup("<office:master-styles><style:master-page style:name=\"Standard\"")
        .markup(" style:page-layout-name=\"A4\"/></office:master-styles></office:document-styles>")
        .toString();
  }

  private static String style(String name, String paragraph, String text) {
    return "<style:style style:name=\""
        + name
        + "\" style:display-name=\""
        + name.replace("_20_", " ")
        + "\" style:family=\"paragraph\">"
        + (paragraph.isEmpty() ? "" : "<style:paragraph-properties " + paragraph + "/>")
        + (text.isEmpty() ? "" : "<style:text-properties " + text + "/>")
        + "</style:style>";
  }

  private String content(Paper paper) {
    Html before =
        document()
            .markup("<office:document-content" + NAMES + "><office:automatic-styles>")
            .markup("<style:style style:name=\"Strong\" style:family=\"text\">")
            .markup("<style:text-properties fo:font-weight=\"bold\"/></style:style>")
            .markup("<style:style style:name=\"Cell\" style:family=\"table-cell\">")
            .markup("<style:table-cell-properties fo:padding=\"0.08cm\"")
            .markup(" fo:border-bottom=\"0.5pt solid #b9c4cd\"/></style:style>")
            .markup("</office:automatic-styles><office:body><office:text>");
    out.element("text:h text:style-name=\"Title\" text:outline-level=\"1\"", paper.title());
    paragraph("Subtitle", paper.subtitle());
    paper.blocks().forEach(this::write);
    return before
        .markup(out.toString())
        .markup("</office:text></office:body></office:document-content>")
        .toString();
  }

  private void write(Block block) {
    switch (block) {
      case Block.Section section ->
          out.element(
              "text:h text:style-name=\"Heading_20_%1$d\" text:outline-level=\"%1$d\""
                  .formatted(section.level()),
              section.title());
      case Block.Lead(String text) -> paragraph("Lead", text);
      case Block.Answer answer ->
          strong(answer.question() + " ", answer.answer(), " " + answer.why());
      case Block.Paragraph(String text) -> paragraph("Standard", text);
      case Block.Bullets(List<String> items) -> {
        out.markup("<text:list>");
        items.forEach(
            item -> {
              out.markup("<text:list-item>");
              paragraph("Standard", item);
              out.markup("</text:list-item>");
            });
        out.markup("</text:list>");
      }
      case Block.Facts(List<Block.Fact> facts) -> {
        out.markup("<text:list>");
        facts.forEach(
            fact -> {
              out.markup("<text:list-item>");
              strong(fact.name() + " — ", fact.value(), "");
              out.markup("</text:list-item>");
            });
        out.markup("</text:list>");
      }
      case Block.Table table -> table(table);
      case Block.Picture picture -> {
        strong("", picture.heading().title(), "");
        paragraph("Standard", picture.heading().conclusion());
      }
    }
  }

  private void paragraph(String style, String text) {
    out.element("text:p text:style-name=\"" + style + "\"", text);
  }

  private void strong(String before, String strong, String after) {
    out.markup("<text:p text:style-name=\"Standard\">")
        .text(before)
        .element("text:span text:style-name=\"Strong\"", strong)
        .text(after)
        .markup("</text:p>");
  }

  private void table(Block.Table table) {
    paragraph("Caption", table.caption());
    out.markup("<table:table table:name=\"T" + ++tables + "\">")
        .markup(
            "<table:table-column table:number-columns-repeated=\"%d\"/>"
                .formatted(table.headers().size()))
        .markup("<table:table-header-rows>");
    row(table, table.headers(), true);
    out.markup("</table:table-header-rows>");
    table.rows().forEach(row -> row(table, row, false));
    out.markup("</table:table>");
    paragraph("Standard", "");
  }

  private void row(Block.Table table, List<String> cells, boolean isHeader) {
    out.markup("<table:table-row>");
    for (int i = 0; i < cells.size(); i++) {
      out.markup("<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">");
      paragraph(
          isHeader
              ? "Table_20_Heading"
              : table.isNumber(i) ? "Table_20_Number" : "Table_20_Contents",
          cells.get(i));
      out.markup("</table:table-cell>");
    }
    out.markup("</table:table-row>");
  }
}
