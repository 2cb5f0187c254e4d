package io.garonne.ingest;

import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Description;
import io.garonne.ingest.decode.PayloadDecoder;
import io.garonne.ingest.poll.PollDescriptions;

/** {@code docs/devices.md}: everything that is understood, as decoders and tables describe it. */
public final class DevicesPage {
  private DevicesPage() {}

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(introduction());
    page.append(
        "\n## Over MQTT\n\nThe first that claims the topic decides, then the first that knows");
    page.append(" the payload, in this order.\n");
    for (PayloadDecoder decoder : Decoders.standard().all()) {
      section(page, decoder.description(), "Decoder `" + decoder.name() + "`");
    }
    page.append("\n## Asked by the poller\n\nRead only; [how](poll.md).\n");
    PollDescriptions.all().forEach(each -> section(page, each, "Found by"));
    return page.toString();
  }

  private static String introduction() {
    return """
        # Devices

        <!-- Generated from the decoders and tables by DevicesPageTest; do not edit.
             To write it anew: mvn test -pl ingest -am -Dtest=DevicesPageTest -Dgaronne.devices.write=true
             -Dsurefire.failIfNoSpecifiedTests=false -->

        What Garonne understands without any setting, in which units, and where it stops. A device that is
        not here is visible all the same: its messages are dead letters with a reason, and
        [a rule of your own](add-a-device.md) reads it.

        Of every message: values that are missing, no numbers or beyond anything electrical are left out,
        never read as 0. Believed are %s.
        Export, sums of days or hours, and sums of what the parts say elsewhere are not counted. A
        retained message without a time of its own is ignored. A payload's time counts if it is plausible,
        else the arrival.
        """
        .formatted(Description.LIMITS);
  }

  private static void section(StringBuilder page, Description about, String by) {
    page.append("\n### ").append(about.family()).append("\n\n").append(by).append(": ");
    page.append(String.join("; ", about.where().stream().map(DevicesPage::code).toList()));
    page.append("\n\n| value | unit | becomes |\n|---|---|---|\n");
    for (Description.Value value : about.values()) {
      page.append("| ").append(code(cell(value.field())));
      page.append(" | ").append(cell(value.unit()));
      page.append(" | ").append(cell(value.becomes())).append(" |\n");
    }
    if (!about.limits().isEmpty()) {
      page.append('\n');
      about.limits().forEach(limit -> page.append("- ").append(limit).append('\n'));
    }
    if (!about.sources().isEmpty()) {
      page.append("\nSource: ").append(String.join(", ", about.sources())).append('\n');
    }
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
