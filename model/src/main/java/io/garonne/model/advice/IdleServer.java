package io.garonne.model.advice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that has done nothing for long, as far as its power can tell.
 *
 * @param site site
 * @param room room, or null
 * @param rack rack, or null
 * @param asset the server, or null: nobody named it
 * @param devices what measures it, in order; at least one
 * @param kind how sure that is
 * @param floor its lowest usual power, milliwatts
 * @param top its highest usual power, milliwatts
 * @param since first day of the time at its floor
 * @param days days of that time that are known, {@link #DAYS} or more
 * @param yearly millijoules a year at the power of that time
 * @param worth of a kWh
 * @param kept that it is to be left as it is, or null
 */
public record IdleServer(
    String site,
    @Nullable String room,
    @Nullable String rack,
    @Nullable String asset,
    List<String> devices,
    Kind kind,
    long floor,
    long top,
    LocalDate since,
    int days,
    long yearly,
    Worth worth,
    @Nullable Kept kept)
    implements Advice {

  /** Known days at the floor from which on it is told. */
  public static final int DAYS = 14;

  /** How sure it is. */
  public enum Kind {
    /** It has drawn clearly more before: it can, and does not any more. */
    IDLE,
    /** It has never drawn more while its load curve is kept: idle, or always equally busy. */
    NEVER_ABOVE_FLOOR
  }

  public IdleServer {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || days < DAYS || floor < 0 || top < floor || yearly < 0) {
      throw new IllegalArgumentException("an idle server without meter, time or power");
    }
  }

  /** Of an asset, or else of what measures it. */
  @Override
  public String key() {
    return "idle|" + Keys.of(asset == null ? String.join(",", devices) : asset);
  }
}
