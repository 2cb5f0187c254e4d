package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateEffects;
import io.garonne.deploy.inventory.EstateReport;
import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateEdits.ManualReading;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.NewLines;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does it; kept with the change. Default: ${DEFAULT-VALUE}")
  private String author = "";

  @Mixin private EstateZone zone = new EstateZone();
  private @Nullable EstateTopics topics;

  String bootstrap() {
    return bootstrap;
  }

  ZoneId zone() {
    return zone.zone();
  }

  String author() {
    return author;
  }

  /** The same, done by somebody whom the command names by another option. */
  EstateOptions by(String name) {
    author = name;
    return this;
  }

  Estate estate() {
    return topics().read(zone());
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
   * Refuses what would be kept and cannot be read by others.
   *
   * @throws SettingsException with what is wrong with the reason or the author
   */
  void checkWords(String reason) {
    List<String> problems = new ArrayList<>();
    String ofReason = EstateWriting.problem(reason);
    if (ofReason != null) {
      problems.add("--reason " + ofReason);
    }
    String ofAuthor = EstateWriting.problem(author);
    if (ofAuthor != null) {
      problems.add("--author " + ofAuthor);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
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
    checkWords(reason);
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
    LocalDate today = LocalDate.now(zone());
    List<String> problems = new ArrayList<>(change.problems());
    problems.addAll(NewLines.problems(change, today));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    NewLines.notes(change).forEach(System.out::println);
    EstateReport.of(change, before.lines()).forEach(System.out::println);
    EstateEffects.Effects effects =
        EstateEffects.of(change, bootstrap, zone(), System.currentTimeMillis());
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
    EstateLine event =
        EstateWriting.event(before, change, new EstateWriting.Act(kind, what, at, author, reason));
    topics().write(change, List.of(event), edit.readings(), author);
    System.out.println("Written as event " + event.required("id") + ".");
    return 0;
  }

  static String when(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
