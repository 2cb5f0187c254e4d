package io.garonne.deploy.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a version of Garonne left in Kafka, from the text files that {@code streams} keeps of it.
 */
final class StoredState {
  private static final Path VERSIONS =
      Path.of("..", "streams", "src", "test", "resources", "stored");

  private final Path directory;

  StoredState(Path directory) {
    this.directory = directory;
  }

  /** Every version, and what comes after them if it is there already. */
  static List<StoredState> all() throws IOException {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions.sorted().map(StoredState::new).toList();
    }
  }

  @Override
  public String toString() {
    return String.valueOf(directory.getFileName());
  }

  /** The wall clock when it stopped. */
  Instant half() {
    return Instant.parse(lines("clock.txt").get(0));
  }

  /** What had gone in. */
  List<ProducerRecord<byte[], byte[]>> first() {
    return lines("first.txt").stream().map(StoredState::dated).toList();
  }

  /** What was still to come. */
  List<ProducerRecord<byte[], byte[]>> second() {
    return lines("second.txt").stream().map(StoredState::dated).toList();
  }

  /** Topics that are kept as they are. */
  List<ProducerRecord<byte[], byte[]>> topics() {
    return files("topics").stream()
        .flatMap(file -> lines("topics/" + file).stream())
        .map(StoredState::dated)
        .toList();
  }

  /** The newest records of changelogs, by topic; of a store that was empty there is none. */
  Map<String, List<ProducerRecord<byte[], byte[]>>> changelogs() {
    return records("store");
  }

  /** What lay between two parts of an application, by topic. */
  Map<String, List<ProducerRecord<byte[], byte[]>>> internal() {
    return records("internal");
  }

  private Map<String, List<ProducerRecord<byte[], byte[]>>> records(String folder) {
    Map<String, List<ProducerRecord<byte[], byte[]>>> all = new TreeMap<>();
    for (String file : files(folder)) {
      String topic = topic(file);
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (String line : lines(folder + "/" + file)) {
        String[] cells = line.split("\t", -1);
        if (cells.length > 1) {
          records.add(
              new ProducerRecord<>(
                  topic, 0, half().toEpochMilli(), bytes(cells[0]), bytes(cells[1])));
        }
      }
      all.put(topic, records);
    }
    return all;
  }

  /** What was published after the half, by topic: of each key the rest of its line, or null. */
  Map<String, Map<String, @Nullable String>> after() {
    Map<String, Map<String, @Nullable String>> all = new TreeMap<>();
    for (String file : files("after")) {
      Map<String, @Nullable String> byKey = new LinkedHashMap<>();
      for (String line : lines("after/" + file)) {
        String[] cells = line.split("\t", -1);
        byKey.put(text(cells[0]), cells.length > 1 ? text(cells[1]) : null);
      }
      all.put(topic(file), byKey);
    }
    return all;
  }

  private static String text(String escaped) {
    return new String(bytes(escaped), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String topic(String file) {
    return file.substring(0, file.length() - ".txt".length());
  }

  private static ProducerRecord<byte[], byte[]> dated(String line) {
    String[] cells = line.split("\t", -1);
    List<Header> headers = new ArrayList<>();
    for (int i = 4; i < cells.length; i++) {
      int is = cells[i].indexOf('=');
      headers.add(new RecordHeader(cells[i].substring(0, is), bytes(cells[i].substring(is + 1))));
    }
    return new ProducerRecord<>(
        cells[0],
        0,
        Instant.parse(cells[1]).toEpochMilli(),
        bytes(cells[2]),
        bytes(cells[3]),
        headers);
  }

  private static byte[] bytes(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        bytes.write(c);
      } else if (escaped.startsWith("\\0*", i)) {
        int end = escaped.indexOf(';', i);
        bytes.writeBytes(new byte[Integer.parseInt(escaped.substring(i + 3, end))]);
        i = end;
      } else {
        bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      }
    }
    return bytes.toByteArray();
  }

  private List<String> files(String folder) {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
