package io.garonne.streams;

import static java.util.stream.Collectors.joining;

import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@link UpgradeScenario} leaves in Kafka, as small text files that can be compared
 * line by line: a record a line, key and value behind a tab, every byte that is not a printable
 * ASCII character as a backslash and two hex digits, {@code \0*7;} seven zeros. A line without a
 * value is a key that was deleted.
 *
 * <ul>
 *   <li>{@code clock.txt}: the wall clock at the half;
 *   <li>{@code first.txt}, {@code second.txt}: what went in before and after the half: topic, time,
 *       key, value and headers;
 *   <li>{@code store}: the newest record of each key of every changelog, at the half; of a store
 *       that is empty between two transactions, the newest deletion;
 *   <li>{@code internal}: of each topic between two parts of an application, the newest record of
 *       each kind, at the half;
 *   <li>{@code topics}: what has no changelog, as its topic is one;
 *   <li>{@code after}: what was published after the half, the newest of each key; of totals the
 *       figures under the names of their JSON fields, without the revision, which counts
 *       publications.
 * </ul>
 */
final class StoredRecords {
  private static final String FIGURES =
      "measuredMillijoules interpolatedMillijoules estimatedMillijoules allocatedMillijoules"
          + " coveredSeconds bookedSeconds registeredSeconds expectedSeconds pages devices expected"
          + " status";

  private static final List<Topics> COMPARED =
      List.of(Topics.INDICATORS, Topics.ALERTS, Topics.STRATA);

  private StoredRecords() {}

  /**
   * Runs the scenario.
   *
   * @return the files by their names below the version's directory
   */
  static Map<String, String> of(ChainDriver chain) {
    Map<String, String> files = new TreeMap<>();
    UpgradeScenario scenario = new UpgradeScenario(chain);
    scenario.first();
    List<ChainDriver.Input> first = chain.inputs();
    Map<String, List<TestRecord<byte[], byte[]>>> half = chain.written();
    files.put("clock.txt", chain.now() + "\n");
    files.put("first.txt", inputs(first));
    chain
        .stores()
        .forEach(
            (application, stores) ->
                stores.forEach(
                    store -> {
                      String topic = application + "-" + store + "-changelog";
                      List<TestRecord<byte[], byte[]>> records = half.get(topic);
                      if (records != null) {
                        files.put("store/" + topic + ".txt", newest(records));
                      }
                    }));
    chain
        .repartitions()
        .forEach(
            topic ->
                files.put(
                    "internal/" + topic + ".txt", samples(half.getOrDefault(topic, List.of()))));
    String alerts = Topics.ALERTS.topic();
    files.put(
        "topics/" + alerts + ".txt",
        inputs(
            newestByKey(half.getOrDefault(alerts, List.of())).values().stream()
                .map(record -> new ChainDriver.Input(alerts, record))
                .toList()));
    scenario.second();
    files.put("second.txt", inputs(chain.inputs().subList(first.size(), chain.inputs().size())));
    Stream.concat(Topics.totals().stream(), COMPARED.stream())
        .forEach(topic -> after(topic, half, chain.written(), files));
    return files;
  }

  private static void after(
      Topics topic,
      Map<String, List<TestRecord<byte[], byte[]>>> half,
      Map<String, List<TestRecord<byte[], byte[]>>> end,
      Map<String, String> files) {
    List<TestRecord<byte[], byte[]>> all = end.getOrDefault(topic.topic(), List.of());
    List<TestRecord<byte[], byte[]>> later =
        all.subList(half.getOrDefault(topic.topic(), List.of()).size(), all.size());
    boolean totals = Topics.totals().contains(topic);
    files.put(
        "after/" + topic.topic() + ".txt",
        (totals ? "key\t" + FIGURES + "\n" : "")
            + newestByKey(later).values().stream()
                .map(r -> totals ? line(r.key(), figures(r.value())) : line(r.key(), r.value()))
                .collect(joining()));
  }

  /** The figures of a total's JSON, in the order of {@link #FIGURES}. */
  private static byte @Nullable [] figures(byte @Nullable [] json) {
    if (json == null) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field =
        Pattern.compile("\"(\\w+)\":\"?([^,\"}]*)")
            .matcher(new String(json, StandardCharsets.UTF_8));
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return Stream.of(FIGURES.split(" "))
        .map(name -> fields.getOrDefault(name, "-"))
        .collect(joining(" "))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String inputs(Collection<ChainDriver.Input> inputs) {
    return inputs.stream()
        .map(
            input -> {
              TestRecord<byte[], byte[]> record = input.record();
              List<String> cells = new ArrayList<>();
              cells.add(input.topic());
              cells.add(record.getRecordTime().toString());
              cells.add(escaped(record.key()));
              cells.add(escaped(record.value()));
              record
                  .headers()
                  .forEach(header -> cells.add(header.key() + "=" + escaped(header.value())));
              return String.join("\t", cells) + "\n";
            })
        .collect(joining());
  }

  private static String newest(List<TestRecord<byte[], byte[]>> records) {
    Map<String, TestRecord<byte[], byte[]>> byKey = newestByKey(records);
    List<TestRecord<byte[], byte[]>> there =
        byKey.values().stream().filter(record -> record.value() != null).toList();
    List<TestRecord<byte[], byte[]>> shown =
        there.isEmpty() ? records.subList(Math.max(0, records.size() - 1), records.size()) : there;
    return shown.stream().map(record -> line(record.key(), record.value())).collect(joining());
  }

  /** The newest of each kind: of what keys begin with, and of how values begin. */
  private static String samples(List<TestRecord<byte[], byte[]>> records) {
    Map<String, TestRecord<byte[], byte[]>> byKind = new TreeMap<>();
    for (TestRecord<byte[], byte[]> record : records) {
      byKind.put(escaped(record.key()).replaceAll("\\|.*", "|") + record.value()[0], record);
    }
    return byKind.values().stream()
        .map(record -> line(record.key(), record.value()))
        .sorted()
        .collect(joining());
  }

  private static Map<String, TestRecord<byte[], byte[]>> newestByKey(
      List<TestRecord<byte[], byte[]>> records) {
    Map<String, TestRecord<byte[], byte[]>> newest = new TreeMap<>();
    records.forEach(record -> newest.put(escaped(record.key()), record));
    return newest;
  }

  private static String line(byte[] key, byte @Nullable [] value) {
    return escaped(key) + (value == null ? "" : "\t" + escaped(value)) + "\n";
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      int zeros = 0;
      while (i + zeros < bytes.length && bytes[i + zeros] == 0) {
        zeros++;
      }
      if (zeros > 2) {
        text.append("\\0*").append(zeros).append(';');
        i += zeros - 1;
        continue;
      }
      if (b >= 0x20 && b < 0x7f && b != '\\') {
        text.append((char) b);
      } else {
        text.append("\\%02x".formatted(b));
      }
    }
    return text.toString();
  }
}
