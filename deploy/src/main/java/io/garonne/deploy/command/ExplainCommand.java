package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Published;
import io.garonne.publish.indicator.Decisions;
import io.garonne.publish.indicator.Explanation;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the arithmetic of a published figure, and computes it again. */
@Command(
    name = "explain",
    description = {
      "Prints the arithmetic of a published figure down to the months of entities and families,"
          + " and computes it again from them.",
      "Ends with 1 if that is not what is published, or if nothing has this name."
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int NAMES_SHOWN = 10;

  @Parameters(
      paramLabel = "ID",
      description = "Of a figure or line, such as electricity/rolling-12/2026-10.")
  private String id = "";

  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Texts texts = options.texts();
    PublishedIndicators all = options.indicators(texts);
    Published one = all.byId().get(id);
    if (one == null) {
      String asked = Texts.printable(id);
      List<String> near = all.near(id, NAMES_SHOWN);
      String said =
          all.byId().isEmpty()
              ? "explain.nothing"
              : near.isEmpty() ? "explain.unlike" : "explain.unknown";
      System.err.println(texts.get(said, asked));
      near.forEach(name -> System.err.println("  " + Texts.printable(name)));
      return 1;
    }
    Writer out = ReadOptions.out();
    Explanation explanation = new Explanation(texts);
    boolean agrees =
        switch (one) {
          case Figure figure -> {
            boolean same = explanation.write(figure, all, out);
            new Decisions(texts).write(figure, programme(), out);
            yield same;
          }
          case Line line -> {
            explanation.write(line, all, out);
            yield true;
          }
        };
    out.flush();
    return agrees ? 0 : 1;
  }

  private Programme programme() {
    return Programme.of(new EstateTopics(options.bootstrap()).read(ZoneOffset.UTC));
  }
}
