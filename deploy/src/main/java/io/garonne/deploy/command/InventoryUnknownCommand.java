package io.garonne.deploy.command;

import io.garonne.model.inventory.UnknownDevice;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.unknown.UnknownDevicesReader;
import io.garonne.publish.unknown.UnknownDevicesTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the devices that report and that nobody has described. */
@Command(
    name = "unknown",
    description = {
      "Lists the devices that report and are not in the inventory, each with a guess what it is and"
          + " a line for the inventory.",
      "Their energy counts under the site \"unassigned\" until they are described, and moves then."
    })
public final class InventoryUnknownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--csv",
      description = "An inventory table with their lines, to be edited: site and class.")
  private boolean csv;

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
      description = "Zone of the times shown. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "Language of the table: fr or en. Default: ${DEFAULT-VALUE}")
  private String lang = "";

  @Override
  public Integer call() throws IOException {
    Language language = Language.ofCode(lang);
    if (language == null) {
      throw new ParameterException(spec.commandLine(), "--lang is fr or en");
    }
    Texts texts = new Texts(language);
    List<UnknownDevice> unknown = UnknownDevicesReader.read(bootstrap, System.currentTimeMillis());
    Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    if (csv) {
      out.write("device,site,equipment_class\n");
      for (UnknownDevice device : unknown) {
        out.write(device.line() + "\n");
      }
    } else if (!unknown.isEmpty()) {
      new UnknownDevicesTable(texts, zone).write(unknown, out);
    }
    out.flush();
    System.err.println(
        unknown.isEmpty()
            ? texts.get("unknown.none")
            : texts.get("unknown.hint", texts.count(unknown.size())));
    return 0;
  }
}
