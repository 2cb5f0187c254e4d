package io.garonne.deploy.correction;

import io.garonne.model.Assignment;
import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Reading;
import io.garonne.model.Statement;
import io.garonne.model.metering.Amendment;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A correction that can be said, and what it changes by the plain definition of what was heard of
 * the last days. Pure.
 *
 * @param correction to be published
 * @param days what it adds to each local day of the site, millijoules or pages; none that is 0
 * @param glitches how many more readings do not fit with it than without
 * @param personal whether it is of somebody's own device: then the days are shown to nobody
 */
public record Prepared(
    Correction correction, SortedMap<LocalDate, Long> days, long glitches, boolean personal) {

  private static final int NEAREST = 3;

  /**
   * Why it cannot be said.
   *
   * @param key of the text
   * @param arguments of the text
   */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final String key;
    private final transient List<Object> arguments;

    Refused(String key, Object... arguments) {
      super(key);
      this.key = key;
      this.arguments = List.of(arguments);
    }

    /** Key of the text for people. */
    public String key() {
      return key;
    }

    /** What the text names. */
    public Object[] arguments() {
      return arguments.toArray();
    }
  }

  /**
   * Looks whether it can be said.
   *
   * @param horizon milliseconds behind the channel's newest reading
   * @param zone of devices that nobody described
   * @param now milliseconds since 1970 UTC
   */
  public static Prepared of(Wanted wanted, Heard heard, long horizon, ZoneId zone, long now)
      throws Refused {
    List<Statement> ofChannel =
        heard.said().stream().filter(s -> s.channel().equals(wanted.channel())).toList();
    known(wanted, heard, ofChannel);
    long at =
        wanted.kind() == Amendment.Kind.VOID ? reading(wanted, heard, ofChannel) : wanted.at();
    if (at > now) {
      throw new Refused("correct.to-come", IsoTime.format(at));
    }
    long newest = ofChannel.stream().mapToLong(Statement::at).max().orElse(Long.MIN_VALUE);
    if (newest != Long.MIN_VALUE && at < newest - horizon) {
      throw new Refused(
          "correct.too-late",
          IsoTime.format(at),
          IsoTime.format(newest),
          Duration.ofMillis(horizon).toString());
    }
    Correction correction = correction(wanted, at, standing(wanted, ofChannel), now);
    Assignment assigned =
        heard.described() == null ? null : heard.described().at(wanted.channel(), at);
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
    return new Prepared(
        correction,
        changes,
        after.counts().glitches() - before.counts().glitches(),
        heard.isPersonal());
  }

  private static void known(Wanted wanted, Heard heard, List<Statement> ofChannel) throws Refused {
    if (heard.said().isEmpty() && heard.described() == null) {
      throw new Refused("correct.unknown-device", wanted.device());
    }
    Set<String> channels = new TreeSet<>();
    heard.said().forEach(said -> channels.add(said.channel()));
    if (heard.described() != null) {
      heard
          .described()
          .assignments()
          .forEach(a -> channels.add(a.channel() == null ? Reading.ONLY_CHANNEL : a.channel()));
    }
    if (ofChannel.isEmpty() && !channels.contains(wanted.channel())) {
      throw new Refused(
          "correct.unknown-channel",
          wanted.device(),
          wanted.channel(),
          String.join(", ", channels));
    }
  }

  /** The instant of the reading that is meant. */
  private static long reading(Wanted wanted, Heard heard, List<Statement> ofChannel)
      throws Refused {
    List<Long> instants =
        ofChannel.stream()
            .filter(said -> said instanceof Reading r && says(r, wanted.measure()))
            .map(Statement::at)
            .distinct()
            .toList();
    if (instants.contains(wanted.at())) {
      return wanted.at();
    }
    List<Long> within =
        instants.stream()
            .filter(at -> wanted.toTheSecond() && at >= wanted.at() && at < wanted.at() + 1000)
            .toList();
    if (within.size() == 1) {
      return within.get(0);
    }
    // The times of somebody's own device are theirs.
    String nearest =
        heard.isPersonal()
            ? "–"
            : instants.stream()
                .sorted(Comparator.comparingLong(at -> Math.abs(at - wanted.at())))
                .limit(NEAREST)
                .sorted()
                .map(IsoTime::format)
                .collect(Collectors.joining(", "));
    throw new Refused(
        within.isEmpty() ? "correct.no-reading" : "correct.several",
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

  /** When what holds at the instant now was recorded; {@link Long#MIN_VALUE} if nothing does. */
  private static long standing(Wanted wanted, List<Statement> ofChannel) throws Refused {
    Amendment standing = null;
    for (Statement said : ofChannel) {
      if (said instanceof Correction c
          && c.at() == wanted.at()
          && c.measure() == wanted.measure()
          && (standing == null || c.amendment().compareTo(standing) > 0)) {
        standing = c.amendment();
      }
    }
    if (wanted.kind() == Amendment.Kind.WITHDRAWN
        && (standing == null || standing.kind() == Amendment.Kind.WITHDRAWN)) {
      throw new Refused("correct.nothing-there", IsoTime.format(wanted.at()));
    }
    return standing == null ? Long.MIN_VALUE : standing.recordedAt();
  }

  private static Correction correction(Wanted wanted, long at, long standing, long now) {
    return new Correction(
        wanted.device(),
        wanted.channel(),
        wanted.measure(),
        at,
        new Amendment(
            // Somebody else's clock may be ahead: what is said now is said later all the same.
            Math.max(now, standing == Long.MIN_VALUE ? now : standing + 1),
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
