package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.publish.privacy.Kept;
import io.garonne.publish.privacy.ProcessingRegister;
import io.garonne.publish.privacy.RegisterJson;
import io.garonne.publish.report.Paper;
import io.garonne.publish.text.Texts;
import io.garonne.service.Settings;
import io.garonne.sink.Bucket;
import io.garonne.sink.SinkSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the register of processing of this installation. */
@Command(
    name = "register",
    description = {
      "Prints the record of processing activities (GDPR art. 30) of this installation: retentions as"
          + " the inventory's table retention and the settings of the sink say, and who decided them.",
      "Settings are those of this command's environment (GARONNE_INFLUX_RETENTION_...): run it where"
          + " the sink runs. What the law says of it is to be verified by the data protection officer."
    })
public final class PrivacyRegisterCommand implements Callable<Integer> {
  @Option(names = "--controller", paramLabel = "TEXT", description = "Who is responsible.")
  private String controller = "";

  @Option(names = "--officer", paramLabel = "TEXT", description = "The data protection officer.")
  private String officer = "";

  @Option(names = "--json", description = "JSON; else Markdown.")
  private boolean json;

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Texts texts = options.texts();
    Settings settings = Settings.of(Map.of(), System.getenv());
    List<Kept> influx = inInflux(SinkSettings.from(settings));
    settings.check();
    ProcessingRegister register =
        ProcessingRegister.of(
            new EstateTopics(options.bootstrap()).read(ZoneId.of("Europe/Paris")),
            influx,
            controller,
            officer);
    Writer out = ReadOptions.out();
    if (json) {
      RegisterJson.write(register, texts, out);
    } else {
      byte[] markdown = register.paper(texts).as(Paper.Format.MD, texts);
      out.write(new String(markdown, StandardCharsets.UTF_8));
    }
    out.flush();
    return 0;
  }

  /** How long the buckets keep what is in them; less than a day is a day. */
  static List<Kept> inInflux(SinkSettings sink) {
    return Arrays.stream(Bucket.values())
        .map(
            bucket ->
                new Kept(
                    "influx-" + bucket.label(),
                    "InfluxDB " + bucket.in(sink.influx().database()),
                    (Objects.requireNonNull(sink.influx().retentions().get(bucket)).toHours() + 23)
                        / 24,
                    null))
        .toList();
  }
}
