package io.garonne.streams;

import io.garonne.model.Finding;
import io.garonne.model.PointRef;
import io.garonne.model.Replay;
import io.garonne.model.Units;
import io.garonne.model.tree.Balance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the trees of meters: takes in what channels in a tree have booked, from every partition
 * of readings, and sends shares of everything above devices.
 */
final class BranchProcessor implements Processor<String, BranchInput, String, Object> {
  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;

  private final TotalsSettings settings;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private @Nullable Parts parts;

  BranchProcessor(TotalsSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    Parts made = new Parts(settings, context);
    parts = made;
    every(context, settings.flushEvery(), now -> made.flush(now));
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
  public void process(Record<String, BranchInput> record) {
    Parts p = Objects.requireNonNull(parts);
    switch (record.value()) {
      case BranchInput.Slot slot -> p.branches.take(slot.key(), slot.booked(), slot.causes());
      case BranchInput.Forget of -> p.branches.forget(of.root(), of.device(), of.before());
      case BranchInput.Finished finished -> p.finished(finished);
    }
  }

  /** What exists once the task has its stores. */
  private static final class Parts implements Branches.Listener {
    private static final Bytes FORGOT = mark("forgot");

    private final TotalsSettings settings;
    private final ProcessorContext<String, Object> context;
    private final KeyValueStore<Bytes, byte[]> marks;
    private final Branches branches;
    private final Set<String> alerted = new HashSet<>();

    /** Channels of which somebody was told within the hour. */
    private final Map<ChannelKey, Long> tooOld = new HashMap<>();

    Parts(TotalsSettings settings, ProcessorContext<String, Object> context) {
      this.settings = settings;
      this.context = context;
      this.marks = context.getStateStore(Names.BRANCH_MARKS);
      this.branches =
          new Branches(
              new BranchStore(context.getStateStore(Names.BRANCH_ENTRIES)),
              context.getStateStore(Names.BRANCH_DUE),
              new GroupShares(
                  context.getStateStore(Names.BRANCH_SHARES),
                  settings.partitions() + context.taskId().partition(),
                  row -> DeviceTable.Expected.NOTHING,
                  (share, now) ->
                      context.forward(
                          new Record<>(share.id().key(), (Object) share, now),
                          Names.SHARES_OF_BRANCHES)),
              settings.zone(),
              this);
    }

    /** Once every partition has sent everything before the end, the trees have as well. */
    void finished(BranchInput.Finished finished) {
      marks.put(mark(finished.replay() + "|" + finished.partition()), new byte[0]);
      for (int partition = 0; partition < settings.partitions(); partition++) {
        if (marks.get(mark(finished.replay() + "|" + partition)) == null) {
          return;
        }
      }
      long now = context.currentSystemTimeMs();
      branches.flushAll(now);
      for (int partition = 0; partition < settings.partitions(); partition++) {
        marks.delete(mark(finished.replay() + "|" + partition));
      }
      int sender = settings.partitions() + context.taskId().partition();
      context.forward(
          new Record<>(
              PartialTotal.MARK_KEY,
              (Object) new PartialTotal.Mark(sender, finished.replay(), Replay.State.FINISHED),
              now),
          Names.SHARES_OF_BRANCHES);
    }

    void flush(long now) {
      branches.flush(now);
      tooOld.values().removeIf(at -> at < now - HOUR);
    }

    /** Once a day, also where the process is started anew every day. */
    void forget(long now) {
      byte[] forgot = marks.get(FORGOT);
      if (forgot == null || new Unpacker(forgot).number() <= now - DAY) {
        branches.forget(now);
        marks.put(FORGOT, new Packer().number(now).toBytes());
      }
    }

    private static Bytes mark(String name) {
      return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Once for a day: on the way through it the sums may cross and cross again. */
    @Override
    public void excess(PointRef point, long day, ParentsSaid.Said said) {
      // What a desk's meter says, and which one it is, is nobody's business.
      if (said.personal() || !alerted.add(point + "@" + day)) {
        return;
      }
      if (alerted.size() > 10_000) {
        alerted.clear();
      }
      Balance balance = said.balance();
      alert(
          Finding.Kind.TREE_EXCESS,
          point.device(),
          point.channel(),
          day,
          "the meters below it say "
              + Units.kilowattHours(balance.below()).stripTrailingZeros().toPlainString()
              + " kWh, it says "
              + Units.kilowattHours(balance.own()).stripTrailingZeros().toPlainString()
              + " kWh on the day that begins at "
              + Instant.ofEpochMilli(day)
              + ": they share what it says");
    }

    @Override
    public void tooOld(ChannelKey channel, long slot) {
      if (tooOld.putIfAbsent(channel, context.currentSystemTimeMs()) != null) {
        return;
      }
      alert(
          Finding.Kind.TREE_TOO_OLD,
          channel.device(),
          channel.channel(),
          slot,
          "too old for its tree of meters: not counted in sites, classes and the estate");
    }

    private void alert(
        Finding.Kind kind, String device, @Nullable String channel, long at, String detail) {
      context.forward(
          new Record<>(
              device,
              (Object) new Finding(kind, device, channel, at, detail),
              context.currentSystemTimeMs()),
          Names.FINDINGS_OF_BRANCHES);
    }
  }
}
