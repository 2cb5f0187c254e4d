package io.garonne.ingest.decode;

import java.time.ZoneId;

/**
 * What a decoder may know beside the message.
 *
 * @param zones zone of a device's site
 * @param recordedHistory whether old readings are expected, so that their age is no sign of a bad
 *     clock
 * @param maxBytes greatest payload that is decoded, in bytes
 */
public record DecodeContext(Zones zones, boolean recordedHistory, int maxBytes) {

  /** Greatest payload that is decoded unless somebody says otherwise: 64 KiB. */
  public static final int DEFAULT_MAX_BYTES = 65_536;

  /** Zone of a device's site. */
  public interface Zones {
    /**
     * The zone.
     *
     * @param device name of the device
     * @param around milliseconds since 1970 UTC, to about a day
     */
    ZoneId zone(String device, long around);
  }

  /** Every device in one zone, live. */
  public static DecodeContext live(ZoneId zone) {
    return new DecodeContext((device, around) -> zone, false, DEFAULT_MAX_BYTES);
  }

  /** Every device in one zone, recorded history. */
  public static DecodeContext recorded(ZoneId zone) {
    return new DecodeContext((device, around) -> zone, true, DEFAULT_MAX_BYTES);
  }
}
