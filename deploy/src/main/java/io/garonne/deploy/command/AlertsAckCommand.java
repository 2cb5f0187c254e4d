package io.garonne.deploy.command;

import io.garonne.model.alert.Alert;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.alert.AlertTexts;
import io.garonne.publish.text.Texts;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that somebody has taken on an alert. */
@Command(
    name = "ack",
    description = {
      "Says that somebody has taken on an alert: it is not told again until it has ended and begun"
          + " anew.",
      "Kept with who and when; inventory undo takes it back."
    })
public final class AlertsAckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "Its id, as alerts list prints it.")
  private String id = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who takes it on.")
  private String by = "";

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What others should know.")
  private String note = "";

  @Mixin private AlertOptions options = new AlertOptions();

  @Override
  public Integer call() throws IOException {
    String who = EstateWriting.said(spec, "--by", by);
    String said = EstateWriting.words(spec, "--note", note);
    Texts texts = options.texts();
    Alert alert =
        options.alerts().alerts().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new SettingsException(List.of(texts.get("alert.unknown", id))));
    if (!alert.isOpen()) {
      throw new SettingsException(List.of(texts.get("alert.has-ended", id)));
    }
    Instant now = Instant.now();
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "alert",
                id,
                "since",
                Instant.ofEpochMilli(alert.since()).toString(),
                "by",
                who,
                "at",
                Instant.ofEpochMilli(now.toEpochMilli()).toString()));
    if (!said.isEmpty()) {
      cells.put("note", said);
    }
    EstateWriting estate = new EstateWriting(options.bootstrap(), options.zone());
    Estate before = estate.read();
    EstateLine line = EstateWriting.line(spec, EstateTable.ACKNOWLEDGEMENTS, cells, "alerts ack");
    String event =
        estate.write(
            before,
            new EstateEdits.Edit(List.of(), List.of(line), List.of(), List.of()),
            new EstateWriting.Act(
                "acknowledge", id, EstateOptions.when(now.toEpochMilli()), who, said));
    AlertTexts words = new AlertTexts(texts, options.zone());
    System.out.println(
        texts.get("alert.taken", words.title(alert), words.where(alert.place()), event));
    return 0;
  }
}
