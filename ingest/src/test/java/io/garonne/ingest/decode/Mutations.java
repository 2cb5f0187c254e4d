package io.garonne.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages as broken devices, tired gateways and bad days send them; the same for a seed. */
public final class Mutations {
  private static final List<String> GOOD =
      List.of(
          "{\"Time\":\"2026-03-02T10:00:00\",\"ENERGY\":{\"Total\":12.345,\"Today\":0.2,"
              + "\"Power\":41.5,\"Factor\":0.83,\"Voltage\":231,\"Current\":0.217}}",
          "{\"Time\":\"2026-03-02T10:00:00\",\"ENERGY\":{\"Total\":[10.001,20.002,30.003],"
              + "\"Power\":[62,5,17],\"Voltage\":[235.2,234.1,234.4]}}",
          "{\"at\":\"2026-03-02T09:00:00Z\",\"energyWh\":1234.5,\"powerW\":99.9,"
              + "\"voltageV\":230.1,\"pages\":12,\"state\":\"on\"}");
  private static final List<String> VALUES =
      List.of(
          "NaN",
          "-Infinity",
          "null",
          "true",
          "\"\"",
          "\"nan\"",
          "{}",
          "[]",
          "[[1]]",
          "-1",
          "1e400",
          "1e-400",
          "99999999999999999999999999",
          "\"0x1F\"",
          "{\"a\":{\"b\":1}}",
          "\"2099-01-01T00:00:00Z\"",
          "\"1970-01-01T00:00:00\"",
          "\"9999-99-99T99:99:99\"",
          "0");
  private static final List<String> TOPICS =
      List.of(
          "tele/mutant/SENSOR",
          "garonne/mutant",
          "garonne/mutant/1",
          "mutant/tele/ENERGY",
          "stat/mutant/STATUS10",
          "garonne/mutant/1/2",
          "mutant",
          "tele//SENSOR",
          "garonne/",
          "tele/mutant/LWT",
          "tele/mutant/STATE");

  private Mutations() {}

  /** So many messages, retained or not. */
  public static List<InboundMessage> messages(int count, long seed) {
    Random random = new Random(seed);
    List<InboundMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(
          new InboundMessage(
              TOPICS.get(random.nextInt(random.nextInt(3) == 0 ? TOPICS.size() : 5)),
              payload(GOOD.get(random.nextInt(GOOD.size())), random),
              random.nextInt(10) == 0,
              1_772_442_005_000L));
    }
    return messages;
  }

  private static byte[] payload(String good, Random random) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flipped(bytes, random);
      case 2, 3, 4 -> valueReplaced(good, random).getBytes(StandardCharsets.UTF_8);
      case 5 -> ("[".repeat(1 + random.nextInt(5000)) + good).getBytes(StandardCharsets.UTF_8);
      case 6 -> new byte[random.nextInt(100) == 0 ? 1_000_000 : random.nextInt(70_000)];
      case 7 -> noise(random);
      case 8 -> VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.UTF_8);
      default -> (good + good).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    for (int i = 0; i <= random.nextInt(5); i++) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private static String valueReplaced(String good, Random random) {
    String[] parts = good.split("(?<=\":)", -1);
    int at = 1 + random.nextInt(parts.length - 1);
    String part = parts[at];
    int end = Math.max(part.indexOf(','), part.indexOf('}'));
    parts[at] = VALUES.get(random.nextInt(VALUES.size())) + (end < 0 ? part : part.substring(end));
    return String.join("", parts);
  }
}
