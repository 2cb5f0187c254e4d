package io.garonne.deploy.command;

import io.garonne.model.inventory.Validity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates and instants as options. */
final class Moments {
  private static final long EARLIEST = -2_208_988_800_000L;

  private static final long LATEST = 7_258_118_400_000L;

  private Moments() {}

  /**
   * The option's value, if it is a date or an instant with its zone; today and tomorrow are dates.
   *
   * @param zone in which it is today
   * @throws ParameterException if it is neither
   */
  static String checked(CommandSpec spec, String option, String value, ZoneId zone) {
    LocalDate today = LocalDate.now(zone);
    String said =
        switch (value) {
          case "today" -> today.toString();
          case "tomorrow" -> today.plusDays(1).toString();
          default -> value;
        };
    try {
      long at = Validity.instant(said, ZoneOffset.UTC, 0);
      if (at < EARLIEST || at > LATEST) {
        throw new ParameterException(
            spec.commandLine(), option + " \"" + value + "\" is not between 1900 and 2200");
      }
      return said;
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option
              + " \""
              + value
              + "\" is neither a date (2026-03-02) nor an instant with its zone"
              + " (2026-03-02T10:00:00Z)",
          e);
    }
  }
}
