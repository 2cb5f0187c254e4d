package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.ingest.decode.Unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration message of Home Assistant's discovery, with its long and short keys.
 * Source: home-assistant.io/integrations/mqtt (discovery payload, abbreviations).
 */
final class HomeAssistantConfig {
  /** Characters of a name; longer ones are no use in readings, and would be kept for ever. */
  private static final int MAX_NAME = 256;

  /** Characters of a topic or a template. */
  private static final int MAX_TEXT = 1024;

  /** Identifiers of one device, or topics of its availability. */
  private static final int MAX_LIST = 16;

  private final DiscoveryTopic topic;
  private final ObjectNode root;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Availability> availability = new ArrayList<>();
  private Decoding.@Nullable Rejected refused;

  private HomeAssistantConfig(DiscoveryTopic topic, ObjectNode root) {
    this.topic = topic;
    this.root = root;
  }

  /**
   * An object of the configuration, and what stands beside it for all its like.
   *
   * @param shared null if there is nothing
   */
  private record Config(JsonNode own, @Nullable JsonNode shared) {
    @Nullable JsonNode get(String longKey, String shortKey) {
      JsonNode here = first(own, longKey, shortKey);
      return here != null || shared == null ? here : first(shared, longKey, shortKey);
    }

    String text(String longKey, String shortKey) {
      JsonNode value = get(longKey, shortKey);
      return value == null || value.isNull() || value.isContainerNode() ? "" : value.asText();
    }

    private static @Nullable JsonNode first(JsonNode node, String longKey, String shortKey) {
      JsonNode value = node.get(longKey);
      return value == null ? node.get(shortKey) : value;
    }
  }

  /** Reads it. */
  static Decoding.Announced read(DiscoveryTopic topic, ObjectNode root) {
    return new HomeAssistantConfig(topic, root).read();
  }

  private Decoding.Announced read() {
    Config whole = new Config(root, null);
    if (!topic.component().equals("device")) {
      component(whole, topic.component(), topic.key());
    } else if (whole.get("components", "cmps") instanceof ObjectNode components) {
      if (components.size() > Announcements.MAX_TOGETHER) {
        refuse(Reason.TOO_MANY, components.size() + " components");
      } else {
        for (Map.Entry<String, JsonNode> each : components.properties()) {
          if (each.getValue() instanceof ObjectNode own) {
            String platform = new Config(own, null).text("platform", "p");
            component(new Config(own, root), platform, each.getKey());
          }
        }
      }
    }
    return new Decoding.Announced(
        new Announcement.Entities(
            topic.topic(), entities, availability.stream().distinct().toList()),
        refused);
  }

  private void refuse(Reason reason, String detail) {
    refused = new Decoding.Rejected(reason, detail);
  }

  private void component(Config config, String platform, String key) {
    JsonNode described = config.get("device", "dev");
    List<String> names = described == null ? List.of() : names(described);
    String uniqueId = config.text("unique_id", "uniq_id");
    String shown = config.text("name", "name");
    String stateTopic = topic(config, config, "state_topic", "stat_t");
    String written = config.text("value_template", "val_tpl");
    if (isLong(MAX_NAME, names) || isLong(MAX_NAME, List.of(uniqueId, shown, key))) {
      refuse(Reason.BAD_NAME, "a name of more than " + MAX_NAME + " characters");
      return;
    }
    if (isLong(MAX_TEXT, List.of(stateTopic, written)) || names.size() > MAX_LIST) {
      refuse(
          Reason.NOT_SUPPORTED,
          "a topic or template of more than %d characters, or more than %d identifiers"
              .formatted(MAX_TEXT, MAX_LIST));
      return;
    }
    String device = !names.isEmpty() ? names.get(0) : !uniqueId.isEmpty() ? uniqueId : topic.key();
    availability(config, device);
    if (stateTopic.isEmpty()) {
      return;
    }
    ValueTemplate template =
        written.isEmpty() ? ValueTemplate.Path.PAYLOAD : ValueTemplate.parse(written);
    EntityName name =
        EntityName.of(
            shown,
            key.substring(key.lastIndexOf('/') + 1),
            List.of(uniqueId, key),
            names.isEmpty() ? List.of(device) : names,
            template == null ? List.of() : template.path().steps());
    Entity.Use use =
        platform.equals("sensor") ? use(config, name) : new Entity.Use.Ignored(Reason.STATE_ONLY);
    if (template == null && use instanceof Entity.Use.Measures) {
      use =
          new Entity.Use.Refused(
              new Decoding.Rejected(
                  Reason.NOT_SUPPORTED, "not a plain template: " + shortened(written)));
    }
    if (use instanceof Entity.Use.Refused unusable) {
      refused = unusable.why();
    }
    entities.add(
        new Entity(
            device,
            name.channel(),
            name.isWhole(),
            stateTopic,
            template == null ? ValueTemplate.Path.PAYLOAD : template,
            use));
  }

  private static boolean isLong(int limit, List<String> texts) {
    return texts.stream().anyMatch(text -> text.length() > limit);
  }

  private static Entity.Use use(Config config, EntityName name) {
    String deviceClass = config.text("device_class", "dev_cla");
    String symbol = config.text("unit_of_measurement", "unit_of_meas");
    Quantity quantity =
        switch (deviceClass) {
          case "energy" -> Quantity.ENERGY;
          case "power" -> Quantity.POWER;
          case "voltage" -> Quantity.VOLTAGE;
          case "current" -> Quantity.CURRENT;
          case "power_factor" -> Quantity.POWER_FACTOR;
          default -> null;
        };
    Unit unit = Unit.of(symbol);
    if (deviceClass.isEmpty() && unit != null && unit.quantity() != Quantity.POWER_FACTOR) {
      quantity = unit.quantity();
    }
    if (quantity == null || (quantity == Quantity.POWER && name.isNotActive())) {
      return new Entity.Use.Ignored(Reason.NO_ENERGY);
    }
    if (quantity == Quantity.ENERGY && !isRegister(config)) {
      return new Entity.Use.Ignored(Reason.NOT_THE_REGISTER);
    }
    if ((quantity == Quantity.ENERGY || quantity == Quantity.POWER) && name.isNotTheRegister()) {
      return new Entity.Use.Ignored(Reason.NOT_THE_REGISTER);
    }
    if (unit == null || unit.quantity() != quantity) {
      return new Entity.Use.Refused(
          new Decoding.Rejected(
              Reason.UNKNOWN_UNIT,
              deviceClass + " in \"" + shortened(symbol) + "\"; known: " + Unit.symbols(quantity)));
    }
    return new Entity.Use.Measures(unit);
  }

  private static boolean isRegister(Config config) {
    String stateClass = config.text("state_class", "stat_cla");
    return stateClass.equals("total_increasing")
        || (stateClass.equals("total")
            && config.text("last_reset_value_template", "lrst_val_tpl").isEmpty());
  }

  private void availability(Config config, String device) {
    JsonNode list = config.get("availability", "avty");
    if (list != null && list.size() > MAX_LIST && list.isArray()) {
      refuse(Reason.TOO_MANY, list.size() + " topics of availability");
      return;
    }
    if (list != null) {
      for (JsonNode each : list.isArray() ? list : List.of(list)) {
        Config own = new Config(each, null);
        availability(
            device, config, own, topic(config, own, "topic", "t"), "value_template", "val_tpl");
      }
    }
    String single = topic(config, config, "availability_topic", "avty_t");
    availability(device, config, config, single, "availability_template", "avty_tpl");
  }

  private void availability(
      String device,
      Config config,
      Config own,
      String at,
      String longTemplate,
      String shortTemplate) {
    String written = own.text(longTemplate, shortTemplate);
    String yes = word(own, config, "payload_available", "pl_avail", "online");
    String no = word(own, config, "payload_not_available", "pl_not_avail", "offline");
    if (isLong(MAX_TEXT, List.of(at, written, yes, no))) {
      refuse(Reason.NOT_SUPPORTED, "availability of more than " + MAX_TEXT + " characters");
      return;
    }
    ValueTemplate template =
        written.isEmpty() ? ValueTemplate.Path.PAYLOAD : ValueTemplate.parse(written);
    if (!at.isEmpty() && template != null) { // what it draws is known without
      availability.add(new Availability(device, at, template, yes, no));
    }
  }

  private static String word(
      Config own, Config config, String longKey, String shortKey, String otherwise) {
    String here = own.text(longKey, shortKey);
    String there = here.isEmpty() ? config.text(longKey, shortKey) : here;
    return there.isEmpty() ? otherwise : there;
  }

  /** Identifiers of a device, then its name: the first of them is what it is called here. */
  private static List<String> names(JsonNode described) {
    Config device = new Config(described, null);
    List<String> names = new ArrayList<>();
    JsonNode identifiers = device.get("identifiers", "ids");
    if (identifiers != null) {
      for (JsonNode each : identifiers.isArray() ? identifiers : List.of(identifiers)) {
        names.add(each.asText());
      }
    }
    names.add(device.text("name", "name"));
    names.removeIf(String::isBlank);
    return names;
  }

  /** A topic, with the part of it that {@code ~} stands for. */
  private static String topic(Config config, Config own, String longKey, String shortKey) {
    String topic = own.text(longKey, shortKey);
    String base = config.text("~", "~");
    if (topic.startsWith("~")) {
      topic = base + topic.substring(1);
    }
    return topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
  }

  private static String shortened(String text) {
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
