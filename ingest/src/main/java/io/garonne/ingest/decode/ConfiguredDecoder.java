package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices that their owner has described by rules. Every rule whose topic fits, and of whose values
 * at least one is in the message, gives its readings; where none does, the other decoders are
 * asked.
 */
public final class ConfiguredDecoder implements PayloadDecoder {
  private final Rules rules;

  public ConfiguredDecoder(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "configured";
  }

  /** Never: the topic alone does not tell; see {@link #attempt}. */
  @Override
  public boolean claims(String topic) {
    return false;
  }

  @Override
  public Description description() {
    return new Description(
        "Whatever its owner describes by a rule (NETIO MQTT-flex, meters read by a script, bridges)",
        List.of("the topic patterns of the file that the setting ingest.rules names"),
        List.of(
            value("energy", Unit.symbols(Unit.Quantity.ENERGY), "register, or not read: window"),
            value("power", Unit.symbols(Unit.Quantity.POWER), "power"),
            value("voltage", Unit.symbols(Unit.Quantity.VOLTAGE), "voltage"),
            value("current", Unit.symbols(Unit.Quantity.CURRENT), "current"),
            value("power-factor", "none, %", "power factor"),
            value("pages", "pages", "pages"),
            value("state", "texts", "state"),
            value("time", "ISO 8601, seconds, milliseconds", "time")),
        List.of("Rules go before all decoders. How to write one: add-a-device.md."),
        List.of());
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    Decoding decoding = attempt(message, context);
    return decoding == null
        ? new Decoding.Rejected(Reason.UNKNOWN_TOPIC, "no rule fits")
        : decoding;
  }

  /** Whether the topic of a rule fits. */
  boolean hasRuleFor(String topic) {
    return rules.all().stream().anyMatch(rule -> rule.topic().match(topic) != null);
  }

  /** Reads a message; null if it is none of those that rules describe. */
  @Nullable Decoding attempt(InboundMessage message, DecodeContext context) {
    if (rules.all().isEmpty()) {
      return null;
    }
    List<Decoding> found = new ArrayList<>();
    TemplateInput in = new TemplateInput(message);
    for (Rule rule : rules.all()) {
      Map<String, String> parts = rule.topic().match(message.topic());
      if (parts != null) {
        Decoding one =
            rule.values().isEmpty() && rule.state() == null
                ? new Decoding.Ignored(Reason.NOT_TELEMETRY)
                : new Reader(rule, parts, in, message, context).read();
        if (one != null) {
          found.add(one);
        }
      }
    }
    List<Reading> readings = new ArrayList<>();
    for (Decoding one : found) {
      if (one instanceof Decoding.Readings some) {
        readings.addAll(some.readings());
      }
    }
    return found.isEmpty()
        ? null
        : readings.isEmpty() ? found.get(0) : new Decoding.Readings(readings);
  }

  /** One rule on one message. */
  private final class Reader {
    private final Rule rule;
    private final Map<String, String> parts;
    private final TemplateInput in;
    private final InboundMessage message;
    private final DecodeContext context;
    private final Channels channels;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    Reader(
        Rule rule,
        Map<String, String> parts,
        TemplateInput in,
        InboundMessage message,
        DecodeContext context) {
      this.rule = rule;
      this.parts = parts;
      this.in = in;
      this.message = message;
      this.context = context;
      this.channels = new Channels(context);
    }

    @Nullable Decoding read() {
      Outputs outputs = rule.outputs();
      JsonNode payload = rule.needsJson() ? in.json() : in.word();
      if (payload == null) {
        return null;
      }
      if (outputs == null) {
        read(payload, Placeholders.fill(rule.channel(), parts));
      } else {
        outputs
            .in(payload)
            .forEach(
                (name, output) ->
                    read(output, Placeholders.fill(rule.channel(), outputs.with(parts, name))));
      }
      return outcome(payload);
    }

    private void read(JsonNode payload, String channel) {
      for (Rule.Value value : rule.values()) {
        JsonNode node = Steps.follow(value.steps(), payload);
        BigDecimal number = Decimals.number(node);
        if (node == null) {
          continue;
        }
        if (value.window()) {
          reasons.add(Reason.NOT_THE_REGISTER);
        } else if (number != null) {
          value.say(channels.channel(channel), number);
          reasons.add(Reason.NO_USABLE_VALUE);
        } else {
          reasons.add(
              node.isNull() || AnnouncedMessage.isUnknown(node.asText().strip())
                  ? Reason.NO_VALUE
                  : Reason.NO_USABLE_VALUE);
        }
      }
      Rule.StateValue states = rule.state();
      JsonNode text = states == null ? null : Steps.follow(states.steps(), payload);
      if (states != null && text != null) {
        State state = states.states().get(text.asText());
        reasons.add(Reason.STATE_ONLY);
        if (state != null) {
          channels.channel(channel).state(state);
        }
      }
    }

    private @Nullable Decoding outcome(JsonNode payload) {
      if (reasons.isEmpty()) {
        return null;
      }
      String device = Placeholders.fill(rule.device(), parts);
      if (!channels.isEmpty()) {
        Rule.Time time = rule.time();
        return channels.decoding(
            device,
            Timing.of(time == null ? null : time.in(payload), device, message, context),
            message,
            ConfiguredDecoder.this);
      }
      if (reasons.contains(Reason.NO_USABLE_VALUE)) {
        return new Decoding.Rejected(Reason.NO_USABLE_VALUE, rule.name() + ": no usable number");
      }
      return new Decoding.Ignored(reasons.iterator().next());
    }
  }
}
