package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A device that reports and that nobody has described, with what can be told from its messages.
 *
 * @param device its name in the readings
 * @param decoders who understood it: its family
 * @param channels names of its channels; empty if only its totals were seen
 * @param register whether it has an energy register
 * @param printer whether it says what only printers say: pages, printing, sleep
 * @param power what it draws, or null if that is not known yet
 * @param alwaysOn whether it draws power in every hour; null before it was seen for a day
 * @param firstSeen milliseconds since 1970 UTC
 * @param lastSeen milliseconds since 1970 UTC
 */
public record UnknownDevice(
    String device,
    SortedSet<String> decoders,
    SortedSet<String> channels,
    boolean register,
    boolean printer,
    @Nullable Power power,
    @Nullable Boolean alwaysOn,
    long firstSeen,
    long lastSeen) {

  /** Milliwatts that a router, a switch or an access point does not reach. */
  private static final long SMALL = 40_000;

  /** A fuser draws hundreds of watts for seconds, and its printer little otherwise. */
  private static final long BURST = 500_000;

  private static final long RESTING = 100_000;

  /** What only a strip of outlets in a rack has. */
  private static final int MANY_CHANNELS = 4;

  private static final List<String> PRINTER_NAMES =
      List.of("print", "imprim", "mfp", "copieur", "copier", "kyocera", "ricoh", "laserjet");

  /**
   * Power over the time seen.
   *
   * @param low least, in milliwatts
   * @param typical median, in milliwatts
   * @param high greatest, in milliwatts
   */
  public record Power(long low, long typical, long high) {}

  /** The equipment class it most likely has; {@code unknown} if nothing speaks for any. */
  public String likelyClass() {
    if (isPrinterLike()) {
      return "printer";
    }
    if (channels.size() >= MANY_CHANNELS) {
      return "server";
    }
    if (alwaysOn == null || power == null) {
      return "unknown";
    }
    if (alwaysOn) {
      return power.typical() < SMALL ? "router" : "server";
    }
    return "pc";
  }

  /** Whether it says so, is called so, or draws power as a fuser does. */
  public boolean isPrinterLike() {
    String name = device.toLowerCase(Locale.ROOT);
    return printer
        || PRINTER_NAMES.stream().anyMatch(name::contains)
        || (channels.size() <= 1
            && power != null
            && power.high() > BURST
            && power.typical() < RESTING);
  }

  /** Its line in the simple table, to be edited: where it stands, and what it is. */
  public String line() {
    return Csv.field(device, ',') + "," + Assignment.UNASSIGNED_SITE + "," + likelyClass();
  }
}
