package io.garonne.deploy.command;

import io.garonne.model.inventory.Validity;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates and instants as options. */
final class Moments {
  private Moments() {}

  /**
   * The option's value, if it is a date or an instant with its zone.
   *
   * @throws ParameterException if it is neither
   */
  static String checked(CommandSpec spec, String option, String value) {
    try {
      Validity.instant(value, ZoneOffset.UTC, 0);
      return value;
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
