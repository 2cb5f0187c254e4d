package io.garonne.publish.night;

import io.garonne.model.Units;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What models use, for purchasers: a table, CSV, and a line each for the request form. */
public final class Models {
  private static final List<String> COLUMNS =
      List.of(
          "family",
          "class",
          "model",
          "in-service",
          "metered",
          "from",
          "to",
          "months",
          "weekly",
          "weekly-half-width",
          "yearly",
          "yearly-half-width",
          "declared",
          "why");

  private final Texts texts;
  private final Cells cells;

  /** In one language. */
  public Models(Texts texts) {
    this.texts = texts;
    this.cells = new Cells(texts);
  }

  /** Writes a table for a person. */
  public void writeTable(List<ModelEnergy> models, Appendable out) throws IOException {
    if (models.isEmpty()) {
      out.append(texts.get("model.none")).append('\n');
      return;
    }
    Columns table =
        new Columns(
            Stream.of(
                    "family",
                    "model",
                    "in-service",
                    "metered",
                    "span",
                    "weekly",
                    "yearly",
                    "declared",
                    "ratio")
                .map(name -> texts.get("model.col." + name))
                .toList(),
            Set.of(2, 3, 5, 6, 7, 8));
    for (ModelEnergy model : models) {
      Long declared = model.declaredWeekly();
      NoFigure notDeclared = model.notDeclared();
      String why = notDeclared == null ? "" : cells.note(notDeclared);
      Long yearly = model.yearly();
      table.add(
          List.of(
              cells.family(model.family()),
              Cells.printable(model.model()),
              texts.count(model.inService()),
              texts.count(model.units()),
              model.from() + " – " + model.to(),
              with(model.weekly(), model.weeklyHalfWidth(), 2),
              yearly == null
                  ? texts.get("model.no-year", model.months())
                  : with(yearly, model.yearlyHalfWidth(), 0),
              declared == null ? why : cells.kilowattHours(declared, 2),
              declared == null || declared == 0
                  ? why
                  : cells.percent((double) model.weekly() / declared)));
    }
    table.write(out);
    cells.writeNotes(out);
    out.append(texts.get("model.method")).append('\n');
  }

  private String with(long energy, @Nullable Long halfWidth, int decimals) {
    return cells.kilowattHours(energy, decimals)
        + (halfWidth == null
            ? " " + cells.note(NoFigure.SPREAD_UNKNOWN)
            : " ± " + cells.kilowattHours(halfWidth, decimals));
  }

  /**
   * Writes CSV for a spreadsheet of the language: in French with semicolons and decimal commas. A
   * field is empty where nothing is known; the last one says why.
   */
  public void writeCsv(List<ModelEnergy> models, Appendable out) throws IOException {
    line(COLUMNS.stream().map(name -> texts.get("model.csv." + name)).toList(), out);
    for (ModelEnergy model : models) {
      NoFigure notDeclared = model.notDeclared();
      List<String> why = new ArrayList<>();
      if (model.weeklyHalfWidth() == null) {
        why.add(cells.reason(NoFigure.SPREAD_UNKNOWN));
      }
      if (model.yearly() == null) {
        why.add(texts.get("model.no-year", model.months()));
      }
      if (notDeclared != null) {
        why.add(cells.reason(notDeclared));
      }
      line(
          List.of(
              cells.family(model.family()),
              String.join(" ", model.classes()),
              model.model(),
              Integer.toString(model.inService()),
              Integer.toString(model.units()),
              model.from().toString(),
              model.to().toString(),
              Integer.toString(model.months()),
              number(model.weekly()),
              number(model.weeklyHalfWidth()),
              number(model.yearly()),
              number(model.yearlyHalfWidth()),
              number(model.declaredWeekly()),
              String.join("; ", why)),
          out);
    }
  }

  private void line(List<String> fields, Appendable out) throws IOException {
    boolean french = texts.language() == Language.FR;
    List<String> line = new ArrayList<>();
    for (String field : fields) {
      line.add(french ? bySemicolons(field) : TotalsCsv.field(field));
    }
    out.append(String.join(french ? ";" : ",", line)).append('\n');
  }

  /** A field between semicolons: a comma in it needs no quotes, a semicolon does. */
  private static String bySemicolons(String field) {
    String quoted = TotalsCsv.field(field);
    boolean needsQuotes = field.chars().anyMatch(c -> ";\"\n\r".indexOf(c) >= 0);
    boolean isQuoted = quoted.startsWith("\"");
    return needsQuotes == isQuoted
        ? quoted
        : isQuoted ? quoted.substring(1, quoted.length() - 1) : '"' + quoted + '"';
  }

  private String number(@Nullable Long millijoules) {
    if (millijoules == null) {
      return "";
    }
    String plain =
        Units.kilowattHours(millijoules).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    return texts.language() == Language.FR ? plain.replace('.', ',') : plain;
  }

  /** Writes a line for each model, as it is put into the form on which equipment is requested. */
  public void writeLines(List<ModelEnergy> models, Appendable out) throws IOException {
    for (ModelEnergy model : models) {
      Long declared = model.declaredWeekly();
      Long yearly = model.yearly();
      Long halfWidth = yearly == null ? model.weeklyHalfWidth() : model.yearlyHalfWidth();
      int decimals = yearly == null ? 2 : 0;
      NoFigure notDeclared = model.notDeclared();
      out.append(
              texts.get(
                  yearly == null ? "model.line.week" : "model.line.year",
                  Cells.printable(model.model()),
                  cells.kilowattHours(yearly == null ? model.weekly() : yearly, decimals),
                  halfWidth == null
                      ? cells.reason(NoFigure.SPREAD_UNKNOWN)
                      : "± " + cells.kilowattHours(halfWidth, decimals),
                  texts.count(model.units()),
                  model.from(),
                  model.to(),
                  declared == null
                      ? cells.reason(notDeclared == null ? NoFigure.NOT_DECLARED : notDeclared)
                      : texts.get("model.line.declared", cells.kilowattHours(declared, 2)),
                  cells.kilowattHours(model.weekly(), 2)))
          .append('\n');
    }
  }
}
