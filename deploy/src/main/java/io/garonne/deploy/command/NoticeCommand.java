package io.garonne.deploy.command;

import io.garonne.model.inventory.Estate;
import io.garonne.publish.report.Contact;
import io.garonne.publish.report.PlaceNotice;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the notice that hangs where something is measured. */
@Command(
    name = "notice",
    description = {
      "Writes a notice for a site, to be printed: what is measured and why, what cannot be seen, how"
          + " long it is kept, who answers. See docs/report.md.",
      "Its legal part is to be verified by the data protection officer; it says so."
    })
public final class NoticeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--site", paramLabel = "SITE", required = true, description = "The site.")
  private String site = "";

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      required = true,
      description = "Who answers, with an e-mail address, a telephone number or a web address.")
  private String contact = "";

  @Mixin private PaperOptions paper = new PaperOptions();
  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Contact who = contact();
    Texts texts = options.texts();
    paper.check();
    Estate estate = zone.estate(options.bootstrap());
    DevicesView devices = DevicesView.read(options.bootstrap());
    PlaceNotice.Measured measured =
        new PlaceNotice.Measured(
            List.copyOf(devices.classesAt(site)), devices.isAnyPersonalAt(site));
    if (measured.classes().isEmpty() && !estate.sites().containsKey(site)) {
      throw new ParameterException(
          spec.commandLine(), "--site: there is no site of that name in the inventory: " + site);
    }
    paper.write(PlaceNotice.of(site, measured, estate, who, texts), texts);
    return 0;
  }

  private Contact contact() {
    try {
      return new Contact(contact);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--contact: " + e.getMessage(), e);
    }
  }
}
