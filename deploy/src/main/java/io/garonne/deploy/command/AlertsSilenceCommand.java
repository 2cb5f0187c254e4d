package io.garonne.deploy.command;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Silence;
import io.garonne.model.alert.SilenceScope;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says that nobody is to be told of something for some time. */
@Command(
    name = "silence",
    description = {
      "Says that nobody is to be told of something for some time. It is kept and listed all the"
          + " same.",
      "Kept with who and why; inventory undo ends it before its time."
    })
public final class AlertsSilenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description =
          "An alert's id, site:NAME, room:SITE/ROOM, rack:SITE/RACK, device:NAME, kind:NAME, or all.")
  private String scope = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      description = "A date (its midnight in --zone), tomorrow, or an instant with its zone.")
  private String until = "";

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who says so.")
  private String by = "";

  @Mixin private AlertOptions options = new AlertOptions();

  @Override
  public Integer call() throws IOException {
    String who = EstateWriting.said(spec, "--by", by);
    String why = EstateWriting.said(spec, "--reason", reason);
    long now = System.currentTimeMillis();
    long end = until(now);
    Texts texts = options.texts();
    List<Alert> alerts = options.alerts().alerts();
    String problem =
        SilenceScope.problem(scope, alerts.stream().map(Alert::id).collect(Collectors.toSet()));
    if (problem != null) {
      throw new ParameterException(spec.commandLine(), "--scope: " + problem);
    }
    EstateWriting estate = new EstateWriting(options.bootstrap(), options.zone());
    Estate before = estate.read();
    known(before, alerts);
    EstateLine line =
        EstateWriting.line(
            spec,
            EstateTable.SILENCES,
            Map.of(
                "scope",
                scope,
                "from",
                Instant.ofEpochMilli(now).toString(),
                "until",
                Instant.ofEpochMilli(end).toString(),
                "reason",
                why,
                "by",
                who),
            "alerts silence");
    String event =
        estate.write(
            before,
            new EstateEdits.Edit(List.of(), List.of(line), List.of(), List.of()),
            new EstateWriting.Act("silence", scope, EstateOptions.when(now), who, why));
    Silence silence = new Silence(scope, now, end, why, who);
    long covered =
        alerts.stream()
            .filter(Alert::isOpen)
            .filter(alert -> silence.covers(alert.id(), alert.kind(), alert.place(), now))
            .count();
    System.out.println(
        texts.get(
            "alert.made-silent",
            scope,
            texts.dateAndTime(end, options.zone()),
            texts.count(covered),
            event));
    return 0;
  }

  /** A silence of a misspelt name would be one of nothing; somebody's own is not there. */
  private void known(Estate estate, List<Alert> alerts) {
    if (scope.startsWith("kind:") || !scope.contains(":")) {
      return;
    }
    String prefix = scope.substring(0, scope.indexOf(':') + 1);
    Set<String> known = new TreeSet<>(SilenceScope.of(estate));
    alerts.forEach(alert -> known.addAll(SilenceScope.of(alert.id(), alert.kind(), alert.place())));
    known.removeIf(one -> !one.startsWith(prefix));
    if (prefix.equals("device:") && !known.contains(scope)) {
      throw new ParameterException(
          spec.commandLine(),
          "--scope: there is no such device as \""
              + scope.substring(prefix.length())
              + "\""
              + (known.isEmpty()
                  ? ""
                  : "; the most alike: " + String.join(", ", KnownNames.nearest(scope, known))));
    }
    KnownNames.check(spec, "--scope", scope, known, Set::of);
  }

  private long until(long now) {
    String said = Moments.checked(spec, "--until", until, options.zone());
    long end =
        said.length() == 10
            ? LocalDate.parse(said).atStartOfDay(options.zone()).toInstant().toEpochMilli()
            : OffsetDateTime.parse(said).toInstant().toEpochMilli();
    if (end <= now) {
      throw new ParameterException(spec.commandLine(), "--until \"" + until + "\" is past already");
    }
    return end;
  }
}
