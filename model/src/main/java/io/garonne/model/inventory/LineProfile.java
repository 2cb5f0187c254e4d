package io.garonne.model.inventory;

import io.garonne.model.Reading;
import io.garonne.model.Units;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PageCounter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a meter measures, as the line of its metering point says.
 *
 * @param problem is told what cannot be used
 */
record LineProfile(LineCells cells, BiConsumer<EstateLine, String> problem) {

  MeterProfile of(EstateLine line) {
    Long rated = cells.scaled(line, "rated_power_w", 1000);
    boolean onChange = "on-change".equals(line.cell("reporting"));
    String register = line.cell("register");
    long gap = onChange ? MeterProfile.DEFAULT_MAX_GAP_ON_CHANGE : MeterProfile.DEFAULT_MAX_GAP;
    MeterProfile profile =
        new MeterProfile(
            rated == null ? MeterProfile.DEFAULT_RATED_POWER : rated,
            rated != null,
            cells.scaled(line, "resolution_wh", Units.MILLIJOULES_PER_WH),
            cells.scaled(line, "register_modulus_wh", Units.MILLIJOULES_PER_WH),
            register == null
                ? MeterProfile.Register.AUTO
                : MeterProfile.Register.valueOf(register.toUpperCase(Locale.ROOT)),
            onChange ? MeterProfile.Reporting.ON_CHANGE : MeterProfile.Reporting.PERIODIC,
            Objects.requireNonNullElse(
                cells.scaled(line, "interval_s", 1000), MeterProfile.DEFAULT_INTERVAL),
            Objects.requireNonNullElse(cells.scaled(line, "max_gap_s", 1000), gap));
    Long sheetRate = sheetRate(line);
    return sheetRate == null ? profile : profile.withSheetRate(sheetRate);
  }

  /** Impressions for a hundred sheets: an estimate, so somebody has to say where it comes from. */
  private @Nullable Long sheetRate(EstateLine line) {
    String said = line.cell("duplex_rate");
    boolean hasSource = line.cell("duplex_rate_source") != null;
    if (said == null) {
      if (hasSource) {
        problem.accept(line, "duplex_rate_source without a duplex_rate");
      }
      return null;
    }
    Long rate = cells.scaled(line, "duplex_rate", PageCounter.SIMPLEX);
    if (rate == null
        || rate < PageCounter.SIMPLEX
        || rate > PageCounter.DUPLEX
        || new BigDecimal(said).stripTrailingZeros().scale() > 2) {
      problem.accept(line, "duplex_rate, impressions per sheet, is 1.00 to 2.00 with two decimals");
      return null;
    }
    String channel = line.cell("channel");
    if (channel != null && !channel.equals(Reading.SHEETS_CHANNEL)) {
      problem.accept(
          line,
          "duplex_rate is of channel sheets, or of the device: channel "
              + channel
              + " counts no paper");
      return null;
    }
    if (!hasSource) {
      problem.accept(line, "duplex_rate without a duplex_rate_source: who says so");
      return null;
    }
    return rate;
  }
}
