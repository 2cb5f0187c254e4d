package io.garonne.model.alert;

import io.garonne.model.alert.Alert.Acknowledgement;
import io.garonne.model.alert.Remembered.Condition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Conditions from their beginning to their end. At each look those that hold are said; one that is
 * said begins at once, and ends when it has not been said for long enough. One thread.
 */
final class AlertBook {
  private static final long DAY = 86_400_000L;

  /** As long as the topic keeps them: a condition that comes back goes on counting. */
  private static final long KEPT = 400 * DAY;

  private static final long PERSONAL_KEPT = 28 * DAY;

  /** A new highest value is worth a record if it is a twentieth above the last. */
  private static final long WORTH = 20;

  private final AlertSettings settings;
  private final TreeMap<String, Condition> conditions = new TreeMap<>();
  private final Set<String> said = new HashSet<>();
  private final Set<String> touched = new HashSet<>();

  AlertBook(AlertSettings settings) {
    this.settings = settings;
  }

  /**
   * What holds.
   *
   * @param kind what it is
   * @param about what it is about, unlike every other of its kind
   * @param severity how urgent
   * @param place where
   * @param since since when, milliseconds since 1970 UTC
   * @param value measured, or null
   * @param limit what it is held against, or null
   * @param unit of both, or null
   * @param detail one line, English
   * @param names devices to be named
   * @param members devices behind it
   */
  record Held(
      Alert.Kind kind,
      String about,
      Severity severity,
      Place place,
      long since,
      @Nullable Long value,
      @Nullable Long limit,
      @Nullable String unit,
      String detail,
      List<String> names,
      SortedSet<String> members) {

    Held(
        Alert.Kind kind,
        String about,
        Severity severity,
        Place place,
        long since,
        @Nullable Long value,
        @Nullable Long limit,
        @Nullable String unit,
        String detail) {
      this(
          kind,
          about,
          severity,
          place,
          since,
          value,
          limit,
          unit,
          detail,
          List.of(),
          Collections.emptySortedSet());
    }

    String id() {
      return AlertBook.id(kind, about);
    }
  }

  /** Short, and the same for the same condition at the same place each time. */
  static String id(Alert.Kind kind, String about) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash, 0, 4);
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void remember(Condition condition) {
    conditions.put(condition.alert().id(), condition);
    if (condition.alert().isOpen() && condition.toldAt() == null) {
      // It may not have been published yet.
      touched.add(condition.alert().id());
    }
  }

  /** Takes in a condition that was published before all that was remembered was lost. */
  void recall(Condition condition) {
    put(condition);
  }

  /** Ids of conditions that changed since the book was closed last. */
  Set<String> touched() {
    return Set.copyOf(touched);
  }

  Collection<Condition> all() {
    return conditions.values();
  }

  /** The condition of this kind and subject if it is open, else null. */
  @Nullable Condition open(Alert.Kind kind, String about) {
    Condition known = conditions.get(id(kind, about));
    return known == null || !known.alert().isOpen() ? null : known;
  }

  /** Says that a condition holds. */
  void hold(Held held) {
    hold(held, Long.MIN_VALUE);
  }

  /**
   * Says that something happened, which is as if it held for some time.
   *
   * @param until until when
   */
  void hold(Held held, long until) {
    String id = held.id();
    said.add(id);
    Condition was = conditions.get(id);
    Condition is = was == null || !was.alert().isOpen() ? begin(held, was) : goOn(held, was);
    is =
        new Condition(
            is.alert(), null, Math.max(until, is.holdsUntil()), is.toldAt(), is.members());
    put(is);
  }

  /** Says that a condition, if it has begun, has not ended. */
  void keep(Alert.Kind kind, String about) {
    Condition known = open(kind, about);
    if (known != null) {
      keep(known);
    }
  }

  /** Says that an open condition has not ended. */
  void keep(Condition open) {
    said.add(open.alert().id());
    put(clear(open, null));
  }

  /**
   * Hides what turns out to be about somebody's own: it was written before the tables said so.
   *
   * @param isPersonal whether a device is somebody's own
   */
  void hide(Predicate<String> isPersonal) {
    for (Condition c : new ArrayList<>(conditions.values())) {
      Alert a = c.alert();
      Place at = a.place();
      boolean isOwn = at.device() != null && !at.personal() && isPersonal.test(at.device());
      List<String> names = a.names().stream().filter(isPersonal.negate()).toList();
      if (isOwn || names.size() < a.names().size()) {
        Place hidden =
            new Place(
                at.site(), at.room(), at.rack(), at.device(), at.channel(), at.personal() || isOwn);
        put(c.with(a.at(hidden, names)));
      }
    }
  }

  /** Ends a condition that has become part of another; nobody is told that it is over. */
  void absorb(Condition condition, String wider, long now) {
    Alert was = condition.alert();
    said.remove(was.id());
    if (was.told() == 0 && !was.silenced() && was.severity() != Severity.INFO) {
      // It began at this very look: there was never anything to know but the wider one.
      conditions.remove(was.id());
      touched.add(was.id());
      return;
    }
    Condition ended = ended(condition, now);
    put(ended.with(ended.alert().partOf(wider)));
  }

  private static Condition begin(Held held, @Nullable Condition before) {
    Alert last = before == null ? null : before.alert();
    Long ended = last == null ? null : last.ended();
    // An acknowledgement is of one beginning: no two have the same.
    long since = ended == null ? held.since() : Math.max(held.since(), ended + 1);
    Alert alert =
        new Alert(
            held.id(),
            held.kind(),
            held.severity(),
            held.place(),
            since,
            null,
            held.value(),
            held.limit(),
            held.unit(),
            held.members().size(),
            held.names(),
            held.detail(),
            null,
            false,
            0,
            held.about(),
            null);
    return new Condition(alert, null, Long.MIN_VALUE, null, held.members());
  }

  private static Condition goOn(Held held, Condition was) {
    Alert a = was.alert();
    boolean isWorse = isWorse(held, a);
    boolean hasMembers = !held.members().equals(was.members());
    if (!isWorse && !hasMembers && held.severity().compareTo(a.severity()) <= 0) {
      return was;
    }
    Severity severity =
        held.severity().compareTo(a.severity()) > 0 ? held.severity() : a.severity();
    Alert alert =
        new Alert(
            a.id(),
            a.kind(),
            severity,
            held.place(),
            a.since(),
            null,
            isWorse ? held.value() : a.value(),
            isWorse ? held.limit() : a.limit(),
            isWorse ? held.unit() : a.unit(),
            held.members().size(),
            held.names(),
            isWorse || hasMembers ? held.detail() : a.detail(),
            a.acknowledged(),
            a.silenced(),
            a.told(),
            held.about(),
            null);
    // What has become critical is told again.
    Long toldAt = severity == a.severity() ? was.toldAt() : (Long) null;
    return new Condition(alert, was.clearSince(), was.holdsUntil(), toldAt, held.members());
  }

  private static boolean isWorse(Held held, Alert a) {
    Long value = held.value();
    Long before = a.value();
    return value != null
        && (before == null
            || !Objects.equals(held.unit(), a.unit())
            || value > before + Math.abs(before) / WORTH);
  }

  private static Condition clear(Condition c, @Nullable Long since) {
    return Objects.equals(c.clearSince(), since)
        ? c
        : new Condition(c.alert(), since, c.holdsUntil(), c.toldAt(), c.members());
  }

  private static Condition ended(Condition c, long at) {
    Alert a = c.alert();
    Alert ended = a.with(Math.max(a.since(), at), a.acknowledged(), a.silenced(), a.told());
    return new Condition(ended, null, Long.MIN_VALUE, c.toldAt(), c.members());
  }

  private void put(Condition condition) {
    Condition was = conditions.put(condition.alert().id(), condition);
    if (!condition.equals(was)) {
      touched.add(condition.alert().id());
    }
  }

  /**
   * Ends what has not been said for long enough, and decides whom to tell.
   *
   * @param people what they have taken on, and what they do not want to hear of
   * @return ids of conditions that changed, in order; one that is in no book any more is forgotten
   */
  List<String> close(People people, long now) {
    for (Condition condition : new ArrayList<>(conditions.values())) {
      if (condition.alert().isOpen()) {
        Condition still = stillOpen(condition, now);
        put(still.alert().isOpen() ? told(still, people, now) : still);
      } else {
        forget(condition, now);
      }
    }
    said.clear();
    List<String> changed = new ArrayList<>(new TreeSet<>(touched));
    touched.clear();
    return changed;
  }

  @Nullable Condition get(String id) {
    return conditions.get(id);
  }

  private Condition stillOpen(Condition condition, long now) {
    if (said.contains(condition.alert().id()) || condition.holdsUntil() > now) {
      return condition;
    }
    Long since = condition.clearSince();
    if (since == null) {
      return clear(condition, now);
    }
    return now - since >= settings.clearFor().toMillis() ? ended(condition, since) : condition;
  }

  private Condition told(Condition c, People people, long now) {
    Alert a = c.alert();
    Acknowledgement taken = people.taken(a);
    boolean silenced = people.isSilenced(a, now);
    Long toldAt = c.toldAt();
    boolean isDue =
        toldAt == null
            || (a.severity() == Severity.CRITICAL
                && now - toldAt >= settings.repeatEvery().toMillis());
    boolean tells = isDue && taken == null && !silenced && a.severity() != Severity.INFO;
    Alert alert = a.with(null, taken, silenced, tells ? a.told() + 1 : a.told());
    return new Condition(
        alert, c.clearSince(), c.holdsUntil(), tells ? (Long) now : toldAt, c.members());
  }

  private void forget(Condition condition, long now) {
    long kept = condition.alert().place().personal() ? PERSONAL_KEPT : KEPT;
    if (Objects.requireNonNull(condition.alert().ended()) < now - kept) {
      conditions.remove(condition.alert().id());
      touched.add(condition.alert().id());
    }
  }
}
