package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.Worth;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link Candidate} on the wire; schema {@code energy.advice.v1.candidate.schema.json}. */
public final class CandidateJson {
  /** Value of the field {@code kind}. */
  public static final String KIND = "candidate";

  private CandidateJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Candidate candidate) {
    return Json.object(
        out -> {
          out.writeStringField("kind", KIND);
          out.writeStringField("what", candidate.kind().label());
          out.writeStringField("site", candidate.site());
          Json.writeIfSaid(out, "room", candidate.room());
          out.writeArrayFieldStart("printers");
          for (String printer : candidate.printers()) {
            out.writeString(printer);
          }
          out.writeEndArray();
          out.writeStringField("to", candidate.to());
          out.writeStringField("unit", candidate.pages() ? "pages" : "quarter-hours");
          out.writeNumberField("usedAMonth", candidate.used());
          out.writeNumberField("capacityAMonth", candidate.capacity());
          out.writeNumberField("savingMillijoulesAYear", candidate.saving());
          PrinterPartsJson.write(out, candidate.worth());
          LocalDate last = candidate.last();
          Json.writeIfSaid(out, "last", last == null ? null : last.toString());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a candidate
   */
  public static Candidate read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Candidate(
        Json.required(b.what, "what"),
        Json.required(b.site, "site"),
        b.room,
        b.printers,
        Json.required(b.to, "to"),
        b.used,
        b.capacity,
        b.pages,
        b.saving,
        Json.required(b.worth, "worth"),
        b.last);
  }

  private static final class Builder implements Json.Field {
    private Candidate.@Nullable Kind what;
    private @Nullable String site;
    private @Nullable String room;
    private List<String> printers = List.of();
    private @Nullable String to;
    private long used;
    private long capacity;
    private boolean pages;
    private long saving;
    private @Nullable Worth worth;
    private @Nullable LocalDate last;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "what" -> what = Candidate.Kind.valueOf(in.getText().toUpperCase(Locale.ROOT));
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "printers" -> printers = PrinterPartsJson.list(in, JsonParser::getText);
        case "to" -> to = in.getText();
        case "unit" -> pages = in.getText().equals("pages");
        case "usedAMonth" -> used = in.getLongValue();
        case "capacityAMonth" -> capacity = in.getLongValue();
        case "savingMillijoulesAYear" -> saving = in.getLongValue();
        case "worth" -> worth = PrinterPartsJson.worth(in);
        case "last" -> last = LocalDate.parse(in.getText());
        default -> in.skipChildren();
      }
    }
  }
}
