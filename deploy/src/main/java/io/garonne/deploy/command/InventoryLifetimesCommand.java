package io.garonne.deploy.command;

import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.Lifetimes;
import io.garonne.model.inventory.MeanAge;
import io.garonne.model.inventory.Share;
import java.time.DateTimeException;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long equipment is used, and what becomes of it. */
@Command(
    name = "lifetimes",
    description = {
      "How long equipment is used, and what becomes of it, by class: units retired before their"
          + " target age (at most 10 %%), functional retired units reconditioned (at least 50 %%), mean"
          + " ages.",
      "Units without dates are counted as unknown, never left out."
    })
public final class InventoryLifetimesCommand implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of(
          "class",
          "in service",
          "retired",
          "too early",
          "too early: unknown",
          "reconditioned",
          "reconditioned: unknown",
          "age in service",
          "age: unknown",
          "age at retirement",
          "retired, day unknown");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Option(names = "--year", paramLabel = "YEAR", required = true, description = "The year.")
  private String year = "";

  @Option(names = "--csv", description = "As CSV.")
  private boolean csv;

  @Override
  public Integer call() {
    Year of;
    try {
      of = Year.parse(year);
      if (of.getValue() < 1970 || of.getValue() > 2200) {
        throw new DateTimeException("no year of equipment");
      }
    } catch (DateTimeException e) {
      throw new ParameterException(spec.commandLine(), "--year \"" + year + "\" is no year", e);
    }
    Lifetimes lifetimes = Lifetimes.of(of, estate.estate().units(), Lifetimes.Settings.DEFAULT);
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    lifetimes.byClass().forEach((name, figures) -> rows.add(row(name, figures)));
    rows.add(row("all", lifetimes.overall()));
    print(rows);
    return 0;
  }

  private static List<String> row(String name, Lifetimes.Figures f) {
    return List.of(
        name,
        Long.toString(f.inService()),
        Long.toString(f.retired()),
        share(f.early()),
        Long.toString(f.early().unknown()),
        share(f.reconditioned()),
        Long.toString(f.reconditioned().unknown()),
        age(f.ageInService()),
        Long.toString(f.ageInService().unknown()),
        age(f.ageRetired()),
        Long.toString(f.retiredOnUnknownDay()));
  }

  private static String share(Share share) {
    return switch (share) {
      case Share.Known known -> known.percent() + " % (" + known.part() + " of " + known.of() + ")";
      case Share.NotComputable none -> none.reason();
    };
  }

  private static String age(MeanAge age) {
    return switch (age) {
      case MeanAge.Known known -> known.years() + " years";
      case MeanAge.NotComputable none -> none.reason();
    };
  }

  private void print(List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        if (csv) {
          line.append(i == 0 ? "" : ",");
          line.append(Csv.field(row.get(i), ','));
        } else {
          line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
      }
      System.out.println(line.toString().stripTrailing());
    }
  }
}
