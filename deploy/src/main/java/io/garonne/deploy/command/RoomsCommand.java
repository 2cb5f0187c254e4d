package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.LivePower;
import io.garonne.model.advice.Advice;
import io.garonne.model.inventory.Estate;
import io.garonne.model.room.Headroom;
import io.garonne.publish.AdviceReader;
import io.garonne.publish.AsOf;
import io.garonne.publish.room.RoomLines;
import io.garonne.publish.room.RoomPicture;
import io.garonne.publish.room.RoomsTable;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.LiveView;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what is to be known about server rooms. */
@Command(
    name = "rooms",
    description = {
      "Prints loads against ratings and breakers, what is left if a feed fails, phases, months'"
          + " peaks, idle servers, PUE and generators. See docs/rooms.md."
    })
public final class RoomsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--site", paramLabel = "SITE", description = "Only this site.")
  private @Nullable String site;

  @Option(
      names = "--limit-percent",
      paramLabel = "PERCENT",
      defaultValue = "" + Headroom.DEFAULT_PERCENT,
      description =
          "Share of the smaller rating of two feeds that one of them may carry. Default:"
              + " ${DEFAULT-VALUE}")
  private int percent;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json. Default: ${DEFAULT-VALUE}")
  private String format = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description =
          "Time zone of what is printed, and of sites that name none. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    if (percent < 1 || percent > 100) {
      throw new ParameterException(spec.commandLine(), "--limit-percent is 1 to 100");
    }
    Texts texts = options.texts();
    Estate estate = new EstateTopics(options.bootstrap()).read(zone);
    Collection<LivePower> live = LiveView.read(options.bootstrap()).all();
    KnownNames.check(
        spec,
        "--site",
        site,
        KnownNames.sites(estate),
        () -> live.stream().map(LivePower::site).toList());
    Collection<Advice> advice = AdviceReader.read(options.bootstrap());
    RoomPicture picture =
        RoomPicture.of(estate, live, advice, Clock.systemUTC().millis(), percent, site);
    Writer out = ReadOptions.out();
    switch (format) {
      case "table" -> {
        new RoomsTable(texts, zone).write(picture, out);
        out.write(picture.isEmpty() ? "" : AsOf.of(advice).line(texts, zone));
      }
      case "csv" -> RoomLines.writeCsv(picture, out);
      case "json" -> RoomLines.writeJson(picture, out);
      default -> throw new ParameterException(spec.commandLine(), "--format is table, csv or json");
    }
    out.flush();
    return 0;
  }
}
