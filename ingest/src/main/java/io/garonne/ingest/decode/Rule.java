package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.garonne.model.Reading.State;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the owner has told of the messages under some topics.
 *
 * @param name of the rule, for people
 * @param topic which messages
 * @param device text with parts of the topic
 * @param channel text with parts of the topic and of the outputs
 * @param outputs null: the message tells of one channel
 * @param values none: such messages are ignored
 * @param state null: it does not say any
 * @param time null: it does not say any
 */
record Rule(
    String name,
    Placeholders topic,
    String device,
    String channel,
    @Nullable Outputs outputs,
    List<Value> values,
    @Nullable StateValue state,
    @Nullable Time time) {

  Rule {
    values = List.copyOf(values);
  }

  /** Whether it looks into the payload, or takes it whole. */
  boolean needsJson() {
    return outputs != null
        || values.stream().anyMatch(value -> !value.steps().isEmpty())
        || (state != null && !state.steps().isEmpty());
  }

  /**
   * A quantity.
   *
   * @param steps where; none: the payload is the number
   * @param factor before the unit
   * @param step of a register, in the unit; null: the last decimal, times the factor
   * @param window whether it is the energy of a window, which no register is made of
   */
  record Value(
      List<String> steps, Unit unit, BigDecimal factor, @Nullable BigDecimal step, boolean window) {
    public Value {
      steps = List.copyOf(steps);
    }

    /** Says a number as it was written. */
    void say(Quantities said, BigDecimal number) {
      Scaled scaled = Scaled.written(number).times(factor);
      unit.say(said, scaled.value(), step == null ? scaled.step() : step);
    }
  }

  /**
   * A state.
   *
   * @param steps where; none: the payload is the text
   * @param states by the texts of the device
   */
  record StateValue(List<String> steps, Map<String, State> states) {
    public StateValue {
      steps = List.copyOf(steps);
      states = Map.copyOf(states);
    }
  }

  /** How a time is written. */
  enum Format {
    /** ISO 8601; without a zone it is the site's. */
    ISO,
    /** Seconds since 1970 UTC. */
    SECONDS,
    /** Milliseconds since 1970 UTC. */
    MILLISECONDS
  }

  /**
   * The time of a message.
   *
   * @param steps where
   * @param format null: whichever fits
   */
  record Time(List<String> steps, @Nullable Format format) {
    public Time {
      steps = List.copyOf(steps);
    }

    /** The time as {@link Timing} reads it, or null. */
    @Nullable JsonNode in(JsonNode payload) {
      JsonNode node = Steps.follow(steps, payload);
      BigDecimal number = format == Format.MILLISECONDS ? Decimals.number(node) : null;
      // So that milliseconds since the device started are not taken for seconds since 1970.
      return number == null ? node : DecimalNode.valueOf(number.movePointLeft(3));
    }
  }
}
