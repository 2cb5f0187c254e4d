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
  private final DiscoveryTopic topic;
  private final ObjectNode root;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Availability> availability = new ArrayList<>();
  private Decoding.@Nullable Rejected refused;

  private HomeAssistantConfig(DiscoveryTopic topic, ObjectNode root) {
    this.topic = topic;
    this.root = root;
  }

  /** Reads it. */
  static Decoding.Announced read(DiscoveryTopic topic, ObjectNode root) {
    return new HomeAssistantConfig(topic, root).read();
  }

  private Decoding.Announced read() {
    if (topic.component().equals("device")) {
      if (get(root, "components", "cmps") instanceof ObjectNode components) {
        for (Map.Entry<String, JsonNode> each : components.properties()) {
          if (each.getValue() instanceof ObjectNode own) {
            // What the components share stands beside them.
            ObjectNode component = root.deepCopy();
            component.setAll(own);
            component(component, text(own, "platform", "p"), each.getKey());
          }
        }
      }
    } else {
      component(root, topic.component(), topic.key());
    }
    return new Decoding.Announced(
        new Announcement.Entities(
            topic.topic(), entities, availability.stream().distinct().toList()),
        refused);
  }

  private void component(ObjectNode config, String platform, String key) {
    JsonNode described = get(config, "device", "dev");
    JsonNode about = described == null ? config.objectNode() : described;
    List<String> names = names(about);
    String uniqueId = text(config, "unique_id", "uniq_id");
    String device = !names.isEmpty() ? names.get(0) : !uniqueId.isEmpty() ? uniqueId : topic.key();
    availability(config, device);
    String stateTopic = topic(config, config, "state_topic", "stat_t");
    if (stateTopic.isEmpty()) {
      return;
    }
    String written = text(config, "value_template", "val_tpl");
    ValueTemplate template =
        written.isEmpty() ? ValueTemplate.Path.PAYLOAD : ValueTemplate.parse(written);
    EntityName name =
        EntityName.of(
            text(config, "name", "name"),
            key.substring(key.lastIndexOf('/') + 1),
            List.of(uniqueId, key),
            names.isEmpty() ? List.of(device) : names,
            template == null ? List.of(written) : template.path().steps());
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

  private static Entity.Use use(ObjectNode config, EntityName name) {
    String deviceClass = text(config, "device_class", "dev_cla");
    String symbol = text(config, "unit_of_measurement", "unit_of_meas");
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

  private static boolean isRegister(ObjectNode config) {
    String stateClass = text(config, "state_class", "stat_cla");
    return stateClass.equals("total_increasing")
        || (stateClass.equals("total")
            && text(config, "last_reset_value_template", "lrst_val_tpl").isEmpty());
  }

  private void availability(ObjectNode config, String device) {
    JsonNode list = get(config, "availability", "avty");
    if (list != null) {
      for (JsonNode each : list.isArray() ? list : List.of(list)) {
        availability(
            device, config, each, topic(config, each, "topic", "t"), "value_template", "val_tpl");
      }
    }
    String single = topic(config, config, "availability_topic", "avty_t");
    availability(device, config, config, single, "availability_template", "avty_tpl");
  }

  private void availability(
      String device,
      ObjectNode config,
      JsonNode own,
      String at,
      String longTemplate,
      String shortTemplate) {
    String written = text(own, longTemplate, shortTemplate);
    ValueTemplate template =
        written.isEmpty() ? ValueTemplate.Path.PAYLOAD : ValueTemplate.parse(written);
    if (at.isEmpty() || template == null) {
      return; // what it draws is known without
    }
    availability.add(
        new Availability(
            device,
            at,
            template,
            word(own, config, "payload_available", "pl_avail", "online"),
            word(own, config, "payload_not_available", "pl_not_avail", "offline")));
  }

  private static String word(
      JsonNode own, JsonNode config, String longKey, String shortKey, String otherwise) {
    String here = text(own, longKey, shortKey);
    String there = here.isEmpty() ? text(config, longKey, shortKey) : here;
    return there.isEmpty() ? otherwise : there;
  }

  /** Identifiers of a device, then its name: the first of them is what it is called here. */
  private static List<String> names(JsonNode device) {
    List<String> names = new ArrayList<>();
    JsonNode identifiers = get(device, "identifiers", "ids");
    if (identifiers != null) {
      for (JsonNode each : identifiers.isArray() ? identifiers : List.of(identifiers)) {
        names.add(each.asText());
      }
    }
    names.add(text(device, "name", "name"));
    names.removeIf(String::isBlank);
    return names;
  }

  /** A topic, with the part of it that {@code ~} stands for. */
  private static String topic(ObjectNode config, JsonNode own, String longKey, String shortKey) {
    String topic = text(own, longKey, shortKey);
    String base = text(config, "~", "~");
    if (topic.startsWith("~")) {
      topic = base + topic.substring(1);
    }
    return topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
  }

  private static @Nullable JsonNode get(JsonNode node, String longKey, String shortKey) {
    JsonNode value = node.get(longKey);
    return value == null ? node.get(shortKey) : value;
  }

  private static String text(JsonNode node, String longKey, String shortKey) {
    JsonNode value = get(node, longKey, shortKey);
    return value == null || value.isNull() || value.isContainerNode() ? "" : value.asText();
  }

  private static String shortened(String text) {
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
