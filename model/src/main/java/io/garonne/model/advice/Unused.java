package io.garonne.model.advice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit that is nobody's own and that nobody used.
 *
 * @param site site
 * @param family family, by its label
 * @param equipmentClass class
 * @param asset the asset, or null: none is described
 * @param device the device that measured it, the first by name
 * @param model model, or null
 * @param from first day without use that was looked at
 * @param days how many days were
 * @param knownShare share of their time that is known, 0 to 1
 * @param power milliwatts that it draws in the mean
 * @param yearly millijoules in a year of 365 days, if it goes on like this
 * @param cost of such a year at today's price
 */
public record Unused(
    String site,
    String family,
    String equipmentClass,
    @Nullable String asset,
    String device,
    @Nullable String model,
    LocalDate from,
    int days,
    double knownShare,
    long power,
    long yearly,
    Cost cost)
    implements Advice {

  /** What the keys of these records begin with. */
  public static final String KIND = "unused";

  @Override
  public String key() {
    return asset == null
        ? Keys.of(KIND, "device", site, device)
        : Keys.of(KIND, "asset", site, asset);
  }
}
