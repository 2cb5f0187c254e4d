package io.garonne.ingest.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final long ROOM = 1024 * 1024;

  @TempDir Path directory;

  @Test
  void whatIsNotAcknowledgedIsThereAfterARestartInOrder() throws Exception {
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(messages(0, 10));
      outbox.acknowledge(outbox.oldest(4, 0).getLast().number() + 1);
    }
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      assertThat(outbox.waiting()).isEqualTo(6);
      outbox.add(messages(10, 12));
      assertThat(texts(outbox.oldest(100, 0))).isEqualTo(texts(4, 12));
      outbox.acknowledge(12);
      assertThat(outbox.waiting()).isZero();
      assertThat(outbox.oldest(100, 0)).isEmpty();
    }
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      assertThat(outbox.waiting()).isZero();
      outbox.add(messages(12, 13));
      assertThat(outbox.oldest(1, 0).getFirst().number()).isEqualTo(12);
    }
  }

  @Test
  void topicAndPayloadAreKeptAsTheyWere() throws Exception {
    PlainJson message = new PlainJson("garonne/Zähler 1/é", new byte[] {0, 1, -1});
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(List.of(message));
    }
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      PlainJson back = outbox.oldest(1, 0).getFirst().message();
      assertThat(back.topic()).isEqualTo(message.topic());
      assertThat(back.payload()).isEqualTo(message.payload());
    }
  }

  @Test
  void aMessageThatAKillHasCutIsForgottenAndTheOthersAreNot() throws Exception {
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(messages(0, 3));
    }
    Path part = parts().getFirst();
    byte[] whole = Files.readAllBytes(part);
    for (int cut = 1; cut < 20; cut++) {
      Files.write(part, java.util.Arrays.copyOf(whole, whole.length - cut));
      try (Outbox outbox = Outbox.open(directory, ROOM)) {
        assertThat(texts(outbox.oldest(10, 0))).isEqualTo(texts(0, 2));
      }
      Files.write(part, whole);
    }
    Files.write(part, new byte[] {9, 9, 9}, StandardOpenOption.APPEND);
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(messages(3, 4));
      assertThat(texts(outbox.oldest(10, 0))).isEqualTo(texts(0, 4));
    }
  }

  @Test
  void theOldestMakePlaceAndAreCounted() throws Exception {
    try (Outbox outbox = Outbox.open(directory, 64 * 1024)) {
      for (int i = 0; i < 5000; i += 50) {
        outbox.add(messages(i, i + 50));
      }
      assertThat(outbox.bytes()).isLessThanOrEqualTo(64 * 1024);
      assertThat(outbox.dropped()).isPositive();
      assertThat(outbox.waiting() + outbox.dropped()).isEqualTo(5000);
      List<Outbox.Entry> left = outbox.oldest(10_000, 0);
      assertThat(left).hasSize((int) outbox.waiting());
      assertThat(left.getLast().number()).isEqualTo(4999);
      assertThat(left.getFirst().number()).isEqualTo(outbox.dropped());
    }
  }

  @Test
  void whatTheBrokerHasTakesNoDisk() throws Exception {
    try (Outbox outbox = Outbox.open(directory, 64 * 1024)) {
      for (int i = 0; i < 5000; i += 50) {
        outbox.add(messages(i, i + 50));
        outbox.acknowledge(i + 50L);
      }
      assertThat(outbox.dropped()).isZero();
      assertThat(parts().size()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aBatchThatFailsHalfwayIsTakenBackAndNoLaterReadingIsLost() throws Exception {
    FailingDisk disk = new FailingDisk();
    try (Outbox outbox = Outbox.open(directory, ROOM, disk)) {
      outbox.add(messages(0, 3));
      disk.room = 100; // two messages and a half
      assertThatThrownBy(() -> outbox.add(messages(900, 910)))
          .isInstanceOf(java.io.UncheckedIOException.class);
      assertThat(outbox.waiting()).isEqualTo(3);
      disk.room = Long.MAX_VALUE;
      outbox.add(messages(3, 5));
      assertThat(texts(outbox.oldest(100, 0))).isEqualTo(texts(0, 5));
    }
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      assertThat(texts(outbox.oldest(100, 0))).isEqualTo(texts(0, 5));
      assertThat(outbox.damaged()).isZero();
    }
  }

  @Test
  void numbersDoNotOverlapWhereADiskNeitherKeepsABatchNorTakesItBack() throws Exception {
    FailingDisk disk = new FailingDisk();
    try (Outbox outbox = Outbox.open(directory, ROOM, disk)) {
      outbox.add(messages(0, 3));
      disk.forceFails = true;
      disk.truncateFails = true;
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> outbox.add(messages(900, 910)))
            .isInstanceOf(java.io.UncheckedIOException.class);
      }
      disk.forceFails = false;
      outbox.add(messages(3, 5));
      outbox.add(messages(5, 6));
      assertThat(outbox.waiting()).isEqualTo(6);
    }
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      List<Outbox.Entry> left = outbox.oldest(100, 0);
      assertThat(texts(left)).isEqualTo(texts(0, 6));
      assertThat(left.stream().map(Outbox.Entry::number)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void damageCostsTheReadingsThatItHitsAndIsCounted() throws Exception {
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(messages(0, 10));
    }
    Path part = parts().getFirst();
    byte[] whole = Files.readAllBytes(part);
    int each = whole.length / 10;
    for (int at = 3 * each; at < 4 * each; at++) { // its length, its checksum, its number, itself
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x55;
      Files.write(part, bytes);
      Path copy = Files.createDirectory(directory.resolve("copy-" + at));
      Files.copy(part, copy.resolve(part.getFileName()));
      try (Outbox outbox = Outbox.open(copy, ROOM)) {
        List<String> left = new java.util.ArrayList<>(texts(0, 10));
        left.remove(3);
        assertThat(texts(outbox.oldest(100, 0))).as("byte " + at).isEqualTo(left);
        assertThat(outbox.damaged()).isEqualTo(1);
        assertThat(outbox.waiting()).isEqualTo(9);
        assertThat(copy.resolve(part.getFileName() + ".damaged")).hasBinaryContent(bytes);
        outbox.add(messages(10, 11));
        assertThat(outbox.oldest(100, 0).getLast().number()).isEqualTo(10);
        outbox.acknowledge(11);
        assertThat(outbox.waiting()).isZero();
      }
    }
  }

  @Test
  void damageAtRunTimeDoesNotHoldUpTheReadingsBehindIt() throws Exception {
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      outbox.add(messages(0, 4));
      Path part = parts().getFirst();
      byte[] bytes = Files.readAllBytes(part);
      bytes[bytes.length / 4 + 30] ^= 0x55;
      Files.write(part, bytes);
      assertThat(texts(outbox.oldest(100, 0)))
          .containsExactly("{\"energyWh\":0}", "{\"energyWh\":2}", "{\"energyWh\":3}");
      assertThat(outbox.damaged()).isEqualTo(1);
      assertThat(outbox.waiting()).isEqualTo(3);
      outbox.acknowledge(4);
      assertThat(outbox.waiting()).isZero();
    }
  }

  @Test
  void twoPollersDoNotShareABuffer() throws Exception {
    try (Outbox first = Outbox.open(directory, ROOM)) {
      assertThat(first.waiting()).isZero();
      assertThatThrownBy(() -> Outbox.open(directory, ROOM))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another poller");
    }
  }

  @Test
  void aProcessThatIsKilledLosesNothingThatItHadTakenOver() throws Exception {
    Path log = Files.createFile(directory.resolve("log"));
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Writer.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> taken(log) >= 150);
    assertThat(writer.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
    int said = taken(log);
    assertThat(said).isGreaterThanOrEqualTo(150);
    try (Outbox outbox = Outbox.open(directory, ROOM)) {
      assertThat(texts(outbox.oldest(100_000, 0)))
          .startsWith(texts(0, said).toArray(String[]::new));
    }
  }

  /** The last whole line says how many. */
  private static int taken(Path log) throws IOException {
    String text = Files.readString(log);
    int end = text.lastIndexOf('\n');
    int start = text.lastIndexOf(' ', end);
    return start < 0 ? 0 : Integer.parseInt(text.substring(start + 1, end).strip());
  }

  /** Takes messages over and says so, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Outbox outbox = Outbox.open(Path.of(arguments[0]), ROOM);
      for (int i = 0; i < 100_000; i++) {
        outbox.add(messages(i, i + 1));
        System.out.println("taken " + (i + 1));
      }
    }
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".outbox")).sorted().toList();
    }
  }

  private static List<PlainJson> messages(int from, int to) {
    return texts(from, to).stream()
        .map(text -> new PlainJson("garonne/d/0", text.getBytes(UTF_8)))
        .toList();
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "{\"energyWh\":" + i + "}").toList();
  }

  private static List<String> texts(List<Outbox.Entry> entries) {
    return entries.stream().map(entry -> new String(entry.message().payload(), UTF_8)).toList();
  }
}
