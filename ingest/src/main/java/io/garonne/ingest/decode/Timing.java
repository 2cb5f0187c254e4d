package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.garonne.model.Reading.AtSource;
import io.garonne.model.wire.IsoTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rule M12: when a message's readings happened, or why that cannot be said. */
sealed interface Timing {
  /** 2010-01-01T00:00Z. */
  long EARLIEST = 1_262_304_000_000L;

  /** 1973 in milliseconds, 5138 in seconds: what tells the two apart. */
  BigDecimal LEAST_MILLIS = new BigDecimal("1e11");

  /** Milliseconds a device's clock may be ahead. */
  long MAX_AHEAD = 3_600_000L;

  /**
   * They happened then.
   *
   * @param at milliseconds since 1970 UTC
   * @param source where the time comes from
   */
  record At(long at, AtSource source) implements Timing {}

  /** It cannot be said. */
  record Unknown(Decoding decoding) implements Timing {}

  /**
   * Applies the rule.
   *
   * @param text the payload's own time, or null if it has none
   * @param device whose zone a local time has
   */
  static Timing of(
      @Nullable String text, String device, InboundMessage message, DecodeContext context) {
    return text == null
        ? arrival(message)
        : plausible(parse(text, device, message.receivedAt(), context), text, message, context);
  }

  /**
   * Applies the rule to a text as above, or to seconds or milliseconds since 1970 UTC. Of a device
   * that does not know the time yet, the seconds since it started are none: the arrival counts.
   *
   * @param time the payload's own time, or null if it has none
   * @param device whose zone a local time has
   */
  static Timing of(
      @Nullable JsonNode time, String device, InboundMessage message, DecodeContext context) {
    if (time == null || time.isNull()) {
      return arrival(message);
    }
    BigDecimal epoch = Decimals.number(time);
    return epoch == null
        ? of(time.asText(), device, message, context)
        : plausible(epoch(epoch), time.asText(), message, context);
  }

  /** Reads seconds or milliseconds since 1970 UTC; null if they are neither. */
  static @Nullable At epoch(BigDecimal number) {
    Long millis = Decimals.scaled(number, number.abs().compareTo(LEAST_MILLIS) < 0 ? 1000 : 1);
    return millis == null ? null : new At(millis, AtSource.PAYLOAD);
  }

  private static Timing plausible(
      @Nullable At own, String text, InboundMessage message, DecodeContext context) {
    if (own == null && context.recordedHistory()) {
      return new Unknown(new Decoding.Rejected(Reason.BAD_TIME, shortened(text)));
    }
    if (own != null && own.at > message.receivedAt() + MAX_AHEAD) {
      return new Unknown(
          new Decoding.Rejected(Reason.ABSURD_CLOCK, shortened(text) + " is in the future"));
    }
    if (own != null && own.at < EARLIEST && context.recordedHistory()) {
      return new Unknown(
          new Decoding.Rejected(Reason.ABSURD_CLOCK, shortened(text) + " is before 2010"));
    }
    if (own != null && own.at >= EARLIEST && message.receivedAt() - own.at <= context.maxAge()) {
      return own;
    }
    return arrival(message);
  }

  private static Timing arrival(InboundMessage message) {
    return message.retained()
        ? new Unknown(new Decoding.Ignored(Reason.RETAINED_WITHOUT_TIME))
        : new At(message.receivedAt(), AtSource.ARRIVAL);
  }

  /** Reads ISO 8601 with or without zone, and {@code 2018.02.04 23:17:01}; null if it is none. */
  static @Nullable At parse(String text, String device, long receivedAt, DecodeContext context) {
    String iso = text.strip();
    if (iso.length() < 16 || iso.length() > 40) {
      return null;
    }
    if (iso.charAt(4) == '.' && iso.charAt(7) == '.') {
      iso = iso.substring(0, 4) + '-' + iso.substring(5, 7) + '-' + iso.substring(8);
    }
    if (iso.charAt(10) == ' ') {
      iso = iso.substring(0, 10) + 'T' + iso.substring(11);
    }
    try {
      if (hasZone(iso)) {
        return new At(IsoTime.parse(iso), AtSource.PAYLOAD);
      }
      LocalDateTime local = LocalDateTime.parse(iso);
      long around = local.toInstant(ZoneOffset.UTC).toEpochMilli();
      return new At(
          nearest(local, context.zones().zone(device, around), receivedAt), AtSource.SITE_ZONE);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static boolean hasZone(String iso) {
    char last = iso.charAt(iso.length() - 1);
    return last == 'Z' || last == 'z' || iso.indexOf('+', 16) > 0 || iso.indexOf('-', 16) > 0;
  }

  /** A local time that occurs twice is the one nearer to the arrival. */
  private static long nearest(LocalDateTime local, ZoneId zone, long receivedAt) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() < 2) {
      return ZonedDateTime.of(local, zone).toInstant().toEpochMilli();
    }
    Instant first = local.toInstant(offsets.get(0));
    Instant second = local.toInstant(offsets.get(1));
    long a = first.toEpochMilli();
    long b = second.toEpochMilli();
    return Math.abs(receivedAt - a) < Math.abs(receivedAt - b) ? a : b;
  }

  private static String shortened(String shown) {
    return "time \"" + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + "\"";
  }
}
