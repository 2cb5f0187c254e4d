package io.garonne.deploy.command;

import io.garonne.model.advice.Actions;
import io.garonne.model.inventory.Estate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down that somebody has set a timetable or a sleep timer. */
@Command(
    name = "apply",
    description = {
      "Writes down that a person has set a timetable or a sleep timer: who, when and why. From then"
          + " on the saving is measured. Garonne switches nothing itself.",
      "It can be taken back: ./garonne inventory undo."
    })
public final class ScheduleApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "PRINTER|SITE", description = "A printer, or all of a site's.")
  private String what = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who did it.")
  private String by = "";

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      defaultValue = "today",
      description =
          "Since when: a date (2026-03-12), today, tomorrow, or an instant with its zone. Default:"
              + " ${DEFAULT-VALUE}")
  private String from = "";

  @Override
  public Integer call() throws IOException {
    String who = EstateWriting.said(spec, "--by", by);
    String why = EstateWriting.said(spec, "--reason", reason);
    String moment = Moments.checked(spec, "--from", from, estate.zone());
    LocalDate day = LocalDate.parse(moment.substring(0, 10));
    LocalDate today = LocalDate.now(estate.zone());
    if (day.isAfter(today.plusYears(1)) || day.isBefore(today.minusYears(10))) {
      throw new ParameterException(
          spec.commandLine(),
          "--from " + from + " is more than a year ahead, or more than ten years ago");
    }
    Estate before = estate.by(who).estate();
    String id =
        "schedule-" + moment.substring(0, 10) + "-" + UUID.randomUUID().toString().substring(0, 8);
    return estate.change(
        before,
        Actions.schedule(before, what, id, moment, who, why),
        "action",
        "schedule of " + what,
        moment,
        why,
        true);
  }
}
