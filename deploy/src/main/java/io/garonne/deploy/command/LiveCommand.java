package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.inventory.Estate;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.live.LiveCsv;
import io.garonne.publish.live.LiveShown;
import io.garonne.publish.live.LiveTable;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.LiveGroups;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
import io.garonne.publish.view.LiveView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the power drawn now. */
@Command(
    name = "live",
    description = {
      "Prints the power that is drawn now, the greatest first: watts and share of the whole.",
      "Personal devices are never shown."
    })
public final class LiveCommand implements Callable<Integer> {
  private static final Duration RENEWED = Duration.ofSeconds(2);

  /** The inventory may change while one watches. */
  private static final long INVENTORY_MILLIS = 60_000;

  private static final String FROM_THE_TOP = "\u001b[H\u001b[J";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--by",
      paramLabel = "SHAPE",
      defaultValue = "SITE_CLASS",
      converter = ByConverter.class,
      description = "site, class, site-class, rack or device. Default: site-class")
  private LiveTable.By by = LiveTable.By.SITE_CLASS;

  @Option(names = "--site", paramLabel = "SITE", description = "This site only.")
  private @Nullable String site;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "40",
      description = "Lines of the table; the rest is summed up. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(
      names = "--watch",
      description = "Renew the table every 2 s, with the course of the last minute, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of what is shown. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    FormatOptions.Form form = format.form();
    if (watch && form != FormatOptions.Form.TABLE) {
      throw new ParameterException(spec.commandLine(), "--watch is for the table");
    }
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is 1 at least");
    }
    Texts texts = options.texts();
    Writer out = ReadOptions.out();
    LiveTable table = new LiveTable(texts, zone, by);
    if (watch) {
      watch(table, out);
    } else {
      LiveView live = LiveView.read(options.bootstrap());
      LiveShown shown = shown(live, known());
      switch (form) {
        case CSV -> LiveCsv.write(shown.values(), TotalsCsv.LineEnd.LF, out);
        case JSON -> out.write(FormatOptions.array(shown.values(), LivePowerJson::write));
        case TABLE -> table.write(shown, limit, out);
      }
      out.flush();
    }
    return 0;
  }

  /** The inventory, and who is where by it. */
  private record Known(DevicesView devices, Inhabitants who) {}

  private Known known() {
    DevicesView devices = DevicesView.read(options.bootstrap());
    Estate estate = new EstateTopics(options.bootstrap()).read(zone);
    return new Known(devices, new Inhabitants(estate, devices.all(), People.DEFAULT_LEAST));
  }

  private LiveShown shown(LiveView live, Known known) {
    long now = System.currentTimeMillis();
    LiveGroups tellsOfPersons = new LiveGroups(known.who(), now);
    return LiveShown.of(live, known.devices(), tellsOfPersons, by.kind(), site, now);
  }

  private void watch(LiveTable table, Writer out) {
    LiveView live = new LiveView();
    boolean terminal = FormatOptions.paint() != Paint.NONE;
    Known[] known = {known()};
    long[] readAt = {System.currentTimeMillis()};
    TopicReader.follow(
        options.bootstrap(),
        Topics.LIVE,
        RENEWED,
        live::take,
        () -> {
          if (System.currentTimeMillis() - readAt[0] > INVENTORY_MILLIS) {
            known[0] = known();
            readAt[0] = System.currentTimeMillis();
          }
          try {
            out.write(terminal ? FROM_THE_TOP : "");
            table.write(shown(live, known[0]), limit, out);
            out.write(terminal ? "" : "\n");
            out.flush();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** By its name in options. */
  static final class ByConverter implements picocli.CommandLine.ITypeConverter<LiveTable.By> {
    @Override
    public LiveTable.By convert(String text) {
      for (LiveTable.By by : LiveTable.By.values()) {
        if (by.name().replace('_', '-').equalsIgnoreCase(text.replace('_', '-'))) {
          return by;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "\"" + text + "\" is none of site, class, site-class, rack, device");
    }
  }
}
