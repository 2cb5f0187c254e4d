package io.garonne.model.alert;

import io.garonne.model.LivePower;
import io.garonne.model.alert.Remembered.Condition;
import io.garonne.model.alert.Remembered.DeadLetters;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Remembered.Nights;
import io.garonne.model.alert.Remembered.Side;
import io.garonne.model.alert.Remembered.Standing;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Span;
import io.garonne.model.room.PowerNow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of what was seen. Everything that is taken in is remembered at once; decisions are
 * made at looks, about once a second, and do not depend on the order in which things were taken in
 * between two of them. One thread.
 */
public final class AlertEngine {
  private static final String HEARD = "heard\t";
  private static final String CONDITION = "alert\t";
  private static final String NIGHTS = "nights\t";
  private static final String DEAD = "dead\t";
  private static final String SIDE = "ledger\t";
  private static final String STANDING = "standing\t";

  /**
   * Milliseconds after which what was heard of a device is forgotten if it is, or may be,
   * somebody's own. What the tables describe as nobody's is missed for as long as they do.
   */
  private static final long KEPT = 28L * 86_400_000L;

  /** Milliseconds after which a peak that is read late is history. */
  private static final long PEAK_HOLDS = 5 * 60_000L;

  private final Memory memory;
  private final AlertBook book;
  private final LoadWatch loads;
  private final SilenceWatch silences;
  private final OffHoursWatch offHours;
  private final EventWatch events;
  private final PipelineWatch pipeline;
  private final HeadroomWatch headroom;
  private final CurrentWatch currents;
  private final ReadBack readBack;
  private final TreeMap<String, Heard> devices = new TreeMap<>();
  private final TreeMap<String, Heard> channels = new TreeMap<>();
  private final TreeMap<String, DeadLetters> dead = new TreeMap<>();
  private final TreeMap<String, Side> sides = new TreeMap<>();
  private final TreeMap<String, Standing> standings = new TreeMap<>();

  /** Where what has to outlive a restart is kept. */
  public interface Memory {
    /** Keeps it under a key, or (null) does not keep it any longer. */
    void keep(String key, @Nullable Remembered value);
  }

  /** Takes what alerts have become. */
  public interface Out {
    /** An alert as it is now, or (null) that of this id is forgotten. */
    void put(String id, @Nullable Alert alert);
  }

  /** An engine that remembers nothing yet. */
  public AlertEngine(AlertSettings settings, Memory memory) {
    this.memory = memory;
    this.book = new AlertBook(settings);
    this.loads = new LoadWatch(settings, book);
    this.silences = new SilenceWatch(settings, book);
    this.offHours = new OffHoursWatch(settings, book);
    this.events = new EventWatch(settings, book);
    this.pipeline = new PipelineWatch(settings, book);
    this.headroom = new HeadroomWatch(settings, book);
    this.currents = new CurrentWatch(settings, book);
    this.readBack = new ReadBack(book, events, silences);
  }

  /** Puts back what was kept before a restart. */
  public void remember(String key, Remembered value) {
    String of = key.substring(key.indexOf('\t') + 1);
    switch (value) {
      case Heard heard -> heard(of).put(of, heard);
      case Condition condition -> book.remember(condition);
      case Nights nights -> offHours.remember(of, nights);
      case DeadLetters letters -> dead.put(of, letters);
      case Side side -> sides.put(of, side);
      case Standing standing -> standings.put(of, standing);
    }
  }

  private void keepTouched() {
    book.touched().forEach(id -> memory.keep(CONDITION + id, book.get(id)));
  }

  /**
   * Takes back what was published, once and before the first look: whatever was remembered may have
   * been lost.
   *
   * @param published takes an alert and when its record was written, milliseconds since 1970 UTC
   */
  public void readBack(Consumer<BiConsumer<Alert, Long>> published) {
    published.accept(readBack::take);
    events.hasReadBack();
  }

  /** By key of the live topic. */
  private Map<String, Heard> heard(String key) {
    return key.startsWith("channel|") ? channels : devices;
  }

  /**
   * Takes in what was seen.
   *
   * @param now milliseconds since 1970 UTC
   */
  public void take(AlertInput input, Watched estate, long now) {
    switch (input) {
      case AlertInput.Live live -> {
        take(currents.believed(live.power(), estate, now), now);
        keepTouched();
      }
      case AlertInput.Gone gone -> take(gone);
      case AlertInput.Noticed noticed -> {
        events.take(noticed.finding(), estate, now);
        keepTouched();
      }
      case AlertInput.DeadLetter letter -> {
        DeadLetters before = dead.getOrDefault(letter.reason(), new DeadLetters(new TreeMap<>()));
        DeadLetters after = pipeline.with(before, letter.at());
        dead.put(letter.reason(), after);
        memory.keep(DEAD + letter.reason(), after);
      }
      case AlertInput.Books books -> {
        Side side = new Side(books.ledger(), books.at());
        sides.put(books.ledger().key(), side);
        memory.keep(SIDE + books.ledger().key(), side);
      }
      case AlertInput.Stands stands -> take(stands);
    }
  }

  private void take(LivePower p, long now) {
    if (p.kind() != LivePower.Kind.DEVICE && p.kind() != LivePower.Kind.CHANNEL) {
      return;
    }
    String key = key(p.key());
    Heard before = heard(key).get(key);
    // A clock that is ahead must not hide a silence.
    long at = Math.min(p.at(), now);
    long offAt = before == null ? Long.MIN_VALUE : before.offAt();
    long lostAt = before == null ? Long.MIN_VALUE : before.lostAt();
    Heard heard =
        new Heard(
            p.channel(),
            at,
            p.power(),
            p.current(),
            p.voltage(),
            p.decoder(),
            p.power(),
            p.current(),
            offAt,
            lostAt);
    if (before != null) {
      boolean isNewer = at > before.at() || (at == before.at() && p.power() > before.power());
      Heard newest = isNewer ? heard : before;
      heard =
          new Heard(
              newest.channel(),
              newest.at(),
              newest.power(),
              newest.current(),
              newest.voltage(),
              newest.via(),
              Math.max(newest.power(), Math.max(peak(before, now), peak(heard, now))),
              greater(newest.current(), greater(peakCurrent(before, now), peakCurrent(heard, now))),
              offAt,
              lostAt);
    }
    put(key, heard);
  }

  private static long peak(Heard heard, long now) {
    return heard.at() < now - PEAK_HOLDS ? Long.MIN_VALUE : heard.peak();
  }

  private static @Nullable Long peakCurrent(Heard heard, long now) {
    return heard.at() < now - PEAK_HOLDS ? (Long) null : heard.peakCurrent();
  }

  private static @Nullable Long greater(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  /** Devices by name, channels by their key. */
  private static String key(String ofTopic) {
    return ofTopic.startsWith("device|") ? ofTopic.substring("device|".length()) : ofTopic;
  }

  private void put(String key, Heard heard) {
    heard(key).put(key, heard);
    memory.keep(HEARD + key, heard);
  }

  private void take(AlertInput.Gone gone) {
    String key = key(gone.key());
    Heard before = heard(key).get(key);
    if (before != null && key.startsWith("channel|")) {
      // It is in no sum any more, as in the live value of its device.
      if (before.at() <= gone.at()) {
        channels.remove(key);
        memory.keep(HEARD + key, null);
      }
    } else if (before != null && gone.why() != AlertInput.Why.SILENT) {
      boolean isOff = gone.why() == AlertInput.Why.OFF;
      put(
          key,
          new Heard(
              before.channel(),
              before.at(),
              before.power(),
              before.current(),
              before.voltage(),
              before.via(),
              before.peak(),
              before.peakCurrent(),
              isOff ? Math.max(before.offAt(), gone.at()) : before.offAt(),
              isOff ? before.lostAt() : Math.max(before.lostAt(), gone.at())));
    }
  }

  private void take(AlertInput.Stands stands) {
    Figure figure = stands.figure();
    String indicator = stands.id().substring(0, Math.max(0, stands.id().indexOf('/')));
    boolean isOfTarget =
        figure != null
            && figure.span() == Span.ROLLING_12
            && figure.part().equals(Figure.ALL)
            && figure.isCurrent();
    if (figure == null || !isOfTarget) {
      return;
    }
    Standing known = standings.get(indicator);
    String month = figure.month().toString();
    if (known == null || known.month().compareTo(month) <= 0) {
      Figure.Value value = figure.value();
      Double due = value == null ? null : value.due();
      Standing now =
          value == null || due == null
              ? new Standing(false, 0, 0, month)
              : new Standing(
                  value.status() == Path.Status.BEHIND,
                  ppm(value.chosen().value()),
                  ppm(due),
                  month);
      standings.put(indicator, now);
      memory.keep(STANDING + indicator, now);
    }
  }

  private static long ppm(double share) {
    return Math.round(share * 1_000_000);
  }

  /**
   * Decides what is the matter now, and whom to tell.
   *
   * @param now milliseconds since 1970 UTC
   */
  public void look(Watched estate, People people, long now, Out out) {
    Map<String, List<Heard>> byDevice = channelsByDevice();
    PowerNow newest = HeardNow.values(devices, byDevice, now);
    loads.look(newest, HeardNow.peaks(devices, byDevice, now), devices, estate, now);
    lookedAt(devices, estate, now);
    lookedAt(channels, estate, now);
    silences.look(devices, estate, now);
    headroom.look(newest, estate, now);
    offHours.look(devices, estate, now);
    offHours.takeChanged().forEach((key, nights) -> memory.keep(NIGHTS + key, nights));
    pipeline.deadLetters(dead, now);
    pipeline.ledger(sides, now);
    pipeline.target(standings, now);
    Map<String, Watched.Known> known = estate.devices(now);
    book.hide(
        device -> {
          Watched.Known one = known.get(device);
          return one != null && one.isPersonal();
        });
    for (String id : book.close(people(people, estate), now)) {
      Condition condition = book.get(id);
      memory.keep(CONDITION + id, condition);
      out.put(id, condition == null ? null : condition.alert());
    }
  }

  private void lookedAt(Map<String, Heard> heard, Watched estate, long now) {
    heard.replaceAll(
        (key, of) -> {
          Heard looked = of.lookedAt();
          if (!looked.equals(of)) {
            memory.keep(HEARD + key, looked);
          }
          return looked;
        });
    heard
        .entrySet()
        .removeIf(
            entry -> {
              boolean isOld =
                  entry.getValue().at() < now - KEPT
                      && !estate.isNobodysOwn(device(entry.getKey()), now);
              if (isOld) {
                memory.keep(HEARD + entry.getKey(), null);
              }
              return isOld;
            });
  }

  private Map<String, List<Heard>> channelsByDevice() {
    Map<String, List<Heard>> all = new TreeMap<>();
    channels.forEach(
        (key, heard) -> all.computeIfAbsent(device(key), d -> new ArrayList<>()).add(heard));
    return all;
  }

  private static String device(String key) {
    return key.startsWith("channel|") ? key.substring(8, key.lastIndexOf('|')) : key;
  }

  /**
   * Planned works cover a site; a closure covers its silence: what is drawn then is not covered.
   */
  private static People people(People people, Watched estate) {
    return new People() {
      @Override
      public Alert.@Nullable Acknowledgement taken(Alert alert) {
        return people.taken(alert);
      }

      @Override
      public boolean isSilenced(Alert alert, long now) {
        String site = alert.place().site();
        if (site != null) {
          Watched.Hours hours = estate.hours(site, now);
          boolean isOfSilence =
              switch (alert.kind()) {
                case DEVICE_SILENT, GROUP_SILENT, SITE_SILENT -> true;
                default -> false;
              };
          if (hours.hasWorks() || (hours.isClosed() && isOfSilence)) {
            return true;
          }
        }
        return people.isSilenced(alert, now);
      }
    };
  }
}
