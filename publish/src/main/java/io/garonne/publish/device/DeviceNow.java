package io.garonne.publish.device;

import io.garonne.model.Assignment;
import io.garonne.model.LivePower;
import io.garonne.model.alert.Alert;
import io.garonne.publish.alert.Audience;
import io.garonne.publish.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device as it is now.
 *
 * @param device name
 * @param state what it does
 * @param personal whether it is somebody's own; then nothing but its faults is known here
 * @param site site
 * @param room room, or null
 * @param rack rack, or null
 * @param equipmentClass class, of several the first; or null
 * @param power milliwatts, or null: it says nothing
 * @param at event time of the newest value, milliseconds since 1970 UTC, or null
 * @param decoder what reads it, or null
 * @param alerts ids of open alerts about it
 */
public record DeviceNow(
    String device,
    State state,
    boolean personal,
    String site,
    @Nullable String room,
    @Nullable String rack,
    @Nullable String equipmentClass,
    @Nullable Long power,
    @Nullable Long at,
    @Nullable String decoder,
    List<String> alerts) {

  /** What a device does, what needs somebody first. */
  public enum State {
    /** It says something, and nobody has described it. */
    UNKNOWN,
    /** It is described and says nothing. */
    SILENT,
    /** It is described and says something, and an alert is open about it. */
    ODD,
    /** All is well. */
    LIVE
  }

  public DeviceNow {
    alerts = List.copyOf(alerts);
  }

  /**
   * All that somebody may see, in no order: everything that is nobody's own, and to a technician
   * somebody's own that has a fault.
   *
   * @param now milliseconds since 1970 UTC
   */
  public static List<DeviceNow> all(Views views, Audience audience, long now) {
    Map<String, LivePower> live = new HashMap<>();
    for (LivePower p : views.live().all()) {
      if (p.kind() == LivePower.Kind.DEVICE && p.device() != null) {
        live.put(p.device(), p);
      }
    }
    Map<String, List<String>> alerts = new HashMap<>();
    for (Alert alert : views.alerts().seenBy(audience, views.devices()).open().alerts()) {
      String device = alert.place().device();
      if (device != null) {
        alerts.computeIfAbsent(device, d -> new ArrayList<>()).add(alert.id());
      }
    }
    Set<String> described = new HashSet<>();
    Stream<DeviceNow> known =
        views.devices().all().stream()
            .map(
                device -> {
                  List<Assignment> holds = device.at(now);
                  String name = device.device();
                  if (holds.isEmpty()) {
                    return null;
                  }
                  described.add(name);
                  return known(name, holds, live.get(name), alerts.getOrDefault(name, List.of()));
                })
            .filter(Objects::nonNull);
    List<DeviceNow> all = new ArrayList<>(known.toList());
    live.forEach(
        (name, power) -> {
          if (!described.contains(name)) {
            all.add(unknown(name, power, alerts.getOrDefault(name, List.of())));
          }
        });
    return all;
  }

  private static @Nullable DeviceNow known(
      String name, List<Assignment> holds, @Nullable LivePower live, List<String> alerts) {
    Assignment first = holds.getFirst();
    boolean personal = holds.stream().anyMatch(Assignment::personal);
    if (personal && alerts.isEmpty()) {
      return null;
    }
    LivePower shown = personal ? null : live;
    State said = alerts.isEmpty() ? State.LIVE : State.ODD;
    return new DeviceNow(
        name,
        personal ? State.ODD : shown == null ? State.SILENT : said,
        personal,
        first.site(),
        first.room(),
        first.rack(),
        first.equipmentClass(),
        shown == null ? null : shown.power(),
        shown == null ? null : shown.at(),
        shown == null ? null : shown.decoder(),
        alerts);
  }

  private static DeviceNow unknown(String name, LivePower live, List<String> alerts) {
    return new DeviceNow(
        name,
        State.UNKNOWN,
        false,
        live.site(),
        null,
        live.rack(),
        live.equipmentClass(),
        live.power(),
        live.at(),
        live.decoder(),
        alerts);
  }
}
