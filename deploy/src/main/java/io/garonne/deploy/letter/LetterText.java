package io.garonne.deploy.letter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Dead letters as text: tables, CSV, JSON, and one with its bytes. Times are UTC. */
public final class LetterText {
  private static final int BYTES_A_LINE = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final JsonFactory JSON = new JsonFactory();

  private final Texts texts;

  public LetterText(Texts texts) {
    this.texts = texts;
  }

  /** The groups, as many as wanted, and the newest letters. */
  public void tables(LetterCounts counts, int limit, Appendable out) throws IOException {
    if (counts.count() == 0) {
      out.append(texts.get("letter.none")).append('\n');
      return;
    }
    List<LetterCounts.Group> all = counts.groups();
    Columns groups =
        new Columns(
            List.of(
                texts.get("letter.count"),
                texts.get("letter.stage"),
                texts.get("letter.reason"),
                texts.get("letter.topic"),
                texts.get("letter.first"),
                texts.get("letter.last")),
            Set.of(0));
    for (LetterCounts.Group group : all.subList(0, Math.min(limit, all.size()))) {
      groups.add(
          List.of(
              texts.count(group.count()),
              group.stage().label(),
              Texts.printable(group.reason()),
              Texts.printable(group.topic()),
              IsoTime.format(group.first()),
              IsoTime.format(group.last())));
    }
    groups.write(out);
    out.append('\n');
    Columns letters =
        new Columns(
            List.of(
                "ID",
                texts.get("letter.arrived"),
                texts.get("letter.reason"),
                texts.get("letter.topic"),
                texts.get("letter.bytes"),
                texts.get("letter.detail")),
            Set.of(4));
    for (DeadLetter letter : counts.newest()) {
      letters.add(
          List.of(
              letter.id(),
              IsoTime.format(letter.at()),
              Texts.printable(letter.reason()),
              Texts.printable(letter.topic()),
              texts.count(letter.bytes().length),
              Texts.printable(letter.detail())));
    }
    letters.write(out);
    out.append('\n')
        .append(
            texts.get(
                "letter.all", texts.count(counts.count()), texts.count(counts.newest().size())))
        .append('\n');
  }

  /** A header and a line for each. */
  public static void csv(List<DeadLetter> letters, Appendable out) throws IOException {
    out.append("id,stage,reason,topic,at,retained,bytes,detail\n");
    for (DeadLetter letter : letters) {
      out.append(
              String.join(
                  ",",
                  letter.id(),
                  letter.stage().label(),
                  TotalsCsv.field(letter.reason()),
                  TotalsCsv.field(letter.topic()),
                  IsoTime.format(letter.at()),
                  Boolean.toString(letter.retained()),
                  Integer.toString(letter.bytes().length),
                  TotalsCsv.field(letter.detail())))
          .append('\n');
    }
  }

  /** An object, with its bytes; a message that {@code decode --fixture} reads. */
  public static String json(DeadLetter letter) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("id", letter.id());
      out.writeStringField("stage", letter.stage().label());
      out.writeStringField("reason", letter.reason());
      out.writeStringField("detail", letter.detail());
      out.writeStringField("topic", letter.topic());
      out.writeStringField("receivedAt", IsoTime.format(letter.at()));
      out.writeBooleanField("retained", letter.retained());
      out.writeFieldName("payloadBase64");
      out.writeBinary(letter.bytes());
      if (letter.cutFrom() >= 0) {
        out.writeNumberField("cutFrom", letter.cutFrom());
      }
      if (letter.originOffset() >= 0) {
        out.writeNumberField("originPartition", letter.originPartition());
        out.writeNumberField("originOffset", letter.originOffset());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** One for a person: what is known of it, then its bytes as text, or in hexadecimal. */
  public void show(DeadLetter letter, Appendable out) throws IOException {
    line(out, "ID", letter.id());
    line(out, texts.get("letter.stage"), letter.stage().label());
    line(out, texts.get("letter.reason"), letter.reason());
    line(out, texts.get("letter.detail"), letter.detail());
    line(out, texts.get("letter.topic"), letter.topic());
    if (letter.originOffset() >= 0) {
      line(out, texts.get("letter.origin"), letter.originPartition() + "-" + letter.originOffset());
    }
    line(out, texts.get("letter.arrived"), IsoTime.format(letter.at()));
    if (letter.stage() == DeadLetter.Stage.INGEST) {
      line(out, texts.get("letter.retained"), Boolean.toString(letter.retained()));
    }
    String bytes = texts.count(letter.bytes().length);
    line(
        out,
        texts.get("letter.bytes"),
        letter.cutFrom() < 0
            ? bytes
            : texts.get("letter.cut", bytes, texts.count(letter.cutFrom())));
    out.append('\n');
    String text = letter.text();
    if (text == null) {
      hex(letter.bytes(), out);
    } else {
      out.append(text.replace("\r", "")).append('\n');
    }
  }

  private static void hex(byte[] bytes, Appendable out) throws IOException {
    for (int i = 0; i < bytes.length; i += BYTES_A_LINE) {
      int end = Math.min(bytes.length, i + BYTES_A_LINE);
      StringBuilder shown = new StringBuilder();
      for (int j = i; j < end; j++) {
        shown.append(bytes[j] >= 0x20 && bytes[j] < 0x7f ? (char) bytes[j] : '.');
      }
      out.append("%08x  %-47s  %s%n".formatted(i, HEX.formatHex(bytes, i, end), shown));
    }
  }

  private static void line(Appendable out, String name, String value) throws IOException {
    out.append("%-18s %s%n".formatted(name, Texts.printable(value)));
  }
}
