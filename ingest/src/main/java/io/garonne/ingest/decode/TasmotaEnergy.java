package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of Tasmota's {@code ENERGY} object. Whatever the shape, a watt-hour appears in one
 * channel: either the device's sum in channel {@code 0}, or its phases in {@code 1}, {@code 2} …,
 * never both.
 */
final class TasmotaEnergy {
  private TasmotaEnergy() {}

  /** What one channel said; electric. */
  record Channel(String name, Quantities said) {}

  /**
   * Adds the channels of an {@code ENERGY} object.
   *
   * @return false if registers and powers differ in number, so that any choice could count twice
   */
  static boolean meter(ObjectNode energy, DecodeContext context, List<Channel> out) {
    JsonNode power = energy.has("Power") ? energy.get("Power") : energy.get("ActivePower");
    JsonNode total = energy.get("Total");
    long unit = Units.MILLIJOULES_PER_KWH;
    if (total == null && energy.has("ConsumptionTotal")) {
      total = energy.get("ConsumptionTotal"); // OpenBeken: the same topic, watt-hours
      unit = Units.MILLIJOULES_PER_WH;
    }
    if (total instanceof ObjectNode phases) {
      return phasesByName(energy, phases, power, unit, context, out);
    }
    int registers = count(total);
    int powers = count(power);
    if (registers > 1) {
      boolean phases = powers > 1 || (powers == 0 && !tariffs(energy, total));
      if (phases) {
        if (powers > 1 && powers != registers) {
          return false;
        }
        for (int i = 0; i < registers; i++) {
          add(
              out,
              phase(energy, Integer.toString(i + 1), i, at(total, i), at(power, i), unit, context));
        }
        return true;
      }
      total = at(total, 0); // the sum; the tariffs' registers are its parts
    }
    add(out, whole(energy, at(total, 0), power, unit, context));
    return true;
  }

  /** {@code "Total":{"Phase1":1.2,"Phase2":3.4}}. */
  private static boolean phasesByName(
      ObjectNode energy,
      ObjectNode phases,
      @Nullable JsonNode power,
      long unit,
      DecodeContext context,
      List<Channel> out) {
    boolean aligned = count(power) == phases.size();
    int i = 0;
    for (Map.Entry<String, JsonNode> phase : phases.properties()) {
      String key = phase.getKey();
      String name = key.startsWith("Phase") && key.length() > 5 ? key.substring(5) : key;
      JsonNode own =
          power instanceof ObjectNode byName ? byName.get(key) : aligned ? at(power, i) : null;
      if (Names.acceptable(name)) {
        add(out, phase(energy, name, aligned ? i : -1, phase.getValue(), own, unit, context));
      }
      i++;
    }
    return true;
  }

  /**
   * Adds the channels of current clamps: {@code "ANALOG":{"CTEnergy1":{"Energy":…,"Power":…}}}.
   *
   * @return whether there is one, usable or not
   */
  static boolean clamps(@Nullable JsonNode analog, DecodeContext context, List<Channel> out) {
    boolean any = false;
    if (analog instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> input : object.properties()) {
        if (input.getKey().startsWith("CTEnergy")
            && Names.acceptable(input.getKey())
            && input.getValue() instanceof ObjectNode clamp) {
          any = true;
          add(
              out,
              phase(
                  clamp,
                  input.getKey(),
                  0,
                  clamp.get("Energy"),
                  clamp.get("Power"),
                  Units.MILLIJOULES_PER_KWH,
                  context));
        }
      }
    }
    return any;
  }

  private static Channel phase(
      ObjectNode energy,
      String name,
      int index,
      @Nullable JsonNode total,
      @Nullable JsonNode power,
      long unit,
      DecodeContext context) {
    Quantities said = register(total, unit, context).watts(power);
    if (index >= 0) {
      said.voltage(at(energy.get("Voltage"), index), Quantities.UNIT);
      if (count(energy.get("Current")) > index) {
        said.current(at(energy.get("Current"), index), Quantities.UNIT);
      }
      if (count(energy.get("Factor")) > index) {
        said.powerFactor(at(energy.get("Factor"), index));
      }
    }
    return new Channel(name, said);
  }

  /** The device as one channel: powers of phases are added up, and what has no sum is left out. */
  private static Channel whole(
      ObjectNode energy,
      @Nullable JsonNode total,
      @Nullable JsonNode power,
      long unit,
      DecodeContext context) {
    Quantities said = register(total, unit, context).watts(sum(power));
    if (count(energy.get("Voltage")) == 1) {
      said.voltage(at(energy.get("Voltage"), 0), Quantities.UNIT);
    }
    // Currents add up on one conductor only; that is where there is one voltage.
    if (count(energy.get("Voltage")) < 2) {
      said.current(sum(energy.get("Current")), Quantities.UNIT);
    }
    if (count(power) < 2 && count(energy.get("Factor")) == 1) {
      said.powerFactor(at(energy.get("Factor"), 0));
    }
    return new Channel(Reading.ONLY_CHANNEL, said);
  }

  /** Tasmota cuts a register to its last decimal; OpenBeken, in watt-hours, writes noise. */
  private static Quantities register(@Nullable JsonNode total, long unit, DecodeContext context) {
    return new Quantities(context)
        .energy(
            Decimals.number(total),
            unit,
            unit == Units.MILLIJOULES_PER_WH ? (Long) OpenBekenDecoder.STEP : null);
  }

  private static void add(List<Channel> out, Channel channel) {
    if (channel.said.isElectric()) {
      out.add(channel);
    }
  }

  /** Whether a list of registers without powers is [sum, tariff 1, tariff 2]. */
  private static boolean tariffs(ObjectNode energy, JsonNode total) {
    for (String perPhase : Set.of("Current", "Voltage", "Today", "Factor")) {
      if (count(energy.get(perPhase)) > 1) {
        return false;
      }
    }
    List<BigDecimal> registers = new ArrayList<>();
    for (JsonNode register : total) {
      BigDecimal value = Decimals.number(register);
      if (value == null) {
        return false;
      }
      registers.add(value);
    }
    BigDecimal first = registers.get(0);
    BigDecimal rest =
        registers.stream().skip(1).reduce(BigDecimal.ZERO, BigDecimal::add).subtract(first);
    // Each register is cut to its own last decimal.
    return rest.abs().compareTo(first.ulp().multiply(BigDecimal.valueOf(registers.size()))) <= 0;
  }

  /** 0 if absent, the length of a list, else 1. */
  private static int count(@Nullable JsonNode node) {
    return node == null || node.isNull() ? 0 : node.isContainerNode() ? node.size() : 1;
  }

  /** An element of a list; a value that is no list stands for every phase. */
  private static @Nullable JsonNode at(@Nullable JsonNode node, int index) {
    return node != null && node.isArray() ? node.get(index) : node;
  }

  private static @Nullable BigDecimal sum(@Nullable JsonNode node) {
    if (node == null || !node.isContainerNode()) {
      return Decimals.number(node);
    }
    BigDecimal sum = null;
    for (JsonNode element : node) {
      BigDecimal value = Decimals.number(element);
      if (value == null) {
        return null; // a part is not known, so neither is the sum
      }
      sum = sum == null ? value : sum.add(value);
    }
    return sum;
  }
}
