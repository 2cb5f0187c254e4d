package io.garonne.model.advice;

/** What energy costs, or why that is not known. */
public sealed interface Cost {
  /**
   * Known.
   *
   * @param micros millionths of the currency's unit
   * @param currency as the table of tariffs writes it
   */
  record Known(long micros, String currency) implements Cost {}

  /** Not known: that is not 0. */
  record Unknown(NoFigure why) implements Cost {}

  /** Both together; unknown if either is. */
  default Cost plus(Cost other) {
    if (this instanceof Known(long micros, String currency)) {
      return switch (other) {
        case Known(long more, String same) when same.equals(currency) ->
            new Known(Math.addExact(micros, more), currency);
        case Known different -> new Unknown(NoFigure.SEVERAL_CURRENCIES);
        case Unknown unknown -> unknown;
      };
    }
    return this;
  }

  /** So much of it. */
  default Cost times(double share) {
    return this instanceof Known(long micros, String currency)
        ? new Known(Math.round(micros * share), currency)
        : this;
  }
}
