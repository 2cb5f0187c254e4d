package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Whatever announces itself to Home Assistant over MQTT: the topics, units and templates come from
 * the configuration messages. A device is called by its first identifier, else by its name, else by
 * the entity's unique id.
 *
 * <p>Source: home-assistant.io/integrations/mqtt, /integrations/sensor.mqtt.
 */
public final class HomeAssistantDecoder implements PayloadDecoder {
  /** Where Home Assistant looks unless somebody says otherwise. */
  public static final String DEFAULT_PREFIX = "homeassistant";

  private final String prefix;
  private final BiPredicate<String, Announcements> readElsewhere;

  /**
   * A decoder.
   *
   * @param prefix first part of the configuration topics, without a slash at its end
   * @param readElsewhere whether other decoders read all that a device measures: then it has the
   *     name that it has there, and it is not said here whether it can be reached
   */
  public HomeAssistantDecoder(String prefix, BiPredicate<String, Announcements> readElsewhere) {
    this.prefix = prefix;
    this.readElsewhere = readElsewhere;
  }

  @Override
  public String name() {
    return "home-assistant";
  }

  @Override
  public boolean claims(String topic) {
    return DiscoveryTopic.of(topic, prefix) != null || topic.equals(prefix + "/status");
  }

  @Override
  public boolean expects(InboundMessage message, Announcements announced) {
    return announced.knows(message.topic());
  }

  @Override
  public Description description() {
    return new Description(
        "Everything that announces itself by Home Assistant's MQTT discovery",
        List.of(
            "<prefix>/sensor/[<node>/]<object>/config, <prefix>/device/<id>/config",
            "the state and availability topics that these name, unless another decoder knows them"),
        List.of(
            value(
                "device_class energy with state_class total_increasing or total",
                Unit.symbols(Unit.Quantity.ENERGY),
                "register"),
            value("energy of other state classes", "", "not read: no register"),
            value("today, last hour, returned, exported … in the name", "", "not read"),
            value("device_class power", Unit.symbols(Unit.Quantity.POWER), "power"),
            value("device_class voltage", Unit.symbols(Unit.Quantity.VOLTAGE), "voltage"),
            value("device_class current", Unit.symbols(Unit.Quantity.CURRENT), "current"),
            value("device_class power_factor", "none, %", "power factor"),
            value(
                "availability of what is read here",
                "its texts, default online, offline",
                "available, unavailable")),
        List.of(
            "Templates: a path (value_json.a.b, ['A']['B'], value) with |float, |int, |round(n),"
                + " * n, / n. A configuration with any other is a dead letter that shows it.",
            "The channel is what the entity's name says beside the quantity and the device's name.",
            "Where a device has a total and parts, one side counts and the other is left out"
                + " (sum-of-parts): the side with registers; the parts, if there are two and"
                + " more; else the total. Of input and output the input counts.",
            "Whether it is a window, its own name, the end of its object id and the last step of"
                + " its template tell.",
            "Messages have no time: the arrival counts, and what was retained is not used."),
        List.of(
            "home-assistant.io/integrations/mqtt", "home-assistant.io/integrations/sensor.mqtt"));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    DiscoveryTopic config = DiscoveryTopic.of(message.topic(), prefix);
    if (config != null) {
      return switch (JsonPayload.read(message.payload())) {
        case JsonPayload.Parsed parsed -> HomeAssistantConfig.read(config, parsed.object());
        case JsonPayload.Unusable unusable ->
            message.payload().length == 0
                ? new Decoding.Announced(
                    new Announcement.Entities(message.topic(), List.of(), List.of()), null)
                : unusable.decoding();
      };
    }
    return context.announced().knows(message.topic())
        ? new AnnouncedMessage(message, context, this)
            .decode(device -> readElsewhere.test(device, context.announced()))
        : new Decoding.Ignored(Reason.NOT_TELEMETRY); // <prefix>/status: Home Assistant itself
  }
}
