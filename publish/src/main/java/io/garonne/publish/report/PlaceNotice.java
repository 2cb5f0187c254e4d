package io.garonne.publish.report;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The notice that hangs where something is measured: what, why, what cannot be seen, how long it is
 * kept, who answers. It names no device and no person but the contact.
 */
public final class PlaceNotice {
  private static final int PERSONAL_DAYS = 30;
  private static final int CURVE_DAYS = 400;
  private static final int TOTAL_DAYS = 1826;

  private PlaceNotice() {}

  /**
   * What is measured at a place.
   *
   * @param classes equipment classes, in the order in which they are named
   * @param personal whether any of it is one person's
   */
  public record Measured(List<String> classes, boolean personal) {
    public Measured {
      classes = List.copyOf(classes);
    }
  }

  /**
   * The notice.
   *
   * @param site site, as in the inventory
   * @param measured what is measured there
   */
  public static Paper of(
      String site, Measured measured, Estate estate, Contact contact, Texts language) {
    ReportTexts texts = new ReportTexts(language, estate);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Lead(texts.get("notice.lead", texts.site(site))));
    part(blocks, texts, "what");
    blocks.add(new Block.Paragraph(what(measured, texts)));
    part(blocks, texts, "why");
    blocks.add(new Block.Paragraph(texts.get("notice.why.text")));
    part(blocks, texts, "unseen");
    blocks.add(bullets(texts, "unseen.content", "unseen.persons", "unseen.switch"));
    if (measured.personal()) {
      part(blocks, texts, "personal");
      blocks.add(new Block.Paragraph(texts.get("notice.personal.text")));
    }
    part(blocks, texts, "kept");
    blocks.add(new Block.Bullets(kept(measured, estate, texts)));
    part(blocks, texts, "who");
    blocks.add(new Block.Answer(texts.get("notice.who.ask"), contact.text(), "", Block.Mood.OPEN));
    part(blocks, texts, "rights");
    blocks.add(new Block.Paragraph(texts.get("notice.rights.text")));
    blocks.add(new Block.Paragraph(texts.get("notice.dpo")));
    return new Paper(texts.get("notice.title"), texts.site(site), true, blocks);
  }

  private static void part(List<Block> blocks, ReportTexts texts, String id) {
    blocks.add(new Block.Section(2, id, texts.get("notice." + id)));
  }

  private static Block bullets(ReportTexts texts, String... keys) {
    return new Block.Bullets(Stream.of(keys).map(key -> texts.get("notice." + key)).toList());
  }

  private static String what(Measured measured, ReportTexts texts) {
    return measured.classes().isEmpty()
        ? texts.get("notice.what.nothing")
        : texts.get(
            "notice.what.text",
            String.join(", ", measured.classes().stream().map(texts::equipmentClass).toList()));
  }

  private static List<String> kept(Measured measured, Estate estate, ReportTexts texts) {
    List<String> kept = new ArrayList<>();
    if (measured.personal()) {
      kept.add(texts.get("notice.kept.personal", PERSONAL_DAYS));
    }
    kept.add(texts.get("notice.kept.readings", days(estate, PERSONAL_DAYS, "readings")));
    kept.add(
        texts.get(
            "notice.kept.shared",
            days(estate, CURVE_DAYS, "device-quarter-hours", "device-hours"),
            days(estate, TOTAL_DAYS, "device-days", "device-months")));
    kept.add(texts.get("notice.kept.sums"));
    return kept;
  }

  /** As decided in the table {@code retention}, the shorter of what shares a topic. */
  private static String days(Estate estate, int otherwise, String... data) {
    int days = otherwise;
    for (EstateLine line : estate.lines(EstateTable.RETENTION)) {
      String decided = line.cell("days");
      if (decided != null && List.of(data).contains(line.required("data"))) {
        days = Math.min(days, Integer.parseInt(decided));
      }
    }
    return Integer.toString(days);
  }
}
