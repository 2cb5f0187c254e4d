package io.garonne.model.alert;

import io.garonne.model.PointRef;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.room.PowerNow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was heard, as one who looks after a room sees it. */
final class HeardNow {
  private HeardNow() {}

  /**
   * The newest of everything.
   *
   * @param devices by device
   * @param channels of devices with several, by device
   */
  static PowerNow values(Map<String, Heard> devices, Map<String, List<Heard>> channels, long now) {
    return of(devices, channels, now, Heard::power, Heard::current);
  }

  /** The most of everything since it was last looked at. */
  static PowerNow peaks(Map<String, Heard> devices, Map<String, List<Heard>> channels, long now) {
    return of(
        devices,
        channels,
        now,
        Heard::peak,
        heard -> heard.peakCurrent() == null ? heard.current() : heard.peakCurrent());
  }

  private static PowerNow of(
      Map<String, Heard> devices,
      Map<String, List<Heard>> channels,
      long now,
      Function<Heard, Long> power,
      Function<Heard, @Nullable Long> current) {
    List<PowerNow.Value> all = new ArrayList<>();
    devices.forEach(
        (device, heard) -> {
          all.add(value(new PointRef(device, null), heard, now, power, current));
          if (heard.channel() != null) {
            all.add(value(new PointRef(device, heard.channel()), heard, now, power, current));
          }
        });
    channels.forEach(
        (device, of) ->
            of.forEach(
                heard ->
                    all.add(
                        value(new PointRef(device, heard.channel()), heard, now, power, current))));
    return PowerNow.of(all, now);
  }

  private static PowerNow.Value value(
      PointRef ref,
      Heard heard,
      long now,
      Function<Heard, Long> power,
      Function<Heard, @Nullable Long> current) {
    if (heard.isOff()) {
      // What is off draws nothing until it is heard again.
      return new PowerNow.Value(ref, now, 0L, 0L, null);
    }
    Long milliamperes = current.apply(heard);
    return new PowerNow.Value(
        ref,
        heard.at(),
        Math.max(0, power.apply(heard)),
        milliamperes == null || milliamperes < 0 ? null : milliamperes,
        heard.voltage());
  }
}
