package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.Unprintable;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Writes lines that a person does not import but says by a command, with the event that can be
 * undone.
 */
final class EstateWriting {
  /** Characters of what people say by an option. */
  private static final int LONGEST = 1000;

  private final EstateTopics topics;
  private final ZoneId zone;

  EstateWriting(String bootstrap, ZoneId zone) {
    this.topics = new EstateTopics(bootstrap);
    this.zone = zone;
  }

  /**
   * What was done.
   *
   * @param kind as in the table events
   * @param what one line for people
   * @param at from when on it holds
   * @param author who did it
   * @param reason may be empty
   */
  record Act(String kind, String what, String at, String author, String reason) {}

  /** The estate as it is; {@link #write} writes a change of it. */
  Estate read() {
    return topics.read(zone);
  }

  /**
   * Writes a change of what was read, with its event.
   *
   * @return the event's id
   * @throws SettingsException with every problem, before anything is written
   * @throws IOException if somebody else has changed the estate since, or Kafka does not take it
   */
  String write(Estate before, EstateEdits.Edit edit, Act act) throws IOException {
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    if (!change.problems().isEmpty()) {
      throw new SettingsException(change.problems());
    }
    EstateLine event = event(before, change, act);
    topics.write(change, List.of(event), edit.readings(), act.author());
    return event.required("id");
  }

  /** The line of the table events that says who did what, and how it was before. */
  static EstateLine event(Estate before, EstateChange change, Act act) {
    Collection<EstateLine> written = new ArrayList<>(change.added());
    written.addAll(change.changed());
    List<EstateLine> were = new ArrayList<>(change.removed());
    change.changed().forEach(line -> were.add(before.lines().get(line.key())));
    String now = EstateOptions.when(System.currentTimeMillis());
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "id",
                now.substring(0, 19).replaceAll("[-:]", "")
                    + "-"
                    + UUID.randomUUID().toString().substring(0, 4),
                "kind",
                act.kind(),
                "at",
                act.at(),
                "what",
                act.what(),
                "author",
                act.author(),
                "done",
                now));
    if (!act.reason().isBlank()) {
      cells.put("reason", act.reason());
    }
    // What an import of a whole estate changed is in the files it came from.
    if (!act.kind().equals("import")) {
      cells.put("before", EstateLineJson.writeAll(were));
      cells.put("written", EstateLineJson.writeAll(written));
    }
    return EstateLine.of(EstateTable.EVENTS, cells, "inventory " + act.kind());
  }

  /**
   * A line of what options say.
   *
   * @throws ParameterException if a cell cannot hold it
   */
  static EstateLine line(
      CommandSpec spec, EstateTable table, Map<String, String> cells, String place) {
    try {
      return EstateLine.of(table, cells, place);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), place + " " + e.getMessage(), e);
    }
  }

  /**
   * What an option says, without blanks around it.
   *
   * @throws ParameterException if it says nothing, or what {@link #words} refuses
   */
  static String said(CommandSpec spec, String option, String value) {
    String said = words(spec, option, value);
    if (said.isEmpty()) {
      throw new ParameterException(spec.commandLine(), option + " is empty");
    }
    return said;
  }

  /**
   * What an option says, if anything, without blanks around it.
   *
   * @throws ParameterException if it is too long for a list, or would break its lines
   */
  static String words(CommandSpec spec, String option, String value) {
    String said = value.strip();
    String problem = problem(said);
    if (problem != null) {
      throw new ParameterException(spec.commandLine(), option + " " + problem);
    }
    return said;
  }

  /** What is wrong with words that people read in lists, or null. */
  static @Nullable String problem(String words) {
    if (words.length() > LONGEST) {
      return "has %,d characters; at most %,d".formatted(words.length(), LONGEST);
    }
    Unprintable found = Unprintable.in(words);
    return found == null ? null : "has the " + found;
  }
}
