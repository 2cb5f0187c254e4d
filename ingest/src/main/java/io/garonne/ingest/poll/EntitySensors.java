package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads ENTITY-SENSOR-MIB (RFC 3433) of servers and switches: the watts that their power supplies
 * take in. Optical transceivers say watts too, of light; what a supply gives out is not what the
 * device draws. The MIB knows no energy. value_W = value × 10^(3·(scale−9)) ÷ 10^precision.
 */
final class EntitySensors {
  static final String FAMILY = "entity-sensor";

  private static final Oid SENSORS = Oid.of("1.3.6.1.2.1.99.1.1.1");
  private static final Oid TYPE = Oid.of("1.3.6.1.2.1.99.1.1.1.1");
  private static final Oid SCALE = Oid.of("1.3.6.1.2.1.99.1.1.1.2");
  private static final Oid PRECISION = Oid.of("1.3.6.1.2.1.99.1.1.1.3");
  private static final Oid VALUE = Oid.of("1.3.6.1.2.1.99.1.1.1.4");
  private static final Oid STATUS = Oid.of("1.3.6.1.2.1.99.1.1.1.5");
  private static final Oid DESCRIPTION = Oid.of("1.3.6.1.2.1.47.1.1.1.1.2");
  private static final Oid PARENT = Oid.of("1.3.6.1.2.1.47.1.1.1.1.4");
  private static final Oid CLASS = Oid.of("1.3.6.1.2.1.47.1.1.1.1.5");
  private static final Oid NAME = Oid.of("1.3.6.1.2.1.47.1.1.1.1.7");

  private static final int WATTS = 6;
  private static final int OK = 1;
  private static final int UNITS = 9;
  private static final int POWER_SUPPLY = 6;

  private static final Pattern SUPPLY =
      Pattern.compile("\\bpsus?\\s*\\d*\\b|power suppl|\\binlet\\b|\\bmains\\b|\\bac input\\b");
  private static final Pattern LIGHT =
      Pattern.compile("\\b(dom|tx|rx|sfp\\w*|qsfp\\w*|xcvr|optic\\w*|laser|transceiver|lane)\\b");
  private static final Pattern OUTPUT = Pattern.compile("\\b(out|output|pout)\\b");

  private EntitySensors() {}

  /** Whether the device has such sensors. */
  static boolean recognises(Walk walk) {
    return walk.has(SENSORS);
  }

  /** What is asked of such a device. */
  static List<Oid> roots() {
    return List.of(SENSORS, DESCRIPTION, PARENT, CLASS, NAME);
  }

  /** Reads a device that has such sensors. */
  static Findings read(Walk walk) {
    List<Measured> measured = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    int others = 0;
    for (Map.Entry<Oid, Value> each : walk.under(TYPE).entrySet()) {
      String index = each.getKey().from(TYPE.length());
      if (index.isEmpty() || !is(each.getValue(), WATTS)) {
        continue;
      }
      Oid row = Oid.of(index);
      String name = name(walk, row);
      String lower = name.toLowerCase(Locale.ROOT);
      if (LIGHT.matcher(lower).find() || !supply(walk, row, lower)) {
        others++;
      } else if (OUTPUT.matcher(lower).find()) {
        refused.add(
            new Refused(
                name, Reason.NOT_THE_REGISTER, "what a supply gives out is not what it draws"));
      } else if (!is(walk.at(STATUS.plus(row)), OK)) {
        refused.add(
            new Refused(name, Reason.NO_USABLE_VALUE, "the device says that it does not work"));
      } else {
        add(walk, row, name, measured, refused);
      }
    }
    if (others > 0) {
      refused.add(
          new Refused(
              others + " other sensors of watts",
              Reason.NOT_SUPPORTED,
              "light of transceivers, or parts that are no power supply"));
    }
    if (measured.isEmpty() && refused.isEmpty()) {
      refused.add(new Refused(FAMILY, Reason.NO_ENERGY, "no sensor of watts"));
    }
    return new Findings(
        FAMILY, measured, refused, measured.isEmpty() ? null : new Basis(FAMILY, "sensors"));
  }

  private static void add(
      Walk walk, Oid row, String name, List<Measured> measured, List<Refused> refused) {
    Integer scale = whole(walk.at(SCALE.plus(row)));
    Integer precision = whole(walk.at(PRECISION.plus(row)));
    Value value = walk.at(VALUE.plus(row));
    BigDecimal raw = value == null ? null : value.number();
    if (scale == null || precision == null || raw == null || raw.signum() < 0) {
      refused.add(new Refused(name, Reason.NO_USABLE_VALUE, "no value, scale or precision"));
      return;
    }
    // RFC 3433: scales from yocto (1) to yotta (17), precision from -8 to 9.
    if (scale < 1 || scale > 17 || precision < -8 || precision > 9) {
      refused.add(new Refused(name, Reason.UNKNOWN_UNIT, "scale or precision out of range"));
      return;
    }
    BigDecimal watts = raw.scaleByPowerOfTen(3 * (scale - UNITS) - precision);
    BigDecimal plain = watts.stripTrailingZeros();
    measured.add(
        new Measured(
            "sensor-" + row,
            null,
            null,
            null,
            plain.scale() < 0 ? plain.setScale(0) : plain,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            ""));
  }

  /** Whether it belongs to a power supply, by its name or by what contains it. */
  private static boolean supply(Walk walk, Oid row, String lower) {
    if (SUPPLY.matcher(lower).find()) {
      return true;
    }
    Set<Oid> seen = new HashSet<>();
    Oid at = row;
    while (seen.add(at)) {
      if (is(walk.at(CLASS.plus(at)), POWER_SUPPLY)) {
        return true;
      }
      Value parent = walk.at(PARENT.plus(at));
      Oid next = parent == null ? null : Oid.parse(parent.text().strip());
      if (next == null) {
        return false;
      }
      at = next;
    }
    return false;
  }

  private static String name(Walk walk, Oid row) {
    for (Oid column : List.of(DESCRIPTION, NAME)) {
      Value said = walk.at(column.plus(row));
      if (said != null && !said.readable().isBlank()) {
        return said.readable();
      }
    }
    return "sensor " + row;
  }

  private static boolean is(@Nullable Value value, int number) {
    Integer whole = whole(value);
    return whole != null && whole == number;
  }

  private static @Nullable Integer whole(@Nullable Value value) {
    return value == null ? null : value.whole();
  }
}
