package io.garonne.deploy.command;

import io.garonne.model.calendar.Period;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TotalsQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which totals are asked for, by commands that print them or write them to files. Of which periods
 * is said by each of them: a file has no quarter-hours.
 */
final class TotalsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--by",
      paramLabel = "SHAPE",
      defaultValue = "site-class",
      description =
          "site-class, site, class, entity, family, entity-family, estate or device. Default: ${DEFAULT-VALUE}")
  private String by = "";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Periods that start here or later: 2026, 2026-03, 2026-03-02 or an instant.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Periods that start before; the date itself is not in it.")
  private @Nullable String to;

  /**
   * The question.
   *
   * @param period as the option says it
   * @param site this site only, or null
   * @param equipmentClass this class only, or null
   * @param finalOnly only what is final
   * @throws ParameterException if a part of it is none, or they do not go together
   */
  TotalsQuery query(
      String period, @Nullable String site, @Nullable String equipmentClass, boolean finalOnly) {
    try {
      return new TotalsQuery(
          Period.ofLabel(period),
          TotalsQuery.By.ofLabel(by),
          from == null ? null : TimeBound.parse(from),
          to == null ? null : TimeBound.parse(to),
          site,
          equipmentClass,
          finalOnly);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
