package io.garonne.publish.export.state;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of each asset in twelve months, from the months of its devices. Nothing of a
 * personal device gets in. Memory grows with the assets.
 */
public final class MeasuredAssets {
  private static final int ALL = (1 << TwelveMonths.COUNT) - 1;

  private final TwelveMonths months;
  private final Map<String, Sums> byAsset = new HashMap<>();

  private static final class Sums {
    private long energy;
    private long registered;
    private long expected;
    private int measured;
    private int open;
  }

  /**
   * A year of an asset.
   *
   * @param energy millijoules, as metered; gaps are not filled
   * @param knownShare share of the expected time whose energy a register knows, 0 to 1
   */
  record Year(long energy, double knownShare) {}

  public MeasuredAssets(TwelveMonths months) {
    this.months = months;
  }

  /** The newest total of a device's month; others are not looked at. */
  public void take(Total total) {
    String asset = total.scope().asset();
    if (total.period() != Period.MONTH || total.personal() || asset == null) {
      return;
    }
    int month =
        months.index(YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone())));
    boolean countsPagesOnly = total.devices() == 0 && total.hasPages();
    if (month < 0 || total.scope().device() == null || countsPagesOnly) {
      return;
    }
    Sums sums = byAsset.computeIfAbsent(asset, name -> new Sums());
    sums.energy = Math.addExact(sums.energy, total.energy());
    sums.registered += total.registeredMillis();
    sums.expected += total.expectedMillis();
    if (total.devices() > 0) {
      sums.measured |= 1 << month;
      if (total.status() != Total.Status.FINAL) {
        sums.open |= 1 << month;
      }
    }
  }

  /** The asset's year; null unless each of the twelve months was measured and is final. */
  @Nullable Year year(String asset) {
    Sums sums = byAsset.get(asset);
    if (sums == null || sums.measured != ALL || sums.open != 0) {
      return null;
    }
    double known = sums.expected <= 0 ? 0 : (double) sums.registered / sums.expected;
    return new Year(sums.energy, Math.clamp(known, 0, 1));
  }

  /** Whether anything of it was measured in any of the months. */
  boolean isMeasuredAtAll(String asset) {
    Sums sums = byAsset.get(asset);
    return sums != null && sums.measured != 0;
  }
}
