import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints kWh by month and site from energy.totals.v1 as CSV: month,site,kwh,status.
 *
 * <p>Run it with kafka-clients, zstd-jni and slf4j-api (docs/topics.md):
 *
 * <pre>java -cp "lib/*" MonthlyKwh.java 127.0.0.1:9092</pre>
 */
public final class MonthlyKwh {
  private static final String TOPIC = "energy.totals.v1";
  // A total is a flat object: one member after the other, each string taken as a whole.
  private static final Pattern MEMBER =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}\\s]+))");

  public static void main(String[] args) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", args.length == 0 ? "127.0.0.1:9092" : args[0],
            // What streams has not committed yet may never have been.
            "isolation.level", "read_committed",
            "enable.auto.commit", "false");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      print(newestPerKey(consumer));
    }
  }

  /** Reads the topic up to its present end: a later record of a key replaces the one before. */
  private static Map<String, String> newestPerKey(KafkaConsumer<String, String> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, String> newest = new HashMap<>();
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        if (record.value() == null) {
          newest.remove(record.key());
        } else {
          newest.put(record.key(), record.value());
        }
      }
    }
    return newest;
  }

  private static void print(Map<String, String> newest) {
    // Corrections replace a total, so a month is one record: nothing is added up but what sites of
    // one name have in several entities.
    TreeMap<String, long[]> millijoules = new TreeMap<>();
    TreeMap<String, String> status = new TreeMap<>();
    for (String json : newest.values()) {
      Map<String, String> total = members(json);
      boolean ofSite =
          total.containsKey("site")
              && !total.containsKey("equipmentClass")
              && !total.containsKey("family")
              && !total.containsKey("device");
      if (ofSite && "month".equals(total.get("period"))) {
        ZoneId zone = ZoneId.of(total.get("zone"));
        YearMonth month = YearMonth.from(Instant.parse(total.get("start")).atZone(zone));
        String row = month + "," + csv(total.get("site"));
        millijoules.computeIfAbsent(row, r -> new long[1])[0] +=
            Long.parseLong(total.get("energyMillijoules"));
        status.merge(row, total.get("status"), (a, b) -> a.equals(b) ? a : "provisional");
      }
    }
    System.out.println("month,site,kwh,status");
    millijoules.forEach(
        (row, sum) ->
            System.out.println(row + "," + sum[0] / 3_600_000_000.0 + "," + status.get(row)));
  }

  private static Map<String, String> members(String json) {
    Map<String, String> members = new HashMap<>();
    Matcher member = MEMBER.matcher(json);
    while (member.find()) {
      String text = member.group(2);
      members.put(member.group(1), text == null ? member.group(3) : unescaped(text));
    }
    return members;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        plain.append(text.charAt(i));
        continue;
      }
      char escape = text.charAt(++i);
      switch (escape) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> plain.append(escape);
      }
    }
    return plain.toString();
  }

  private static String csv(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
