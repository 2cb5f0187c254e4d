package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final List<String> stored = new ArrayList<>();
  private final List<Integer> requests = new ArrayList<>();
  private final Notes notes = new Notes();

  private static final class Notes implements Delivery.Ledger {
    private long accepted;
    private long dropped;
    private final List<String> letters = new ArrayList<>();

    @Override
    public void accepted(int lines) {
      accepted += lines;
    }

    @Override
    public void dropped(long lines, String reason) {
      dropped += lines;
    }

    @Override
    public void deadLetter(Entry entry, String reason) {
      letters.add(entry.line().text());
    }
  }

  private static Entry entry(Bucket bucket, int number) {
    String series = "energy,site=s" + number;
    return new Entry(
        new Line(bucket, series, number, series + " kwh=1 " + number),
        new Origin(PARTITION, number, null));
  }

  private static List<Entry> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> entry(Bucket.TOTALS, i)).toList();
  }

  private Delivery delivery(
      List<Entry> entries, int mostLines, Function<List<String>, WriteOutcome> server) {
    return new Delivery(
        entries,
        mostLines,
        1_000_000,
        (bucket, lines) -> {
          requests.add(lines.size());
          WriteOutcome outcome = server.apply(lines);
          if (outcome instanceof WriteOutcome.Accepted) {
            stored.addAll(lines);
          }
          return outcome;
        },
        notes);
  }

  private static WriteOutcome accepted() {
    return new WriteOutcome.Accepted();
  }

  private static WriteOutcome unavailable() {
    return new WriteOutcome.Blocked(new Obstacle.Unavailable("503", null));
  }

  @Test
  void aRefusedBatchIsHalvedUntilTheBadPointsStandAloneAndTheRestGoesIn() {
    Delivery delivery =
        delivery(
            entries(1000),
            1000,
            lines ->
                lines.stream().anyMatch(l -> l.endsWith(" 123") || l.endsWith(" 777"))
                    ? new WriteOutcome.Refused("bad")
                    : accepted());
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Done.class);
    assertThat(stored).hasSize(998).doesNotHaveDuplicates();
    assertThat(notes.letters).hasSize(2);
    assertThat(notes.accepted).isEqualTo(998);
    assertThat(requests.size()).isLessThan(45);
  }

  @Test
  void aTooLargeRequestIsHalvedAndOnePointThatIsTooLargeIsADeadLetter() {
    Delivery delivery =
        delivery(
            entries(100),
            1000,
            lines ->
                lines.size() > 10 || lines.getFirst().endsWith(" 50")
                    ? new WriteOutcome.TooLarge("413")
                    : accepted());
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Done.class);
    assertThat(stored).hasSize(99);
    assertThat(notes.letters).hasSize(1);
  }

  @Test
  void aPartialWriteIsNotHalvedAndNotRepeated() {
    Delivery delivery =
        delivery(entries(10), 1000, lines -> new WriteOutcome.Partial(3, "dropped=3"));
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Done.class);
    assertThat(requests).containsExactly(10);
    assertThat(notes.accepted).isEqualTo(7);
    assertThat(notes.dropped).isEqualTo(3);
  }

  @Test
  void anOutageInTheMiddleOfHalvingGoesOnWhereItStopped() {
    Deque<WriteOutcome> answers =
        new ArrayDeque<>(
            List.of(
                new WriteOutcome.Refused("bad"),
                accepted(),
                unavailable(),
                unavailable(),
                accepted()));
    Delivery delivery = delivery(entries(8), 1000, lines -> answers.removeFirst());
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Blocked.class);
    assertThat(delivery.size()).isEqualTo(4);
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Blocked.class);
    assertThat(delivery.attempt()).isInstanceOf(Delivery.Progress.Done.class);
    assertThat(stored).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void requestsAreOfOneBucketAndKeepTheirLimits() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      entries.add(entry(i % 2 == 0 ? Bucket.LIVE : Bucket.DEVICE, i));
    }
    assertThat(delivery(entries, 15, lines -> accepted()).attempt())
        .isInstanceOf(Delivery.Progress.Done.class);
    assertThat(requests).containsExactly(15, 5, 15, 5);
  }

  @Test
  void aMissingPlaceThatCouldNotBeMadeIsConfiguration() {
    Delivery delivery = delivery(entries(1), 1, lines -> new WriteOutcome.Missing("404"));
    assertThat(delivery.attempt())
        .isEqualTo(new Delivery.Progress.Blocked(new Obstacle.Misconfigured("404")));
  }

  @Test
  void linesOfAPartitionThatHasGoneAreForgotten() {
    Delivery delivery = delivery(entries(10), 3, lines -> accepted());
    assertThat(delivery.remove(e -> e.origin().offset() % 2 == 0)).isEqualTo(5);
    delivery.attempt();
    assertThat(stored).hasSize(5);
  }

  @Test
  void ofTwoPointsWithOneIdentityTheLastIsKept() {
    Batch batch = new Batch();
    Line first = new Line(Bucket.TOTALS, "energy,site=a", 1, "energy,site=a kwh=1 1");
    Line second = new Line(Bucket.TOTALS, "energy,site=a", 1, "energy,site=a kwh=2 1");
    Line elsewhere = new Line(Bucket.FINE, "energy,site=a", 1, "energy,site=a kwh=3 1");
    Origin origin = new Origin(PARTITION, 0, null);
    assertThat(batch.add(new Entry(first, origin), 0)).isFalse();
    assertThat(batch.add(new Entry(elsewhere, origin), 0)).isFalse();
    assertThat(batch.add(new Entry(second, origin), 0)).isTrue();
    assertThat(batch.bytes()).isEqualTo(2 * 22);
    assertThat(batch.drain()).extracting(Entry::line).containsExactly(second, elsewhere);
    assertThat(batch.isEmpty()).isTrue();
  }
}
