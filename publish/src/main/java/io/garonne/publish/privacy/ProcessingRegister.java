package io.garonne.publish.privacy;

import io.garonne.model.inventory.Estate;
import io.garonne.model.privacy.FieldClass;
import io.garonne.model.privacy.FieldPlace;
import io.garonne.model.privacy.FieldTable;
import io.garonne.model.wire.FieldTableCsv;
import io.garonne.publish.report.Block;
import io.garonne.publish.report.Paper;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The record of processing activities (GDPR art. 30) of an installation: two activities, the
 * equipment that is measured and the people who work with Garonne. What the law says of it is to be
 * verified by the data protection officer; it says so.
 *
 * @param controller who is responsible; empty: still to be filled in
 * @param officer the data protection officer; empty: still to be filled in
 * @param activities in the order in which they are told
 */
public record ProcessingRegister(String controller, String officer, List<Activity> activities) {
  /**
   * What is said of an activity, by the names of art. 30, in order; its text has a line for each.
   */
  static final List<String> PARTS =
      List.of(
          "purposes", "basis", "people", "data", "recipients", "transfers", "measures", "rights");

  public ProcessingRegister {
    activities = List.copyOf(activities);
  }

  /**
   * An activity.
   *
   * @param id its name in the texts: {@code register.ID.PART}
   * @param kept how long what is kept
   */
  public record Activity(String id, List<Kept> kept) {
    public Activity {
      kept = List.copyOf(kept);
    }
  }

  /**
   * The register of an installation.
   *
   * @param influx how long each bucket of InfluxDB keeps its points
   */
  public static ProcessingRegister of(
      Estate estate, List<Kept> influx, String controller, String officer) {
    List<Kept> equipment = new ArrayList<>(Kept.inTopics(estate));
    equipment.addAll(influx);
    return new ProcessingRegister(
        controller,
        officer,
        List.of(new Activity("equipment", equipment), new Activity("staff", Kept.ofStaff())));
  }

  /** What an activity says of a part, in a language. */
  static List<String> lines(Activity activity, String part, Texts texts) {
    return List.of(texts.get("register." + activity.id() + "." + part).split("\n", -1));
  }

  /** For people. */
  public Paper paper(Texts texts) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(texts.get("register.verify")));
    blocks.add(
        new Block.Bullets(
            List.of(
                texts.get("register.controller", named(controller, texts)),
                texts.get("register.officer", named(officer, texts)))));
    for (Activity activity : activities) {
      String id = "register-" + activity.id();
      blocks.add(new Block.Section(2, id, texts.get("register." + activity.id())));
      for (String part : PARTS) {
        blocks.add(new Block.Section(3, id + "-" + part, texts.get("register." + part)));
        blocks.add(new Block.Bullets(lines(activity, part, texts)));
      }
      blocks.add(new Block.Section(3, id + "-kept", texts.get("register.kept")));
      blocks.add(kept(activity, texts));
    }
    blocks.add(new Block.Section(2, "register-fields", texts.get("register.fields")));
    blocks.add(fields(texts));
    return new Paper(texts.get("register.title"), texts.get("register.subtitle"), false, blocks);
  }

  private static Block kept(Activity activity, Texts texts) {
    List<List<String>> rows = new ArrayList<>();
    for (Kept one : activity.kept()) {
      Kept.Decision decision = one.decision();
      rows.add(
          List.of(
              texts.get("register.kept." + one.what()),
              one.place(),
              howLong(one, texts),
              decision == null
                  ? texts.get("register.undecided")
                  : decision.by() + ", " + decision.on(),
              decision == null ? "" : decision.basis()));
    }
    return new Block.Table(
        texts.get("register.kept.caption"),
        List.of(
            texts.get("register.kept.what"),
            texts.get("register.kept.where"),
            texts.get("register.kept.long"),
            texts.get("register.kept.decided"),
            texts.get("register.kept.basis")),
        0,
        rows);
  }

  private static String howLong(Kept one, Texts texts) {
    if (one.days() == Kept.UNTIL_CHANGED) {
      return texts.get("register.until-changed");
    }
    return one.days() == 0
        ? texts.get("register.for-ever")
        : texts.get(one.days() == 1 ? "register.day" : "register.days", one.days());
  }

  private static Block fields(Texts texts) {
    FieldTable table = FieldTableCsv.read();
    List<List<String>> rows = new ArrayList<>();
    for (FieldPlace.Store store : FieldPlace.Store.values()) {
      for (FieldPlace place : table.places(store)) {
        List<String> personal = table.fields(place, FieldClass.PERSONAL);
        List<String> indirect = table.fields(place, FieldClass.INDIRECT);
        if (!personal.isEmpty() || !indirect.isEmpty()) {
          rows.add(
              List.of(
                  texts.get("register.store." + store.label()) + " " + place.name(),
                  String.join(", ", personal),
                  String.join(", ", indirect)));
        }
      }
    }
    return new Block.Table(
        texts.get("register.fields.caption"),
        List.of(
            texts.get("register.fields.place"),
            texts.get("register.fields.personal"),
            texts.get("register.fields.indirect")),
        0,
        rows);
  }

  private static String named(String who, Texts texts) {
    return Objects.requireNonNull(who).isBlank() ? texts.get("register.to-fill-in") : who;
  }
}
