package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import io.garonne.model.Reading.State;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Devices with ESPHome: bare numbers under {@code <prefix>/sensor/<object>/state}, whose unit only
 * the discovery tells. A device is called by its prefix. Others use topics like these, too: a value
 * is ESPHome's if its announcement names the device by a MAC address, as ESPHome does, and the
 * device speaks only under the prefix; any other that was announced is Home Assistant's.
 *
 * <p>Source: esphome.io/components/mqtt.
 */
public final class EsphomeDecoder implements PayloadDecoder {
  private static final String STATE = "/state";
  private static final String STATUS = "/status";
  private static final Set<String> OTHERS =
      Set.of(
          "binary_sensor",
          "switch",
          "text_sensor",
          "light",
          "button",
          "number",
          "select",
          "fan",
          "cover",
          "climate",
          "lock",
          "update");

  /** How ESPHome identifies a device in its announcements. */
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{12}");

  private final String discovery;

  /**
   * With this first part of the topics of Home Assistant's discovery, without a slash at its end.
   */
  public EsphomeDecoder(String discoveryPrefix) {
    this.discovery = discoveryPrefix + "/";
  }

  @Override
  public String name() {
    return "esphome";
  }

  /** Never: the topic alone does not tell; see {@link #expects}. */
  @Override
  public boolean claims(String topic) {
    return false;
  }

  @Override
  public boolean expects(InboundMessage message, Announcements announced) {
    String topic = message.topic();
    if (topic.startsWith(discovery) || !Texts.isShort(message)) {
      return false;
    }
    if (isStatus(topic)) {
      return announced.knows(topic)
          ? announced.areReachedBy(topic, device -> isItsOwn(device, topic, announced))
          : Texts.reachable(Texts.word(message)) != null;
    }
    String component = component(topic);
    if ("sensor".equals(component)) {
      return !isObject(message)
          && announced.entities(topic).stream()
              .allMatch(entity -> isItsOwn(entity.device(), topic, announced));
    }
    return component != null
        && OTHERS.contains(component)
        && !isObject(message)
        && !announced.knows(topic);
  }

  @Override
  public Description description() {
    return new Description(
        "ESPHome (Athom, LocalBytes, self-built) over MQTT",
        List.of("<prefix>/sensor/<object>/state", "<prefix>/status"),
        List.of(
            value("…/sensor/<object>/state", "as its discovery says", "the quantity it announces"),
            value("total_daily_energy and the like", "", "not read: a window"),
            value("<prefix>/status", "online, offline", "available, unavailable")),
        List.of(
            "Without Home Assistant's discovery (ESPHome's default is on) a number has no unit: it"
                + " is refused until a rule gives it one.",
            "What is announced with a device that is no MAC address, or that also speaks elsewhere,"
                + " is read as Home Assistant's.",
            "The channel is what the entity's name says beside the quantity.",
            "<prefix>/status counts where it was announced.",
            "Messages have no time and are retained by default: after connecting, the first value"
                + " is the next one that is sent."),
        List.of("esphome.io/components/mqtt", "esphome.io/components/sensor/total_daily_energy"));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    if (isStatus(topic)) {
      return context.announced().knows(topic)
          ? status(message, context)
          : new Decoding.Ignored(Reason.AVAILABILITY); // of whom, the topic does not tell
    }
    if (!"sensor".equals(component(topic))) {
      return new Decoding.Ignored(Reason.STATE_ONLY);
    }
    String word = Texts.word(message);
    if (AnnouncedMessage.isUnknown(word)) {
      return new Decoding.Ignored(message.payload().length == 0 ? Reason.EMPTY : Reason.NO_VALUE);
    }
    if (message.retained()) {
      return new Decoding.Ignored(Reason.RETAINED_WITHOUT_TIME);
    }
    if (!context.announced().entities(topic).isEmpty()) {
      return new AnnouncedMessage(message, context, this).decode(prefix(topic));
    }
    return Decimals.number(word) == null
        ? new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no number")
        : new Decoding.Rejected(
            Reason.UNKNOWN_UNIT, "no discovery has told the unit; a rule can tell it");
  }

  private Decoding status(InboundMessage message, DecodeContext context) {
    State state = Texts.reachable(Texts.word(message));
    Channels channels = new Channels(context);
    channels.only().state(state);
    return channels.decoding(
        prefix(message.topic()), Timing.of((String) null, "", message, context), message, this);
  }

  /** Whether all that a device measures comes under topics of one device with ESPHome. */
  static boolean reads(String device, Announcements announced) {
    return MAC.matcher(device).matches()
        && announced.measured(device).stream()
            .findFirst()
            .filter(topic -> component(topic) != null && isItsOwn(device, topic, announced))
            .isPresent();
  }

  private static boolean isItsOwn(String device, String topic, Announcements announced) {
    String its = prefix(topic) + "/";
    return MAC.matcher(device).matches()
        && announced.speaksOnly(device, each -> each.startsWith(its) && component(each) != null);
  }

  private static boolean isStatus(String topic) {
    return topic.endsWith(STATUS) && topic.length() > STATUS.length();
  }

  private static boolean isObject(InboundMessage message) {
    return Texts.word(message).startsWith("{");
  }

  /** The kind of component that a topic is of, or null if it is not like one. */
  private static @Nullable String component(String topic) {
    if (!topic.endsWith(STATE)) {
      return null;
    }
    int object = topic.lastIndexOf('/', topic.length() - STATE.length() - 1);
    int component = topic.lastIndexOf('/', object - 1);
    return component > 0 && object + 1 < topic.length() - STATE.length()
        ? topic.substring(component + 1, object)
        : null;
  }

  private static String prefix(String topic) {
    if (topic.endsWith(STATUS)) {
      return topic.substring(0, topic.length() - STATUS.length());
    }
    int object = topic.lastIndexOf('/', topic.length() - STATE.length() - 1);
    return topic.substring(0, topic.lastIndexOf('/', object - 1));
  }
}
