package io.garonne.deploy.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.deploy.correction.CorrectionText;
import io.garonne.deploy.correction.CorrectionTopic;
import io.garonne.model.Correction;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the corrections that are kept. */
@Command(
    name = "list",
    description = {
      "Prints the corrections of the last 29 days: who, what, why, and whether it is what holds of"
          + " its instant. Of somebody's own device neither instant nor value."
    })
public final class CorrectListCommand implements Callable<Integer> {
  @Option(names = "--csv", description = "CSV with fixed columns: UTC, millijoules or pages.")
  private boolean csv;

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    List<Correction> all = CorrectionTopic.all(options.bootstrap());
    Set<String> personal = new HashSet<>();
    TopicReader.all(
        options.bootstrap(),
        Topics.DEVICES,
        record -> {
          String device = new String(record.key(), UTF_8);
          personal.remove(device);
          if (record.value() != null
              && DeviceJson.read(record.value()).assignments().stream()
                  .anyMatch(a -> a.personal())) {
            personal.add(device);
          }
        });
    Writer out = ReadOptions.out();
    if (csv) {
      CorrectionText.csv(all, personal::contains, out);
    } else {
      new CorrectionText(options.texts()).table(all, personal::contains, out);
    }
    out.flush();
    return 0;
  }
}
