package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * OpenBeken's plain topics, {@code <device>/<field>/get}. (Its {@code tele/<device>/SENSOR} is
 * Tasmota's shape and read there.)
 *
 * <p>Source: github.com/openshwprojects/OpenBK7231T_App, docs/mqttTopics.md.
 */
public final class OpenBekenDecoder implements PayloadDecoder {
  private static final String GET = "/get";
  private static final String CONNECTED = "/connected";
  private static final String REGISTER = "energycounter";

  /** The firmware counts in single precision: what it writes beyond that is noise. */
  static final long STEP = Units.MILLIJOULES_PER_WH / 10;

  private static final Set<String> FIELDS =
      Set.of(
          "voltage",
          "current",
          "power",
          "power_apparent",
          "power_reactive",
          "power_factor",
          "frequency");

  @Override
  public String name() {
    return "openbeken";
  }

  @Override
  public Description description() {
    return new Description(
        "OpenBeken (Beken, Winner Micro, Bouffalo chips)",
        List.of("<device>/<field>/get", "<device>/connected"),
        List.of(
            value("energycounter", "Wh", "register, with a step of 0.1 Wh"),
            value("power, voltage, current, power_factor", "W, V, A, -", "as they are"),
            value("energycounter_last_hour, _today, _yesterday …", "Wh", "not read: windows"),
            value("power_apparent, power_reactive, frequency", "VA, var, Hz", "not read"),
            value("<channel>/get", "number", "not read: its meaning is the owner's"),
            value("connected", "online, offline", "available, unavailable")),
        List.of(
            "Each message is one value at its arrival; retained ones are ignored.",
            "Where Home Assistant's discovery names another device beside <device>/connected, it is"
                + " that one's.",
            "The register is one of the device, so the channel is 0 whatever relays there are."),
        List.of("github.com/openshwprojects/OpenBK7231T_App/blob/main/docs/mqttTopics.md"));
  }

  @Override
  public boolean claims(String topic) {
    String field = field(topic);
    return FIELDS.contains(field)
        || field.startsWith(REGISTER)
        || (field.length() == 1 && Character.isDigit(field.charAt(0)));
  }

  @Override
  public boolean expects(InboundMessage message, Announcements announced) {
    String topic = message.topic();
    if (!topic.endsWith(CONNECTED) || topic.length() == CONNECTED.length()) {
      return false;
    }
    return announced.knows(topic)
        ? announced.areReachedBy(
            topic,
            device ->
                announced.speaksOnly(
                    device, each -> claims(each) && device(each).equals(device(topic))))
        : Texts.isOneOf(message, "online", "offline");
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    String word = Texts.word(message);
    Channels channels = new Channels(context);
    Quantities said = channels.only();
    if (topic.endsWith(CONNECTED)) {
      said.state(Texts.reachable(word));
      return read(device(topic), channels, message, context);
    }
    String field = field(topic);
    BigDecimal number = Decimals.number(word);
    switch (field) {
      case "power" -> said.watts(number);
      case "voltage" -> said.voltage(number, Quantities.UNIT);
      case "current" -> said.current(number, Quantities.UNIT);
      case "power_factor" -> said.powerFactor(number);
      case REGISTER -> said.energy(number, Units.MILLIJOULES_PER_WH, STEP);
      case "energycounter_clear_date" -> {
        return new Decoding.Ignored(Reason.NOT_TELEMETRY);
      }
      case "power_apparent", "power_reactive", "frequency" -> {
        return new Decoding.Ignored(Reason.NO_ENERGY);
      }
      default -> {
        return new Decoding.Ignored(
            field.startsWith(REGISTER) ? Reason.NOT_THE_REGISTER : Reason.STATE_ONLY);
      }
    }
    return read(device(topic), channels, message, context);
  }

  private Decoding read(
      String device, Channels channels, InboundMessage message, DecodeContext context) {
    return channels.decoding(
        device, Timing.of((String) null, device, message, context), message, this);
  }

  /** What is before {@code /connected}, or before the field. */
  private static String device(String topic) {
    return topic.endsWith(CONNECTED)
        ? topic.substring(0, topic.length() - CONNECTED.length())
        : topic.substring(0, topic.length() - GET.length() - field(topic).length() - 1);
  }

  /** The level before the last if that is {@code get} and there is a device before it, else "". */
  private static String field(String topic) {
    if (!topic.endsWith(GET)) {
      return "";
    }
    int end = topic.length() - GET.length();
    int start = topic.lastIndexOf('/', end - 1);
    return start > 0 ? topic.substring(start + 1, end) : "";
  }
}
