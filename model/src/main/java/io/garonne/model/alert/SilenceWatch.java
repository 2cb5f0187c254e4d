package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Condition;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Watched.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which devices say nothing any more, and what has probably silenced them together. Silent ones are
 * collected for a short time; then the widest cause is taken that nothing heard since speaks
 * against. Those that fall silent later join it. One thread.
 */
final class SilenceWatch {
  /** Kinds of alerts that others stand behind, the widest first. */
  static final List<Alert.Kind> GROUPS =
      List.of(Alert.Kind.ALL_SILENT, Alert.Kind.SITE_SILENT, Alert.Kind.GROUP_SILENT);

  private final AlertSettings settings;
  private final AlertBook book;
  private final SilenceCauses causes;

  /** When devices were first noticed to be silent, by device. */
  private final Map<String, Long> noticed = new TreeMap<>();

  /** Since when members of groups are heard again, by device. */
  private final Map<String, Long> back = new HashMap<>();

  /** Ids of open alerts of whose members only some names are known. */
  private final Set<String> incomplete = new HashSet<>();

  private long started = Long.MIN_VALUE;

  SilenceWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
    this.causes = new SilenceCauses(settings);
  }

  /** Of this alert only the record is known: who stands behind it is looked for. */
  void complete(String id) {
    incomplete.add(id);
  }

  /**
   * Looks at who is silent.
   *
   * @param heard what was heard, by device
   */
  void look(Map<String, Heard> heard, Watched estate, long at) {
    if (started == Long.MIN_VALUE) {
      started = at;
    }
    SilentNow now = new SilentNow(estate.devices(at), heard, estate, started, at);
    Set<String> taken = holdSingle(now);
    NavigableSet<String> fresh = now.missed(settings, taken);
    for (Condition group : groups()) {
      holdGroup(group, now, taken, fresh);
    }
    noticed.keySet().retainAll(fresh);
    fresh.forEach(device -> noticed.putIfAbsent(device, noticed(device, now)));
    long due = at - settings.collectFor().toMillis();
    if (noticed.values().stream().anyMatch(since -> since <= due)) {
      decide(now, fresh, due);
    }
  }

  /**
   * When it was noticed first. What was overdue before a restart is collected from the first look
   * on, while its own limit passes once more: not for both, one after the other.
   */
  private long noticed(String device, SilentNow now) {
    long maxGap = now.device(device).maxGap();
    boolean wasOverdue = now.lastHeard(device) + maxGap < started;
    boolean isSinceStart = now.at() < started + maxGap + settings.collectFor().toMillis();
    return wasOverdue && isSinceStart ? started : now.at();
  }

  /**
   * Devices that have an alert of their own keep it, whatever joins them later.
   *
   * @return which
   */
  private Set<String> holdSingle(SilentNow now) {
    Set<String> taken = new HashSet<>();
    for (Condition c : new ArrayList<>(book.all())) {
      String device = c.alert().place().device();
      if (c.alert().isOpen() && device != null && c.about().equals(SilenceAlerts.about(device))) {
        taken.add(device);
        if (now.isStillSilent(device)) {
          book.keep(c);
        }
      }
    }
    return taken;
  }

  /** Open alerts that others stand behind, the widest kind first. */
  private List<Condition> groups() {
    return book.all().stream()
        .filter(c -> c.alert().isOpen() && GROUPS.contains(c.alert().kind()))
        .sorted(Comparator.comparingInt(c -> GROUPS.indexOf(c.alert().kind())))
        .toList();
  }

  /** Goes on with an open group: takes in who joins, lets go who is back; they leave the rest. */
  private void holdGroup(
      Condition c, SilentNow now, Set<String> taken, NavigableSet<String> fresh) {
    SilenceCause cause = causes.of(c, now);
    NavigableSet<String> members = new TreeSet<>();
    NavigableSet<String> silent = new TreeSet<>();
    for (String device :
        incomplete.remove(c.alert().id()) ? all(c, cause, now, taken) : c.members()) {
      if (now.isStillSilent(device)) {
        back.remove(device);
        members.add(device);
        silent.add(device);
      } else {
        long since = back.computeIfAbsent(device, d -> now.at());
        if (now.at() - since < settings.clearFor().toMillis()) {
          members.add(device);
        } else {
          back.remove(device);
        }
      }
    }
    NavigableSet<String> joining = joining(cause, silent, fresh, now);
    silent.addAll(joining);
    fresh.removeAll(members);
    if (cause.goesOn(silent, now)) {
      members.addAll(joining);
      fresh.removeAll(joining);
      book.hold(SilenceAlerts.of(cause, members, c.alert().since(), now));
    }
  }

  /**
   * Who fell silent later and belongs to a group, if it goes on. Where nothing is known that joins
   * them, {@link #decide} sees first whether there is something else that does.
   */
  private static NavigableSet<String> joining(
      SilenceCause cause, NavigableSet<String> silent, NavigableSet<String> fresh, SilentNow now) {
    NavigableSet<String> joining = cause.mustBeMost() ? cause.among(fresh, now) : new TreeSet<>();
    joining.removeAll(silent);
    return joining;
  }

  /** Who stands behind an alert of which only the record is known: whoever is not heard there. */
  private static Set<String> all(
      Condition c, SilenceCause cause, SilentNow now, Set<String> taken) {
    Set<String> all = new TreeSet<>(c.members());
    cause.members().stream()
        .map(Known::name)
        .filter(device -> !taken.contains(device) && now.isStillSilent(device))
        .forEach(all::add);
    return all;
  }

  private void decide(SilentNow now, NavigableSet<String> fresh, long due) {
    List<Condition> groups = new ArrayList<>(groups());
    for (SilenceCause cause : causes.of(fresh, now)) {
      NavigableSet<String> all = cause.among(fresh, now);
      if (all.isEmpty()) {
        continue;
      }
      if (!cause.mustBeMost()) {
        several(cause, all, now);
        fresh.removeAll(all);
        continue;
      }
      List<Condition> narrower = narrower(groups, cause, now);
      narrower.forEach(c -> c.members().stream().filter(now::isStillSilent).forEach(all::add));
      if (all.size() >= cause.least() && cause.isMost(all, now, settings)) {
        String wider = AlertBook.id(cause.kind(), cause.about());
        narrower.forEach(c -> book.absorb(c, wider, now.at()));
        endOwn(cause, all, now);
        book.hold(SilenceAlerts.of(cause, all, now.newest(all), now));
        fresh.removeAll(all);
        narrower.forEach(absorbed -> groups.removeIf(c -> c.about().equals(absorbed.about())));
        Condition begun = book.open(cause.kind(), cause.about());
        if (begun != null) {
          groups.removeIf(c -> c.about().equals(cause.about()));
          groups.add(begun);
        }
      }
    }
    for (String device : List.copyOf(fresh)) {
      if (Objects.requireNonNullElse(noticed.get(device), now.at()) <= due) {
        book.hold(SilenceAlerts.of(now.device(device), now));
        fresh.remove(device);
      }
    }
    noticed.keySet().retainAll(fresh);
  }

  /**
   * What is left when every known cause has been seen: enough of a site is one alert. Those that
   * fell silent soon after the last of such an alert join it; what falls silent long after has
   * nothing to do with it, and enough of that is told anew, as another occurrence.
   *
   * @param left silent ones of the site; those that are not for such an alert are taken out
   */
  private void several(SilenceCause cause, NavigableSet<String> left, SilentNow now) {
    Condition open = book.open(cause.kind(), cause.about());
    if (left.size() >= cause.least()) {
      NavigableSet<String> all = new TreeSet<>(left);
      if (open != null) {
        open.members().stream().filter(now::isStillSilent).forEach(all::add);
        if (!isSoonAfter(open, left, now)) {
          book.absorb(open, open.alert().id(), now.at());
        }
      }
      book.hold(SilenceAlerts.of(cause, all, now.newest(left), now));
    } else if (open != null && isSoonAfter(open, left, now)) {
      NavigableSet<String> all = new TreeSet<>(open.members());
      all.addAll(left);
      book.hold(SilenceAlerts.of(cause, all, open.alert().since(), now));
    } else {
      left.clear();
    }
  }

  private boolean isSoonAfter(Condition open, NavigableSet<String> left, SilentNow now) {
    List<String> silent = open.members().stream().filter(now::isStillSilent).toList();
    return !silent.isEmpty()
        && now.newest(left) - now.newest(silent) <= settings.clearFor().toMillis();
  }

  /** A meter whose silence is why others are silent is not told of apart from them. */
  private void endOwn(SilenceCause cause, NavigableSet<String> all, SilentNow now) {
    String device = cause.place().device();
    Condition own =
        device == null ? null : book.open(Alert.Kind.DEVICE_SILENT, SilenceAlerts.about(device));
    if (device != null && own != null) {
      all.add(device);
      book.absorb(own, AlertBook.id(cause.kind(), cause.about()), now.at());
    }
  }

  /** Open groups all of which stand behind a wider cause. */
  private static List<Condition> narrower(
      List<Condition> groups, SilenceCause cause, SilentNow now) {
    List<Condition> found = new ArrayList<>();
    for (Condition c : groups) {
      if (!c.about().equals(cause.about()) && cause.holds(c.members(), now)) {
        found.add(c);
      }
    }
    return found;
  }
}
