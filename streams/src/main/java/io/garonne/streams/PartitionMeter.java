package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Correction;
import io.garonne.model.Device;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.Statement;
import io.garonne.model.metering.Conservation;
import io.garonne.model.metering.MeterEvent;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.Sample;
import io.garonne.model.wire.StatementJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the readings of one partition and the inventory of their devices. Readings wait in the
 * inbox; a few times a minute everything in it is metered, rolled up and published in one go, in
 * the same transaction as the state. It exists once the task has its stores. One thread.
 */
final class PartitionMeter {
  private static final long HOUR = 3_600_000L;

  private final ProcessorContext<String, Object> context;
  private final TotalsSettings settings;
  private final Inbox inbox;
  private final ChannelMeter meter;
  private final DeviceTable devices;
  private final MeterCounters counters;
  private final DeviceTotals totals;
  private final Lateness lateness;
  private final Set<String> described = new HashSet<>();
  private final MeterFindings findings;
  private long offset;
  private @Nullable Ledger told;
  private boolean touched;

  PartitionMeter(TotalsSettings settings, ProcessorContext<String, Object> context) {
    this.context = context;
    this.settings = settings;
    this.inbox = new Inbox(context.getStateStore(Names.INBOX));
    this.meter =
        new ChannelMeter(
            context.getStateStore(Names.BLOCKS),
            context.getStateStore(Names.HEADS),
            settings.horizon().toMillis());
    this.devices = new DeviceTable(context.getStateStore(Names.INVENTORY), settings.zone());
    this.lateness = new Lateness(meter);
    this.findings = new MeterFindings(context, devices);
    this.counters =
        new MeterCounters(
            context.getStateStore(Names.COUNTERS), inbox::readings, context.currentSystemTimeMs());
    this.totals = new DeviceTotals(settings, context, devices, meter.channels(), this::replayId);
    this.offset = counters.offset();
    for (ChannelKey counter : inbox.channels()) {
      ChannelKey channel = counter.ofEnergy();
      Lateness.Known latest = lateness.recall(channel);
      lateness.put(channel, latest.and(inbox.newest(counter)));
    }
  }

  /**
   * A reading.
   *
   * @param appended when Kafka took it, milliseconds since 1970 UTC
   */
  void reading(Reading reading, long appended) {
    took(appended, 1);
    if (devices.isForgotten(reading.device(), reading.at())) {
      // It counts in the sums already, and nowhere else any more.
      counters.add(0, 0, 0, 1);
      return;
    }
    ChannelKey channel = new ChannelKey(reading.device(), reading.channel());
    Lateness.Known latest = lateness.get(channel);
    if (latest == null) {
      latest = lateness.recall(channel);
      seen(reading, latest);
    }
    if (latest.isTooLate(reading.at(), settings.horizon().toMillis())) {
      counters.add(0, 0, 1, 0);
      tooLate(reading, latest.newest(), null);
      return;
    }
    Assignment assignment = devices.at(channel, reading.at());
    Sample sample = Sample.of(reading, assignment.profile());
    Sample pages = Sample.ofPages(reading);
    implausible(reading, sample, assignment.profile());
    if (sample.isVoid() && pages == null) {
      counters.add(0, 0, 0, 1);
      return;
    }
    lateness.put(channel, latest.and(reading.at()));
    if (!sample.isVoid()) {
      inbox.add(channel, new Inbox.Arrived(sample, true));
    }
    if (pages != null) {
      inbox.add(channel.other(), new Inbox.Arrived(pages, sample.isVoid()));
    }
  }

  private void took(long appended, int readings) {
    if (counters.isLaterDay(appended)) {
      // What is in the inbox belongs to the day before.
      flush(context.currentSystemTimeMs());
    }
    offset = context.recordMetadata().map(m -> m.offset()).orElse(offset);
    counters.took(offset, appended, readings);
  }

  /**
   * What a person said of a reading that is there, that is to come, or that will never come.
   *
   * @param appended when Kafka took it, milliseconds since 1970 UTC
   */
  void correction(Correction said, long appended) {
    took(appended, 0);
    if (devices.isForgotten(said.device(), said.at())) {
      // Nor may a letter tell of it.
      counters.addCorrections(0, 0, 1);
      return;
    }
    ChannelKey channel = new ChannelKey(said.device(), said.channel());
    Lateness.Known latest = lateness.recall(channel);
    if (said.at() > appended + HOUR) {
      counters.addCorrections(0, 0, 1);
      letter(said, "absurd-clock", "a correction of an instant that is to come");
      return;
    }
    if (latest.isTooLate(said.at(), settings.horizon().toMillis())) {
      counters.addCorrections(0, 0, 1);
      tooLate(said, latest.newest(), "a correction acts on the horizon's readings only");
      return;
    }
    lateness.put(channel, latest.and(said.at()));
    Sample sample =
        said.measure() == Correction.Measure.POWER
            ? Sample.ofPower(said.at(), said.amendment())
            : Sample.ofRegister(said.at(), said.amendment());
    boolean isOfPages = said.measure() == Correction.Measure.PAGES;
    inbox.add(isOfPages ? channel.other() : channel, new Inbox.Arrived(sample, false));
  }

  /** A power that cannot be counts in nothing; people see which it was. */
  private void implausible(Reading reading, Sample sample, MeterProfile profile) {
    Long power = reading.power();
    if (power == null || sample.power() != Sample.NONE) {
      return;
    }
    boolean isBelow = power < 0;
    long limit = isBelow ? 0 : Math.min(profile.ratedPower(), Sample.MAX_POWER);
    findings.tell(
        "power",
        new Finding(
            Finding.Kind.IMPLAUSIBLE,
            reading.device(),
            reading.channel(),
            reading.at(),
            isBelow
                ? "a power below 0: it counts in nothing"
                : "a power far above the rating: it counts in nothing",
            power,
            limit));
  }

  private void seen(Reading reading, Lateness.Known latest) {
    if (latest.equals(Lateness.Known.NOTHING)
        && !devices.isDescribed(reading.device())
        && described.add(reading.device())) {
      findings.tell(
          Finding.Kind.UNKNOWN_DEVICE,
          reading.device(),
          null,
          reading.at(),
          "not in the inventory: counts under site " + Assignment.UNASSIGNED_SITE);
    }
  }

  private void letter(Statement said, String reason, @Nullable String detail) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("reason", reason.getBytes(StandardCharsets.UTF_8));
    headers.add("stage", "streams".getBytes(StandardCharsets.UTF_8));
    if (detail != null) {
      headers.add("detail", detail.getBytes(StandardCharsets.UTF_8));
    }
    context.forward(
        new Record<>(
            said.device(), StatementJson.write(said), context.currentSystemTimeMs(), headers),
        Names.DEAD_LETTERS_OUT);
  }

  private void tooLate(Statement said, long latest, @Nullable String detail) {
    letter(said, "too-late", detail);
    findings.tell(
        Finding.Kind.TOO_LATE,
        said.device(),
        said.channel(),
        said.at(),
        "more than the horizon behind " + Instant.ofEpochMilli(latest));
  }

  void device(String name, @Nullable Device now) {
    flush(context.currentSystemTimeMs());
    Device before = devices.get(name);
    if (Objects.equals(before, now)) {
      return;
    }
    Long forget = now == null ? null : now.forgetBefore();
    if (forget != null && (before == null || !forget.equals(before.forgetBefore()))) {
      totals.takeOutFrom(name, forget);
      publish(context.currentSystemTimeMs());
      devices.put(name, now);
      forget(name, before, forget);
      totals.putBackFrom(name, forget);
    } else {
      devices.put(name, now);
      reassign(name, before, now);
    }
    publish(context.currentSystemTimeMs());
    meter.channelsOf(name).forEach(this::meterAgain);
    publish(context.currentSystemTimeMs());
  }

  private void reassign(String device, @Nullable Device before, @Nullable Device now) {
    Long stays = totals.reassign(device, before, now, context.currentSystemTimeMs());
    if (stays != null) {
      findings.tell(
          Finding.Kind.TREE_TOO_OLD,
          device,
          null,
          stays,
          "described otherwise, but its tree of meters has forgotten the quarter-hours until"
              + " this one: they count where they did");
    }
  }

  /** What the device itself said and counted is gone; sums of several devices stay. */
  private void forget(String device, @Nullable Device described, long before) {
    for (ChannelKey channel : meter.channelsOf(device)) {
      long heldBack = meter.forget(channel);
      if (!channel.isPages()) {
        counters.register(Conservation.NOTHING, 0, -heldBack);
      }
      lateness.forget(channel.ofEnergy());
    }
    totals.forget(device, described, before);
    touched = true;
  }

  void replay(Replay replay) {
    if (replay.partition() != context.taskId().partition()) {
      return;
    }
    Replay known = counters.replay();
    if (replay.state() == Replay.State.RUNNING
        && (known == null || !known.id().equals(replay.id()))) {
      forward(new PartialTotal.Mark(replay.partition(), replay.id(), Replay.State.RUNNING));
    }
    counters.replay(replay);
    touched = true;
  }

  /** Meters what waits, and publishes what changed. */
  void flush(long now) {
    List<ChannelKey> waiting = inbox.channels();
    for (ChannelKey channel : waiting) {
      book(channel, meter.meter(channel, inbox.drain(channel), at -> profile(channel, at)));
    }
    publish(now);
  }

  private void meterAgain(ChannelKey channel) {
    book(channel, meter.meterAgain(channel, at -> profile(channel, at)));
  }

  private MeterProfile profile(ChannelKey channel, long at) {
    MeterProfile ofEnergy = devices.at(channel, at).profile();
    return channel.isPages() ? ofEnergy.ofPages() : ofEnergy;
  }

  private void book(ChannelKey channel, ChannelMeter.Effect effect) {
    touched = true;
    counters.add(effect.metered(), effect.repeated(), 0, 0);
    counters.addCorrections(effect.corrections(), effect.correctionsRepeated(), 0);
    register(channel, effect);
    totals.book(channel, effect);
    if (channel.isPages() && channel.channel().equals(Reading.SHEETS_CHANNEL)) {
      Long unused = totals.unusedRate(channel, effect.slots().keySet());
      if (unused != null) {
        findings.tell(
            Finding.Kind.DUPLEX_RATE_UNUSED,
            channel.device(),
            channel.channel(),
            unused,
            "counts impressions as well: its declared duplex rate is not used where it does");
      }
    }
    for (MeterEvent event : effect.events()) {
      // A register and a page counter of one channel are two things to look at.
      findings.tell(
          channel.isPages() ? "pages" : "energy",
          new Finding(
              event.kind(), channel.device(), channel.channel(), event.at(), event.detail()));
    }
  }

  /** The third equation of the ledger: what a register moved by is booked, no more, no less. */
  private void register(ChannelKey channel, ChannelMeter.Effect effect) {
    Conservation register = effect.register();
    if (channel.isPages()) {
      // Pages are no energy: only whether they were booked.
      counters.register(new Conservation(register.verdict(), 0, 0), 0, 0);
    } else {
      counters.register(register, effect.voided(), effect.heldBack());
    }
    if (register.verdict() == Conservation.Verdict.MISMATCHED) {
      findings.tell(
          channel.isPages() ? "pages" : "energy",
          new Finding(
              Finding.Kind.LEDGER_MISMATCH,
              channel.device(),
              channel.channel(),
              meterNewest(channel),
              // No value: an alert's is a power.
              "the counter moved by %d and %d were booked for it (%s)"
                  .formatted(
                      register.moved(), register.booked(), channel.isPages() ? "pages" : "mJ")));
    }
  }

  private long meterNewest(ChannelKey channel) {
    ChannelMeter.Head head = meter.head(channel);
    return head == null ? 0 : head.newest();
  }

  private String replayId() {
    Replay running = counters.replay();
    return running == null ? "" : running.id();
  }

  private void publish(long now) {
    Replay replay = counters.replay();
    totals.publish(now);
    if (replay != null
        && replay.state() == Replay.State.FINISHED
        && offset >= replay.untilOffset() - 1
        && inbox.channels().isEmpty()) {
      totals.closeReplay(replay.id());
      forward(new PartialTotal.Mark(replay.partition(), replay.id(), Replay.State.FINISHED));
      counters.replay(null);
    }
    ledger();
    if (touched) {
      // Little is in the inbox now: the cheapest moment to commit.
      context.commit();
      touched = false;
    }
  }

  /** Only when nothing waits: what is taken in and not decided is no mismatch. */
  private void ledger() {
    if (!inbox.channels().isEmpty()) {
      return;
    }
    int partition = context.taskId().partition();
    Ledger ledger = counters.ledger(partition);
    if (!ledger.equals(told)) {
      told = ledger;
      context.forward(
          new Record<>(ledger.key(), ledger, context.currentSystemTimeMs()),
          Names.METER_LEDGER_OUT);
    }
  }

  void minute(long now) {
    totals.sendStale(now);
    if (counters.replay() == null) {
      totals.openPeriods(counters.opened(now), now);
      counters.opened(now, now);
      if (settings.settled().getAsBoolean()) {
        totals.settle(now);
      }
    }
    findings.trim(now);
  }

  /** Once a day, also where the process is started anew every day. */
  void forget(long now) {
    if (counters.forgot() <= now - 24 * HOUR) {
      totals.forget(now);
      forgetSilent(now);
      counters.forgot(now);
      publish(now);
    }
  }

  /** Of a personal device that is silent nothing stays but the last reading, to go on from. */
  private void forgetSilent(long now) {
    for (ChannelKey channel : meter.channels()) {
      Lateness.Known of = lateness.ofCounter(channel);
      if (of.newest() < now - Row.PERSONAL_RETENTION
          && devices.at(channel, of.newest()).personal()) {
        meter.forgetBlocks(channel);
        lateness.forget(channel.ofEnergy());
      }
    }
  }

  /** To the trees as well: they close when every partition has said so, and tell the totals. */
  private void forward(PartialTotal.Mark mark) {
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(PartialTotal.MARK_KEY, (Object) mark, now), Names.SHARES);
    if (mark.state() == Replay.State.FINISHED) {
      context.forward(
          new Record<>(
              PartialTotal.MARK_KEY,
              (Object) new BranchInput.Finished(mark.partition(), mark.replay()),
              now),
          Names.BRANCH_SLOTS);
    }
  }
}
