package io.garonne.ingest.poll;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recorded walk as text, in the format of the SNMP simulator: a line {@code OID|type|value} for
 * each object, {@code 4x} for octets in hexadecimal.
 *
 * @param problems lines that are none, as {@code file:line problem}; they are left out
 */
record WalkFile(Walk walk, List<String> problems) {
  private static final int MAX_PROBLEMS = 20;

  /** Reads the text; {@code name} is shown before problems. */
  static WalkFile parse(String text, String name) {
    TreeMap<Oid, Value> values = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String problem = add(line, values);
      if (problem != null && problems.size() < MAX_PROBLEMS) {
        problems.add(name + ":" + number + " " + problem);
      }
    }
    return new WalkFile(new Walk(values), List.copyOf(problems));
  }

  private static @Nullable String add(String line, TreeMap<Oid, Value> values) {
    String[] parts = line.split("\\|", 3);
    if (parts.length < 3) {
      return "is not OID|type|value";
    }
    Oid oid = Oid.parse(parts[0].strip());
    if (oid == null) {
      return "begins with no OID";
    }
    Value value = value(parts[1].strip(), parts[2]);
    if (value == null) {
      return "has a value that does not fit its type " + parts[1];
    }
    values.put(oid, value);
    return null;
  }

  private static @Nullable Value value(String type, String text) {
    if (type.equals("4x")) {
      return Value.hex(text);
    }
    if (type.isEmpty() || type.length() > 3 || !type.chars().allMatch(Character::isDigit)) {
      return null;
    }
    int tag = Integer.parseInt(type);
    String latin = tag == Value.OCTETS ? Value.octets(utf8(text)).text() : text;
    return new Value(tag, latin);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
