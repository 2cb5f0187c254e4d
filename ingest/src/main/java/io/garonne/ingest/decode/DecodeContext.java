package io.garonne.ingest.decode;

import java.time.ZoneId;

/**
 * What a decoder may know beside the message.
 *
 * @param zones zone of a device's site
 * @param announced what devices have said of themselves
 * @param recordedHistory whether readings are recorded history: then a time that makes no sense is
 *     refused instead of being replaced by the arrival
 * @param maxAge milliseconds; a reading older than that when it arrives has a bad clock
 * @param maxBytes greatest payload that is decoded, in bytes
 */
public record DecodeContext(
    Zones zones, Announcements announced, boolean recordedHistory, long maxAge, int maxBytes) {

  /** Greatest payload that is decoded unless somebody says otherwise: 64 KiB. */
  public static final int DEFAULT_MAX_BYTES = 65_536;

  /** Milliseconds; older than 400 days is no live reading (rule M12). */
  public static final long MAX_LIVE_AGE = 400L * 86_400_000L;

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

  /** As ingest decodes, live or recorded history. */
  public static DecodeContext of(
      Zones zones, Announcements announced, boolean recordedHistory, int maxBytes) {
    return new DecodeContext(
        zones,
        announced,
        recordedHistory,
        recordedHistory ? Long.MAX_VALUE : MAX_LIVE_AGE,
        maxBytes);
  }

  /** Every device in one zone, live, nothing announced yet. */
  public static DecodeContext live(ZoneId zone) {
    return of((device, around) -> zone, new Announcements(), false, DEFAULT_MAX_BYTES);
  }

  /** Every device in one zone, recorded history, nothing announced yet. */
  public static DecodeContext recorded(ZoneId zone) {
    return of((device, around) -> zone, new Announcements(), true, DEFAULT_MAX_BYTES);
  }

  /** As live, except that a message may have been captured years ago. */
  public static DecodeContext captured(ZoneId zone) {
    return new DecodeContext(
        (device, around) -> zone, new Announcements(), false, Long.MAX_VALUE, DEFAULT_MAX_BYTES);
  }
}
