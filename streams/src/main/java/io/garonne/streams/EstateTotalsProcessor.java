package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Ledger;
import io.garonne.model.Replay;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the shares of all partitions to the totals of sites, classes and the estate, and says
 * when they are final.
 */
final class EstateTotalsProcessor implements Processor<String, PartialTotal, String, Object> {
  private final TotalsSettings settings;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private @Nullable Parts parts;

  EstateTotalsProcessor(TotalsSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    Parts made = new Parts(settings, context);
    parts = made;
    every(context, settings.flushEvery(), now -> made.book.publishDue());
    every(context, Duration.ofMinutes(1), made::minute);
    every(context, Duration.ofHours(1), made::forget);
  }

  private void every(ProcessorContext<String, Object> context, Duration interval, Punctuator what) {
    scheduled.add(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, what));
  }

  /** A task that lost its transaction is revived with new stores: the old clocks must not tick. */
  @Override
  public void close() {
    scheduled.forEach(Cancellable::cancel);
    scheduled.clear();
    parts = null;
  }

  @Override
  public void process(Record<String, PartialTotal> record) {
    Parts p = Objects.requireNonNull(parts);
    switch (record.value()) {
      case PartialTotal.Share share -> p.share(record.key(), share);
      case PartialTotal.Mark mark -> p.mark(mark);
    }
  }

  /** What exists once the task has its stores. */
  private static final class Parts {
    private static final String RUNNING = "running";

    private final TotalsSettings settings;
    private final ProcessorContext<String, Object> context;
    private final KeyValueStore<String, byte[]> shares;
    private final KeyValueStore<String, byte[]> marks;
    private final TotalsBook book;
    private String replay;

    Parts(TotalsSettings settings, ProcessorContext<String, Object> context) {
      this.settings = settings;
      this.context = context;
      this.shares = context.getStateStore(Names.ROW_SHARES);
      this.marks = context.getStateStore(Names.MARKS);
      byte[] running = marks.get(RUNNING);
      this.replay = running == null ? "" : new Unpacker(running).text();
      this.book =
          new TotalsBook(
              context.getStateStore(Names.ROWS),
              context.getStateStore(Names.DUE),
              context.getStateStore(Names.OPEN),
              2 * settings.horizon().toMillis(),
              (key, id, total) -> {
                // Nobody takes back a total of several devices.
                if (total != null) {
                  context.forward(
                      new Record<>(key, total, context.currentSystemTimeMs()),
                      TotalJson.topic(total) == Topics.TOTALS
                          ? Names.TOTALS_OUT
                          : Names.FINE_TOTALS_OUT);
                }
              });
    }

    void share(String key, PartialTotal.Share share) {
      Row known = book.row(key);
      if (known == null && book.isForgotten(share.id())) {
        // What was published of it is more than this.
        return;
      }
      Map<Integer, PartialTotal.Share> all = shares(key, share.id());
      all.put(share.partition(), share);
      Packer out = new Packer().number(all.size());
      Sums sums = Sums.ZERO;
      int expected = 0;
      long expectedMillis = 0;
      for (PartialTotal.Share one : all.values()) {
        out.number(one.partition());
        one.sums().pack(out);
        out.number(one.expected()).number(one.expectedMillis());
        sums = sums.plus(one.sums());
        expected += one.expected();
        expectedMillis += one.expectedMillis();
      }
      shares.put(key, out.toBytes());
      Row before = known == null ? Row.empty(share.id(), false) : known;
      Row after =
          before.withSums(sums, expected, expectedMillis, false, context.currentSystemTimeMs());
      if (known == null || !after.sameFigures(before)) {
        book.put(key, after, replay, share.causes(), context.currentSystemTimeMs());
      }
    }

    private Map<Integer, PartialTotal.Share> shares(String key, RowId id) {
      Map<Integer, PartialTotal.Share> all = new TreeMap<>();
      byte[] known = shares.get(key);
      if (known != null) {
        Unpacker in = new Unpacker(known);
        for (int left = in.integer(); left > 0; left--) {
          int partition = in.integer();
          all.put(
              partition,
              new PartialTotal.Share(
                  partition, id, Sums.unpack(in), in.integer(), in.number(), Causes.UNKNOWN));
        }
      }
      return all;
    }

    void mark(PartialTotal.Mark mark) {
      if (mark.state() == Replay.State.RUNNING) {
        replay = mark.replay();
        marks.put(RUNNING, new Packer().text(replay).toBytes());
        return;
      }
      marks.put(mark.replay() + "|" + mark.partition(), new byte[0]);
      // Every partition of readings sends shares, and so does every partition of trees.
      int senders = 2 * settings.partitions();
      for (int partition = 0; partition < senders; partition++) {
        if (marks.get(mark.replay() + "|" + partition) == null) {
          return;
        }
      }
      book.publishDue();
      book.closeReplay(mark.replay());
      replay = "";
      marks.delete(RUNNING);
      for (int partition = 0; partition < senders; partition++) {
        marks.delete(mark.replay() + "|" + partition);
      }
      Ledger closed =
          new Ledger(
              "replay",
              mark.replay() + "/" + context.taskId().partition(),
              new TreeMap<>(Map.of("closed", 1L)));
      context.forward(
          new Record<>(closed.key(), closed, context.currentSystemTimeMs()),
          Names.TOTALS_LEDGER_OUT);
    }

    void forget(long now) {
      book.forgetOldFineRows(now, shares::delete);
    }

    void minute(long now) {
      if (replay.isEmpty() && settings.settled().getAsBoolean()) {
        book.settle(now);
      }
    }
  }
}
