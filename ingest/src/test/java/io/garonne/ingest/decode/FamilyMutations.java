package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.ingest.decode.DecoderFixtures.Fixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Messages of every family with something wrong in them: values, names and places of other fields
 * and other families in a payload that is still JSON, words that are no numbers, XML with pieces
 * missing or double, topics with levels lost or strange. The same for a seed.
 */
final class FamilyMutations {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "-2",
          "1e400",
          "1e-400",
          "1e19",
          "-1e19",
          "1e64",
          "9223372036854775808",
          "-9223372036854775808",
          "65535",
          "4294967296",
          "0.1",
          "1e-65",
          "\"\"",
          "\"nan\"",
          "\"NaN\"",
          "\"12.5\"",
          "\"-0\"",
          "\"12,5\"",
          "\"0x1F\"",
          "\" 7 \"",
          "{}",
          "[]",
          "[[1]]",
          "[1,2,3]",
          "{\"a\":{\"b\":1}}",
          "\"ON\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"2099-01-01T00:00:00Z\"",
          "\"1970-01-01T00:00:00\"",
          "1772442000",
          "1772442000000",
          "12",
          "1e11",
          "253402300800",
          "\"9999-99-99T99:99:99\"");

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "nan",
          "null",
          "inf",
          "-inf",
          "1e400",
          "1e-400",
          "-1e19",
          "+5",
          ".5",
          "5.",
          "--5",
          "12,5",
          "0x1F",
          "12 W",
          "on",
          "OFF",
          "true",
          "online",
          "offline",
          "unknown",
          "-1",
          "\u0000",
          "\u0661\u0662",
          "9".repeat(60),
          "9".repeat(39),
          "0".repeat(40),
          "1e9999999999");

  private static final List<String> LEVELS =
      List.of(
          "",
          "+",
          "#",
          "$SYS",
          "..",
          "\u0000",
          "\ufffd",
          "\ud83d",
          "x".repeat(200),
          "99999999999",
          "-1",
          "bridge",
          "set",
          "status",
          "switch:0",
          "switch:",
          ":0",
          "em:0",
          "relay",
          "emeter",
          "outlets",
          "measures",
          "availability",
          "get",
          "power",
          "zigbee2mqtt",
          "online",
          "0",
          " ");

  private final List<Fixture> seeds;
  private final List<JsonNode> trees = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Random random;

  FamilyMutations(List<Fixture> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
    for (Fixture each : seeds) {
      JsonNode tree = tree(each.message().payload());
      if (tree instanceof ContainerNode<?>) {
        trees.add(tree);
        collectNames(tree);
      }
    }
  }

  /** The next one, and whose it was before it was broken. */
  Fixture next() {
    Fixture seed = seeds.get(random.nextInt(seeds.size()));
    InboundMessage good = seed.message();
    boolean topicToo = random.nextInt(4) == 0;
    boolean payloadToo = !topicToo || random.nextBoolean();
    return new Fixture(
        seed.family(),
        new InboundMessage(
            topicToo ? topic(good.topic()) : good.topic(),
            payloadToo ? payload(good.payload()) : good.payload(),
            random.nextInt(20) == 0,
            good.receivedAt()));
  }

  private String topic(String topic) {
    List<String> levels = new ArrayList<>(List.of(topic.split("/", -1)));
    int at = random.nextInt(levels.size());
    switch (random.nextInt(6)) {
      case 0 -> levels.remove(at);
      case 1 -> levels.add(at, levels.get(at));
      case 2 -> levels.set(at, any(LEVELS));
      case 3 -> levels.add(any(LEVELS));
      case 4 -> levels.add(0, any(LEVELS));
      default -> {
        return seeds.get(random.nextInt(seeds.size())).message().topic();
      }
    }
    return String.join("/", levels);
  }

  private byte[] payload(byte[] good) {
    JsonNode tree = tree(good);
    if (tree instanceof ContainerNode<?> container && random.nextInt(8) > 0) {
      JsonNode broken = container.deepCopy();
      for (int i = 0; i <= random.nextInt(3); i++) {
        breakNode(broken);
      }
      return broken.toString().getBytes(StandardCharsets.UTF_8);
    }
    String text = new String(good, StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> any(WORDS).getBytes(StandardCharsets.UTF_8);
      case 1 -> Arrays.copyOf(good, random.nextInt(good.length + 1));
      case 2 -> flipped(good);
      case 3 -> pieces(text).getBytes(StandardCharsets.UTF_8);
      default -> any(VALUES).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Breaks something in a tree at a random place. */
  private void breakNode(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode place = containers.get(random.nextInt(containers.size()));
    JsonNode value =
        random.nextInt(6) == 0 ? subtree() : tree(any(VALUES).getBytes(StandardCharsets.UTF_8));
    if (place instanceof ObjectNode object) {
      List<String> keys =
          new ArrayList<>(object.properties().stream().map(Map.Entry::getKey).toList());
      String key = keys.isEmpty() ? any(names) : any(keys);
      switch (random.nextInt(6)) {
        case 0 -> object.remove(key);
        case 1 -> object.set(any(names), value);
        case 2 -> {
          JsonNode moved = object.remove(key);
          object.set(any(names), moved == null ? value : moved);
        }
        case 3 -> object.set(key, JSON.createArrayNode().add(object.get(key)).add(value));
        case 4 -> scale(object, key);
        default -> object.set(key, value);
      }
    } else if (place instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextBoolean()) {
        array.add(value);
      } else {
        array.set(random.nextInt(array.size()), value);
      }
    }
  }

  /** By a power of ten, as a wrong unit would; or as a text. */
  private void scale(ObjectNode object, String key) {
    JsonNode value = object.get(key);
    if (value != null && value.isNumber()) {
      if (random.nextBoolean()) {
        object.put(key, value.asText());
      } else {
        object.put(key, value.decimalValue().scaleByPowerOfTen(random.nextInt(40) - 20).negate());
      }
    }
  }

  private JsonNode subtree() {
    List<JsonNode> containers = new ArrayList<>();
    collect(trees.get(random.nextInt(trees.size())), containers);
    return containers.get(random.nextInt(containers.size())).deepCopy();
  }

  /** Pieces of a text lost or double, and what parsers of XML must not swallow. */
  private String pieces(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(text.length() - from + 1);
    String piece = text.substring(from, to);
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, to) + piece + text.substring(to);
      case 2 -> text.replaceAll("\\d+", any(WORDS).replace("\\", "").replace("$", ""));
      case 3 ->
          "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]>"
              + text.replace("<name>", "<name>&c;");
      default ->
          text.substring(0, from) + "<device identifier=\"x\">".repeat(30) + text.substring(from);
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    for (int i = 0; flipped.length > 0 && i <= random.nextInt(5); i++) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void collectNames(JsonNode node) {
    node.properties().forEach(each -> names.add(each.getKey()));
    node.forEach(this::collectNames);
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(each -> collect(each, containers));
    }
  }

  private static JsonNode tree(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
