package io.garonne.deploy.command;

import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import io.garonne.publish.export.NewPlace;
import io.garonne.publish.export.UnusablePlaceException;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.opendata.Edition;
import io.garonne.publish.opendata.EditionInput;
import io.garonne.publish.opendata.EditionMaker;
import io.garonne.publish.opendata.EditionMaker.Outcome;
import io.garonne.publish.opendata.Imprint;
import io.garonne.publish.opendata.Measured;
import io.garonne.publish.opendata.Verification;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the next edition of a year's open data. */
@Command(
    name = "open-data",
    description = {
      "Writes the open data of a calendar year as a numbered edition: --out DIR gets edition-1, then",
      "edition-2 with errata if anything has changed. Only final months; no group of fewer persons",
      "than --group. See docs/open-data.md."
    })
final class ExportOpenDataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--year", paramLabel = "YEAR", required = true, description = "Like 2026.")
  private int year;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the editions of this year are.")
  private Path out = Path.of("");

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      required = true,
      description = "Who publishes, by name.")
  private String publisher = "";

  @Option(
      names = "--siren",
      paramLabel = "NUMBER",
      defaultValue = "",
      description = "Number of the publisher, nine digits.")
  private String siren = "";

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Who answers; an office rather than a person.")
  private String contact = "";

  @Option(
      names = "--home",
      paramLabel = "URL",
      defaultValue = "",
      description = "Where the editions will be, for their descriptions.")
  private String home = "";

  @Option(
      names = "--licence",
      paramLabel = "CODE",
      defaultValue = "lov2",
      description = "lov2, ODbL-1.0 or CC-BY-4.0. Default: ${DEFAULT-VALUE}")
  private String licence = "";

  @Option(
      names = "--group",
      paramLabel = "PERSONS",
      defaultValue = "5",
      description = "Persons in a row with personal equipment, at least. Default: ${DEFAULT-VALUE}")
  private int group;

  @Option(
      names = "--cause",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why it differs from the edition before, for its errata.")
  private String cause = "";

  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    Texts texts = options.texts();
    Imprint imprint = imprint();
    Edition before = null;
    Path last = Edition.last(out);
    if (last != null) {
      Verification verification = Verification.of(last);
      before = verification.edition();
      if (!verification.problems().isEmpty()) {
        VerifyCommand.tell(verification, texts);
        return 1;
      }
    }
    return write(EditionMaker.make(input(imprint), before), texts);
  }

  private Imprint imprint() {
    Imprint.Licence under = Imprint.Licence.ofCode(licence);
    if (under == null) {
      throw new ParameterException(spec.commandLine(), "--licence is lov2, ODbL-1.0 or CC-BY-4.0");
    }
    if (group < People.FEWEST) {
      throw new ParameterException(spec.commandLine(), "--group is at least " + People.FEWEST);
    }
    try {
      return new Imprint(publisher, siren, contact, home, under);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private EditionInput input(Imprint imprint) {
    String bootstrap = options.bootstrap();
    return new EditionInput(
        year,
        TotalsReader.read(bootstrap, Topics.TOTALS, total -> Measured.needs(total, year)),
        PublishedIndicators.read(bootstrap),
        zone.estate(bootstrap),
        imprint,
        group,
        cause);
  }

  private int write(Outcome outcome, Texts texts) throws IOException {
    switch (outcome) {
      case Outcome.Refused refused -> {
        System.err.println(texts.get("od.refused"));
        refused.problems().forEach(problem -> System.err.println("  " + problem));
        return 1;
      }
      case Outcome.Unchanged unchanged -> {
        System.out.println(texts.get("od.unchanged", out.resolve(unchanged.edition().directory())));
        return 0;
      }
      case Outcome.Made made -> {
        Path target = out.resolve(made.edition().directory());
        try {
          Files.createDirectories(out);
        } catch (IOException e) {
          throw new ParameterException(spec.commandLine(), out + " is no directory", e);
        }
        try (NewPlace place = NewPlace.at(target)) {
          made.edition().write(place.draft());
          place.finish();
        } catch (UnusablePlaceException e) {
          throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        tell(made, target, texts);
        return 0;
      }
    }
  }

  private static void tell(Outcome.Made made, Path target, Texts texts) {
    System.out.println(
        texts.get(
            "od.made",
            target,
            made.edition().number(),
            texts.count(made.rows()),
            made.edition().hash()));
    if (made.grouped() > 0) {
      System.err.println(texts.get("od.grouped", texts.count(made.grouped())));
    }
    months("od.not-final", made.notFinal(), texts);
    months("od.waiting", made.waiting(), texts);
    months("od.withheld", made.withheld(), texts);
    months("od.kept", made.kept(), texts);
    if (made.errata() > 0) {
      System.err.println(texts.get("od.errata", texts.count(made.errata())));
    }
  }

  private static void months(String key, Collection<YearMonth> months, Texts texts) {
    if (!months.isEmpty()) {
      System.err.println(
          texts.get(
              key, months.stream().map(YearMonth::toString).collect(Collectors.joining(", "))));
    }
  }
}
