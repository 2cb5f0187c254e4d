package io.garonne.twin;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each fault happens.
 *
 * @param amounts by fault; one that is absent does not happen
 */
public record FaultSpec(Map<Fault, Amount> amounts) {
  /** Nothing goes wrong. */
  public static final FaultSpec NONE = new FaultSpec(Map.of());

  private static final Amount NEVER = new Amount(0, Duration.ZERO);

  /**
   * How often, and how long or how much at most.
   *
   * @param rate in the fault's unit
   * @param longest greater than zero for faults that have a length
   */
  public record Amount(double rate, Duration longest) {}

  public FaultSpec {
    EnumMap<Fault, Amount> sorted = new EnumMap<>(Fault.class);
    sorted.putAll(amounts);
    sorted.forEach(FaultSpec::check);
    amounts = Map.copyOf(sorted);
  }

  /**
   * Reads {@code fault=rate[:longest]}, separated by commas, for example {@code
   * duplicates=0.1,late=0.05:PT2H}. Empty text is no fault.
   *
   * @throws IllegalArgumentException with every problem, separated by {@code "; "}
   */
  public static FaultSpec parse(String text) {
    EnumMap<Fault, Amount> amounts = new EnumMap<>(Fault.class);
    List<String> problems = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        try {
          put(amounts, part.strip());
        } catch (IllegalArgumentException e) {
          problems.add(part.strip() + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new FaultSpec(amounts);
  }

  private static void put(Map<Fault, Amount> amounts, String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals);
    Fault fault =
        Arrays.stream(Fault.values())
            .filter(known -> known.label().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no such fault; there are " + labels()));
    if (equals < 0) {
      throw new IllegalArgumentException("no rate; write " + name + "=0.1");
    }
    String[] values = part.substring(equals + 1).split(":", 2);
    Amount amount = new Amount(rate(values[0]), longest(fault, values));
    check(fault, amount);
    if (amounts.put(fault, amount) != null) {
      throw new IllegalArgumentException("given twice");
    }
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
    }
  }

  private static Duration longest(Fault fault, String[] values) {
    if (values.length == 1) {
      return fault.longest();
    }
    if (fault.longest().isZero()) {
      throw new IllegalArgumentException("takes no length");
    }
    try {
      return Duration.parse(values[1].strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + values[1] + "\" is no length of time such as PT15M", e);
    }
  }

  private static void check(Fault fault, Amount amount) {
    double most = fault.unit() == Fault.Unit.SHARE ? 1 : 100;
    if (!(amount.rate >= 0 && amount.rate <= most)) {
      throw new IllegalArgumentException("rate must be from 0 to " + (int) most);
    }
    boolean hasLength = !fault.longest().isZero();
    if (hasLength
        && (amount.longest.compareTo(Duration.ofMinutes(1)) < 0
            || amount.longest.compareTo(Duration.ofDays(30)) > 0)) {
      throw new IllegalArgumentException("length must be from PT1M to P30D");
    }
  }

  private static String labels() {
    return Arrays.stream(Fault.values()).map(Fault::label).collect(Collectors.joining(", "));
  }

  /** How often, in the fault's unit. */
  public double rate(Fault fault) {
    return amounts.getOrDefault(fault, NEVER).rate;
  }

  /** Greatest length in milliseconds. */
  public long longest(Fault fault) {
    return amounts.getOrDefault(fault, NEVER).longest.toMillis();
  }

  /** Whether anything can go wrong that is drawn per day. */
  boolean daily() {
    return amounts.entrySet().stream()
        .anyMatch(e -> e.getKey().unit() == Fault.Unit.PER_DAY && e.getValue().rate > 0);
  }
}
