package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateEffects;
import io.garonne.deploy.inventory.EstateReport;
import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateEdits.ManualReading;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.NewLines;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command has that looks at the estate or changes it. */
final class EstateOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GARONNE_KAFKA_BOOTSTRAP:-127.0.0.1:9092}",
      description = "Kafka. Default: ${DEFAULT-VALUE}")
  private String bootstrap = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of sites that name none. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does it; kept with the change. Default: ${DEFAULT-VALUE}")
  private String author = "";

  private @Nullable EstateTopics topics;

  String bootstrap() {
    return bootstrap;
  }

  ZoneId zone() {
    return zone;
  }

  String author() {
    return author;
  }

  Estate estate() {
    return topics().read(zone);
  }

  /** The same each time: what was read is what a change is about. */
  EstateTopics topics() {
    EstateTopics known = topics;
    if (known == null) {
      known = new EstateTopics(bootstrap);
      topics = known;
    }
    return known;
  }

  /**
   * Shows a change and what it does to energy, and writes it if that is wanted.
   *
   * @param kind as in the table events
   * @param what one line for people
   * @return 0; 2 if it is refused
   * @throws SettingsException with every problem, before anything is written
   */
  int change(
      Estate before,
      EstateEdits.Edit edit,
      String kind,
      String what,
      String at,
      String reason,
      boolean write)
      throws IOException {
    if (!edit.problems().isEmpty()) {
      throw new SettingsException(edit.problems());
    }
    List<String> early =
        edit.readings().stream()
            .filter(reading -> reading.at() > System.currentTimeMillis())
            .map(reading -> "the index of " + reading.device() + " is of a time still to come")
            .distinct()
            .toList();
    if (!early.isEmpty()) {
      throw new SettingsException(early);
    }
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    LocalDate today = LocalDate.now(zone);
    List<String> problems = new ArrayList<>(change.problems());
    problems.addAll(NewLines.problems(change, today));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    NewLines.notes(change).forEach(System.out::println);
    EstateReport.of(change, before.lines()).forEach(System.out::println);
    EstateEffects.Effects effects =
        EstateEffects.of(change, bootstrap, zone, System.currentTimeMillis());
    if (!effects.problems().isEmpty()) {
      throw new SettingsException(effects.problems());
    }
    if (!effects.lines().isEmpty()) {
      System.out.println("Energy that counts for something else afterwards:");
      effects.lines().forEach(line -> System.out.println("  " + line));
    }
    for (ManualReading reading : edit.readings()) {
      System.out.println("reading of " + reading.device() + " at " + when(reading.at()));
    }
    if (change.isNothing() && edit.readings().isEmpty()) {
      System.out.println("Nothing changes.");
      return 0;
    }
    if (!write) {
      System.out.println(
          kind.equals("import")
              ? "Nothing is written: this was a dry run."
              : "Nothing is written yet; with --yes it is.");
      return 0;
    }
    EstateLine event = event(before, change, kind, what, at, reason);
    topics().write(change, List.of(event), edit.readings(), author);
    System.out.println("Written as event " + event.required("id") + ".");
    return 0;
  }

  private EstateLine event(
      Estate before, EstateChange change, String kind, String what, String at, String reason) {
    Collection<EstateLine> written = new ArrayList<>(change.added());
    written.addAll(change.changed());
    List<EstateLine> were = new ArrayList<>(change.removed());
    change.changed().forEach(line -> were.add(before.lines().get(line.key())));
    String now = when(System.currentTimeMillis());
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "id",
                now.substring(0, 19).replaceAll("[-:]", "")
                    + "-"
                    + UUID.randomUUID().toString().substring(0, 4),
                "kind",
                kind,
                "at",
                at,
                "what",
                what,
                "author",
                author,
                "done",
                now));
    if (!reason.isEmpty()) {
      cells.put("reason", reason);
    }
    // What an import of a whole estate changed is in the files it came from.
    if (!kind.equals("import")) {
      cells.put("before", EstateLineJson.writeAll(were));
      cells.put("written", EstateLineJson.writeAll(written));
    }
    return EstateLine.of(EstateTable.EVENTS, cells, "inventory " + kind);
  }

  static String when(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
