package io.garonne.publish.page;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.LivePower;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices that may be named, those that somebody should look at first.
 *
 * @param all how many there are
 * @param counts of each state, before anything was searched
 * @param found what was searched for, in the order in which it is shown
 */
record DeviceList(int all, Map<State, Integer> counts, List<One> found) {

  /** How a device is, the most urgent first. */
  enum State {
    /** Nobody has described it. */
    UNKNOWN,
    /** It says nothing now. */
    SILENT,
    /** Its meter noticed something lately. */
    ODD,
    LIVE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A device.
   *
   * @param power milliwatts, or null
   * @param at milliseconds since 1970 UTC of its newest value, or null
   * @param finding what its meter noticed, or empty
   */
  record One(
      String device,
      State state,
      String site,
      String kind,
      @Nullable Long power,
      @Nullable Long at,
      String finding) {

    private boolean matches(String words, @Nullable String only) {
      return (only == null || only.equals(site))
          && (device.toLowerCase(Locale.ROOT).contains(words)
              || site.toLowerCase(Locale.ROOT).contains(words)
              || kind.toLowerCase(Locale.ROOT).contains(words));
    }
  }

  /** What the reader may see, and searches for. */
  static DeviceList of(Look look) {
    Map<String, String> findings = findings(look);
    List<One> all = new ArrayList<>();
    for (Device device : look.views().devices().all()) {
      List<Assignment> at = device.at(look.now());
      if (!at.isEmpty() && at.stream().noneMatch(Assignment::personal)) {
        all.add(described(look, device.device(), at.getFirst(), findings));
      }
    }
    for (LivePower live : look.views().live().from("device|")) {
      String device = live.device();
      if (device != null
          && live.site().equals(Assignment.UNASSIGNED_SITE)
          && look.views().devices().of(device) == null) {
        all.add(unknown(live, device, findings));
      }
    }
    Map<State, Integer> counts = new EnumMap<>(State.class);
    all.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
    String words = look.asked("q", "").toLowerCase(Locale.ROOT);
    String site = look.asked("site");
    List<One> found =
        all.stream()
            .filter(one -> one.matches(words, site))
            .sorted(Comparator.comparing(One::state).thenComparing(One::device))
            .toList();
    return new DeviceList(all.size(), counts, found);
  }

  int count(State state) {
    return counts.getOrDefault(state, 0);
  }

  private static One described(
      Look look, String device, Assignment as, Map<String, String> findings) {
    LivePower live = look.views().live().of("device|" + device);
    String finding = findings.getOrDefault(device, "");
    State state = live == null ? State.SILENT : finding.isEmpty() ? State.LIVE : State.ODD;
    return new One(
        device,
        state,
        as.site(),
        as.equipmentClass(),
        live == null ? null : live.power(),
        live == null ? null : live.at(),
        finding);
  }

  private static One unknown(LivePower live, String device, Map<String, String> findings) {
    return new One(
        device,
        State.UNKNOWN,
        live.site(),
        Assignment.UNKNOWN_CLASS,
        live.power(),
        live.at(),
        findings.getOrDefault(device, ""));
  }

  /** The newest of each device. */
  private static Map<String, String> findings(Look look) {
    Map<String, String> newest = new HashMap<>();
    for (Finding finding : look.views().findings().shown(look.views().devices())) {
      String device = finding.device();
      if (device != null && finding.kind() != Finding.Kind.UNKNOWN_DEVICE) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT);
        newest.putIfAbsent(device, look.texts().name("alert", kind));
      }
    }
    return newest;
  }
}
