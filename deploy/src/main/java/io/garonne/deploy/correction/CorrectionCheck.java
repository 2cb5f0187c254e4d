package io.garonne.deploy.correction;

import io.garonne.model.Assignment;
import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.Statement;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Counts;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.wire.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether a correction can be said, by what is known of its channel. Pure. */
public final class CorrectionCheck {
  private static final int NEAREST = 3;

  private CorrectionCheck() {}

  /**
   * Looks whether it can be said.
   *
   * @param horizon milliseconds behind the channel's newest reading
   * @param zone of devices that nobody described
   * @param now milliseconds since 1970 UTC
   */
  public static Answer of(Wanted wanted, Heard heard, long horizon, ZoneId zone, long now) {
    List<Statement> ofChannel =
        heard.said().stream().filter(s -> s.channel().equals(wanted.channel())).toList();
    Answer.Refused unknown = unknown(wanted, heard, ofChannel);
    if (unknown != null) {
      return unknown;
    }
    if (hasNoCounter(wanted, ofChannel)) {
      return new Answer.Refused(
          "correct.no-counter." + (wanted.measure() == Measure.PAGES ? "pages" : "energy"),
          wanted.device(),
          wanted.channel());
    }
    long at = wanted.at();
    if (wanted.kind() == Amendment.Kind.VOID || wanted.kind() == Amendment.Kind.WITHDRAWN) {
      List<Long> meant = meant(wanted, ofChannel);
      if (meant.size() != 1) {
        return notOne(wanted, heard, ofChannel, meant);
      }
      at = meant.get(0);
    }
    if (at > now) {
      return new Answer.Refused("correct.to-come", IsoTime.format(at));
    }
    long newest = ofChannel.stream().mapToLong(Statement::at).max().orElse(Long.MIN_VALUE);
    if (newest != Long.MIN_VALUE && at < newest - horizon) {
      return new Answer.Refused(
          "correct.too-late",
          IsoTime.format(at),
          heard.isPersonal() ? "–" : IsoTime.format(newest),
          Duration.ofMillis(horizon).toString());
    }
    Amendment standing = standing(wanted, at, ofChannel);
    if (wanted.kind() == Amendment.Kind.WITHDRAWN
        && (standing == null || standing.kind() == Amendment.Kind.WITHDRAWN)) {
      return new Answer.Refused("correct.nothing-there", IsoTime.format(at));
    }
    Correction correction = correction(wanted, at, standing, now);
    Device described = heard.described();
    Assignment assigned = described == null ? null : described.at(wanted.channel(), at);
    MeterProfile profile = assigned == null ? MeterProfile.DEFAULT : assigned.profile();
    ZoneId days = assigned == null ? zone : assigned.zone();
    PlainMeter.Result before = metered(ofChannel, wanted.measure(), profile, horizon);
    List<Statement> with = new ArrayList<>(ofChannel);
    with.add(correction);
    PlainMeter.Result after = metered(with, wanted.measure(), profile, horizon);
    TreeMap<LocalDate, Long> changes = new TreeMap<>();
    before.slots().forEach((slot, e) -> changes.merge(day(slot, days), -e.energy(), Long::sum));
    after.slots().forEach((slot, e) -> changes.merge(day(slot, days), e.energy(), Long::sum));
    changes.values().removeIf(change -> change == 0);
    return new Answer.Prepared(
        correction,
        changes,
        misfits(wanted.kind(), after) <= misfits(wanted.kind(), before),
        heard.isPersonal());
  }

  /**
   * What does not fit. Of what a person read also the newest reading that waits to be confirmed,
   * which is no glitch yet, and a register that seems to begin anew, as it does behind a false
   * reading that comes before all others.
   */
  private static long misfits(Amendment.Kind kind, PlainMeter.Result metered) {
    Counts counts = metered.counts();
    boolean read = kind == Amendment.Kind.MANUAL || kind == Amendment.Kind.EXCHANGE;
    return read
        ? counts.glitches() + counts.resets() + counts.discontinuities() + (metered.waits() ? 1 : 0)
        : counts.glitches();
  }

  private static Answer.@Nullable Refused unknown(
      Wanted wanted, Heard heard, List<Statement> ofChannel) {
    Device described = heard.described();
    if (heard.said().isEmpty() && described == null) {
      return new Answer.Refused("correct.unknown-device", wanted.device());
    }
    Set<String> channels = new TreeSet<>();
    heard.said().forEach(said -> channels.add(said.channel()));
    if (described != null) {
      described
          .assignments()
          .forEach(a -> channels.add(a.channel() == null ? Reading.ONLY_CHANNEL : a.channel()));
    }
    return ofChannel.isEmpty() && !channels.contains(wanted.channel())
        ? new Answer.Refused(
            "correct.unknown-channel",
            wanted.device(),
            wanted.channel(),
            String.join(", ", channels))
        : null;
  }

  /**
   * Whether somebody has read a counter of a channel that speaks and says of none. It would begin
   * one: pages of no printer, or a register behind which power no longer counts (M2).
   */
  private static boolean hasNoCounter(Wanted wanted, List<Statement> ofChannel) {
    boolean read =
        wanted.kind() == Amendment.Kind.MANUAL || wanted.kind() == Amendment.Kind.EXCHANGE;
    return read
        && ofChannel.stream().anyMatch(Reading.class::isInstance)
        && ofChannel.stream()
            .noneMatch(
                said ->
                    switch (said) {
                      case Reading r -> says(r, wanted.measure());
                      case Correction c -> c.measure() == wanted.measure();
                    });
  }

  /** The instants, of readings or of what was said before, that can be meant. */
  private static List<Long> meant(Wanted wanted, List<Statement> ofChannel) {
    List<Long> all = instants(wanted, ofChannel);
    return all.contains(wanted.at())
        ? List.of(wanted.at())
        : all.stream()
            .filter(at -> wanted.toTheSecond() && at >= wanted.at() && at < wanted.at() + 1000)
            .toList();
  }

  private static List<Long> instants(Wanted wanted, List<Statement> ofChannel) {
    boolean ofReadings = wanted.kind() == Amendment.Kind.VOID;
    return ofChannel.stream()
        .filter(
            said ->
                switch (said) {
                  case Reading r -> ofReadings && says(r, wanted.measure());
                  case Correction c -> !ofReadings && c.measure() == wanted.measure();
                })
        .map(Statement::at)
        .distinct()
        .toList();
  }

  /** The times of somebody's own device are theirs. */
  private static Answer.Refused notOne(
      Wanted wanted, Heard heard, List<Statement> ofChannel, List<Long> meant) {
    String nearest =
        heard.isPersonal()
            ? ""
            : instants(wanted, ofChannel).stream()
                .sorted(Comparator.comparingLong(at -> Math.abs(at - wanted.at())))
                .limit(NEAREST)
                .sorted()
                .map(IsoTime::format)
                .collect(Collectors.joining(", "));
    boolean nothing = meant.isEmpty() && wanted.kind() == Amendment.Kind.WITHDRAWN;
    return new Answer.Refused(
        nothing
            ? "correct.nothing-there"
            : meant.isEmpty() ? "correct.no-reading" : "correct.several",
        IsoTime.format(wanted.at()),
        nearest.isEmpty() ? "–" : nearest);
  }

  private static boolean says(Reading reading, Measure measure) {
    return switch (measure) {
      case ENERGY -> reading.energy() != null;
      case POWER -> reading.power() != null;
      case PAGES -> reading.pages() != null;
    };
  }

  /** What a person has said of the instant and holds now, or null. */
  private static @Nullable Amendment standing(Wanted wanted, long at, List<Statement> ofChannel) {
    return ofChannel.stream()
        .filter(
            said -> said instanceof Correction c && c.at() == at && c.measure() == wanted.measure())
        .map(said -> ((Correction) said).amendment())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Correction correction(
      Wanted wanted, long at, @Nullable Amendment standing, long now) {
    return new Correction(
        wanted.device(),
        wanted.channel(),
        wanted.measure(),
        at,
        new Amendment(
            // Somebody else's clock may be ahead: what is said now is said later all the same.
            standing == null ? now : Math.max(now, standing.recordedAt() + 1),
            wanted.kind(),
            wanted.last(),
            wanted.first(),
            wanted.resolution()),
        wanted.who(),
        wanted.why());
  }

  private static PlainMeter.Result metered(
      List<Statement> said, Measure measure, MeterProfile profile, long horizon) {
    boolean pages = measure == Measure.PAGES;
    List<Sample> samples = new ArrayList<>();
    for (Statement one : said) {
      Sample sample =
          switch (one) {
            case Reading r -> pages ? Sample.ofPages(r) : Sample.of(r, profile);
            case Correction c when (c.measure() == Measure.PAGES) != pages -> null;
            case Correction c when c.measure() == Measure.POWER ->
                Sample.ofPower(c.at(), c.amendment());
            case Correction c -> Sample.ofRegister(c.at(), c.amendment());
          };
      if (sample != null && !sample.isVoid()) {
        samples.add(sample);
      }
    }
    return PlainMeter.of(Samples.sorted(samples), pages ? profile.ofPages() : profile, horizon);
  }

  private static LocalDate day(long at, ZoneId zone) {
    return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
  }
}
