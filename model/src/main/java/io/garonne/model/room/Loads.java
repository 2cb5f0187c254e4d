package io.garonne.model.room;

import io.garonne.model.PointRef;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what flows through the metering points of an estate at one moment. */
final class Loads {
  /** Nominal voltage between phase and neutral, millivolts: 230 V (IEC 60038, EN 50160). */
  static final long NOMINAL_MILLIVOLTS = 230_000L;

  /**
   * What is further from it than 10 % (EN 50160) is no voltage between phase and neutral; some
   * three-phase meters say the one between phases.
   */
  private static final long TOLERANCE_MILLIVOLTS = NOMINAL_MILLIVOLTS / 10;

  private final PowerNow now;
  private final Set<PointRef> described = new HashSet<>();

  /** Devices of which some channels are points of their own. */
  private final Set<String> divided = new HashSet<>();

  Loads(Collection<PowerPoint> points, PowerNow now) {
    this.now = now;
    for (PowerPoint point : points) {
      described.add(point.ref());
      if (point.ref().channel() != null) {
        divided.add(point.ref().device());
      }
    }
  }

  /** All that flows through a point, in milliwatts. */
  Load power(PowerPoint point) {
    return power(values(point), point);
  }

  /** What flows through a point with one phase, in milliamperes. */
  Load current(PowerPoint point) {
    return current(values(point), point);
  }

  /** What flows through each phase of a point with three, in milliamperes. */
  Map<Phase, Load> phases(PowerPoint point) {
    Map<Phase, PowerNow.Value> values = phaseValues(point);
    Map<Phase, Load> loads = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      PowerNow.Value value = values.get(phase);
      loads.put(
          phase,
          value == null ? new Load.Unknown(Load.Reason.NO_PHASES) : current(List.of(value), point));
    }
    return loads;
  }

  /** All three, or none: of a device with two inlets nobody knows which L1 is whose. */
  private Map<Phase, PowerNow.Value> phaseValues(PowerPoint point) {
    Map<Phase, PowerNow.Value> values = new EnumMap<>(Phase.class);
    int found = 0;
    for (PowerNow.Value value : now.channels(point.ref().device())) {
      Phase phase = Phase.ofChannel(value.ref().channel());
      if (phase != null) {
        values.put(phase, value);
        found++;
      }
    }
    return found == 3 && values.size() == 3 ? values : Map.of();
  }

  private List<PowerNow.Value> values(PowerPoint point) {
    List<PowerNow.Value> own = ownValues(point);
    // Three phases are a whole, also where each is a point of its own.
    return own.isEmpty() && point.phases() == 3 ? List.copyOf(phaseValues(point).values()) : own;
  }

  /** A device without a channel is its channels that are no point of their own. */
  private List<PowerNow.Value> ownValues(PowerPoint point) {
    PointRef ref = point.ref();
    PowerNow.Value own = now.at(ref);
    if (ref.channel() != null) {
      return own == null ? List.of() : List.of(own);
    }
    List<PowerNow.Value> channels = now.channels(ref.device());
    if (channels.isEmpty()) {
      // The sum of a device holds also what its other points say.
      return own == null || divided.contains(ref.device()) ? List.of() : List.of(own);
    }
    return channels.stream().filter(value -> !described.contains(value.ref())).toList();
  }

  private Load power(List<PowerNow.Value> values, PowerPoint point) {
    Load.@Nullable Unknown unknown = unknown(values, point);
    if (unknown != null) {
      return unknown;
    }
    long sum = 0;
    boolean any = false;
    for (PowerNow.Value value : values) {
      if (value.power() != null) {
        sum = together(sum, value.power());
        any = true;
      }
    }
    return any
        ? new Load.Known(sum, oldest(values), Load.Basis.MEASURED)
        : new Load.Unknown(Load.Reason.NO_POWER);
  }

  private Load current(List<PowerNow.Value> values, PowerPoint point) {
    Load.@Nullable Unknown unknown = unknown(values, point);
    if (unknown != null) {
      return unknown;
    }
    long sum = 0;
    Load.@Nullable Basis basis = null;
    for (PowerNow.Value value : values) {
      Load.@Nullable Known one = current(value);
      if (one != null) {
        sum = together(sum, one.value());
        basis = basis == null || one.basis().compareTo(basis) > 0 ? one.basis() : basis;
      }
    }
    return basis == null
        ? new Load.Unknown(Load.Reason.NO_POWER)
        : new Load.Known(sum, oldest(values), basis);
  }

  private static Load.@Nullable Known current(PowerNow.Value value) {
    if (value.current() != null) {
      return new Load.Known(value.current(), value.at(), Load.Basis.MEASURED);
    }
    Long power = value.power();
    if (power == null) {
      return null;
    }
    Long voltage = value.voltage();
    boolean plausible =
        voltage != null && Math.abs(voltage - NOMINAL_MILLIVOLTS) <= TOLERANCE_MILLIVOLTS;
    long by = plausible && voltage != null ? voltage : NOMINAL_MILLIVOLTS;
    return new Load.Known(
        milliamperes(power, by),
        value.at(),
        plausible ? Load.Basis.MEASURED_VOLTAGE : Load.Basis.NOMINAL_VOLTAGE);
  }

  /** Milliamperes of milliwatts; rounded up: a load is not to look smaller than it is. */
  static long milliamperes(long milliwatts, long millivolts) {
    return milliwatts / millivolts * 1000
        + Math.ceilDiv(milliwatts % millivolts * 1000, millivolts);
  }

  /** Two loads, 0 or more; what no long can hold is the most there can be, and over any limit. */
  static long together(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private Load.@Nullable Unknown unknown(List<PowerNow.Value> values, PowerPoint point) {
    if (values.isEmpty()) {
      return new Load.Unknown(Load.Reason.SILENT);
    }
    return now.now() - oldest(values) > point.allowedAge()
        ? new Load.Unknown(Load.Reason.TOO_OLD)
        : null;
  }

  private static long oldest(List<PowerNow.Value> values) {
    return values.stream().mapToLong(PowerNow.Value::at).min().orElseThrow();
  }
}
