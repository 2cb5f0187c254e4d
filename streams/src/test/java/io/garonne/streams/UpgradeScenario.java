package io.garonne.streams;

import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.ReplayJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A small invented night: every kind of what Garonne stores, in as few quarter-hours as can be. The
 * first half ends in the middle of everything: readings wait in the inbox, totals wait to be
 * published, a replay is finished by the meters and not yet by the trees.
 */
final class UpgradeScenario {
  /** When the applications start, an hour before anything comes: what is done hourly was done. */
  static final Instant START = Instant.parse("2026-02-10T03:05:00Z");

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration FLUSH = Duration.ofSeconds(2);

  private final ChainDriver chain;
  private final Map<String, EstateLine> lines = new LinkedHashMap<>();
  private final Map<String, Device> described = new TreeMap<>();
  private long readings;

  UpgradeScenario(ChainDriver chain) {
    this.chain = chain;
  }

  // --- What happens ---

  void first() {
    estate();
    describe();
    chain.pass(Duration.ofHours(1));
    replay("history", Replay.State.RUNNING, 0);
    january();
    chain.pass(FLUSH);
    replay("history", Replay.State.FINISHED, readings);
    chain.pass(FLUSH);
    deadLetters();
    for (int minute = 0; minute <= 10; minute += 5) {
      String at = "04:%02d:00".formatted(minute);
      energy("copier-plug", Reading.ONLY_CHANNEL, at, 5000 + minute, 60.0);
      pages("mfp", Reading.MONO_CHANNEL, at, 700 + minute);
      pages("mfp", Reading.COLOUR_CHANNEL, at, 70 + minute);
      pages("mfp", Reading.SHEETS_CHANNEL, at, 400 + minute);
      energy("pdu", "inlet", at, 20_000 + minute * 5, 300.0);
      energy("pdu", "1", at, 1000 + minute * 2, 120.0);
      energy("pdu", "2", at, 3000 + minute * 2.5, 150.0);
      energy("shared", Reading.ONLY_CHANNEL, at, 100 + minute, 60.0);
      energy("strip", "1", at, 10 + minute, 60.0);
      energy("strip", "2", at, 10 + minute, 60.0);
      energy("desk", "main", at, 50 + minute, 60.0);
      energy("desk", "1", at, 20 + minute / 2.0, 30.0);
      power("island", at, 42);
      power("nobody-knows", at, 7);
      power("pc-plug-1", at, 30);
    }
    chain.pass(FLUSH);
    // A stray value; then the register begins again; another is replaced by one that says less.
    energy("copier-plug", Reading.ONLY_CHANNEL, "04:11:00", 90_000, null);
    energy("copier-plug", Reading.ONLY_CHANNEL, "04:12:00", 1, 60.0);
    energy("copier-plug", Reading.ONLY_CHANNEL, "04:13:00", 2, 60.0);
    energy("shared", Reading.ONLY_CHANNEL, "04:11:00", 77_000, 60.0);
    energy("shared", Reading.ONLY_CHANNEL, "04:12:00", 77_001, 60.0);
    // A power that cannot be, one that is off, one too late, one that is told twice.
    power("island", "04:11:00", 90_000);
    state("strip", "1", "04:12:00", Reading.State.OFF);
    reading("island", Reading.ONLY_CHANNEL, Instant.parse("2026-02-01T04:00:00Z"), null, 1.0);
    power("nobody-knows", "04:10:00", 7);
    chain.pass(FLUSH);
    forgetTheDesk();
    // Long enough for indicators to have taken in all of it.
    chain.pass(Duration.ofMinutes(3));
    replay("night", Replay.State.RUNNING, 0);
    // Nothing more is heard of these: what is stored of them has to do.
    energy("pdu", "1", "04:18:00", 1036, 120.0);
    power("annex-nas", "04:13:00", 20);
    power("annex-nas", "04:14:00", 20);
    pages("mfp", Reading.MONO_CHANNEL, "04:18:00", 720);
    chain.pass(FLUSH);
    // These are taken in, and nobody has looked at them yet.
    power("island", "04:18:00", 43);
    pages("mfp", Reading.MONO_CHANNEL, "04:20:00", 723);
  }

  void second() {
    // The stored tails, blocks and segments go on.
    for (int minute = 20; minute <= 25; minute += 5) {
      String at = "04:%02d:00".formatted(minute);
      energy("copier-plug", Reading.ONLY_CHANNEL, at, minute - 11, 60.0);
      pages("mfp", Reading.ONLY_CHANNEL, at, 880 + minute);
      energy("shared", Reading.ONLY_CHANNEL, at, 76_989 + minute, 60.0);
      energy("strip", "1", at, 10 + minute, 60.0);
      energy("strip", "2", at, 10 + minute, 60.0);
      energy("desk", "main", at, 50 + minute, 60.0);
      energy("desk", "1", at, 20 + minute / 2.0, 30.0);
      power("island", at, 42);
      power("nobody-knows", at, 7);
      power("pc-plug-1", at, 30);
    }
    energy("strip", "1", "04:26:00", 9_000_000, 60.0);
    energy("strip", "1", "04:27:00", 9_000_001, 60.0);
    // One that comes late, between what is stored; one that is stored already; one too late.
    power("island", "04:07:30", 50);
    power("nobody-knows", "04:05:00", 7);
    reading("copier-plug", Reading.ONLY_CHANNEL, Instant.parse("2026-02-01T04:00:00Z"), 1.0, null);
    chain.pass(FLUSH);
    // What was stored counts for something else, told later: from ten past four on.
    put(
        EstateTable.ASSETS,
        "asset=copier",
        "equipment_class=printer",
        "site=hall",
        "to=2026-02-10T04:10:00Z");
    put(
        EstateTable.ASSETS,
        "asset=copier",
        "equipment_class=printer",
        "site=annex",
        "from=2026-02-10T04:10:00Z");
    put(EstateTable.DEVICES, "device=nobody-knows", "site=annex", "equipment_class=printer");
    describe();
    chain.pass(FLUSH);
    replay("night", Replay.State.FINISHED, readings);
    chain.pass(Duration.ofMinutes(5));
  }

  private void estate() {
    put(EstateTable.ENTITIES, "entity=city");
    put(EstateTable.SITES, "site=hall", "zone=Europe/Paris", "entity=city");
    put(EstateTable.SITES, "site=annex", "zone=Indian/Reunion", "entity=city");
    put(
        EstateTable.CALENDAR,
        "site=hall",
        "kind=opening",
        "days=mon-fri",
        "opens=08:00",
        "closes=18:00");
    put(EstateTable.ASSETS, "asset=copier", "equipment_class=printer", "site=hall");
    put(EstateTable.CONNECTIONS, "asset=copier", "device=copier-plug");
    put(EstateTable.ASSETS, "asset=mfp-1", "equipment_class=printer", "site=hall");
    put(EstateTable.CONNECTIONS, "asset=mfp-1", "device=mfp");
    put(EstateTable.POINTS, "device=mfp", "duplex_rate=1.5", "duplex_rate_source=survey");
    put(
        EstateTable.POINTS,
        "device=pdu",
        "channel=inlet",
        "site=hall",
        "rack=r1",
        "role=it-pdu",
        "rated_power_w=320",
        "resolution_wh=1");
    for (String outlet : List.of("1", "2")) {
      put(
          EstateTable.POINTS,
          "device=pdu",
          "channel=" + outlet,
          "parent=pdu",
          "parent_channel=inlet",
          "resolution_wh=1");
      put(
          EstateTable.ASSETS,
          "asset=srv-" + outlet,
          "equipment_class=server",
          "site=hall",
          "rack=r1");
      put(EstateTable.CONNECTIONS, "asset=srv-" + outlet, "device=pdu", "channel=" + outlet);
    }
    for (int i = 1; i <= 3; i++) {
      put(EstateTable.ASSETS, "asset=pc-" + i, "equipment_class=desktop", "site=hall");
      put(EstateTable.CONNECTIONS, "asset=pc-" + i, "device=pc-plug-" + i);
    }
    put(EstateTable.ASSETS, "asset=nas", "equipment_class=server", "site=hall");
    put(EstateTable.ASSETS, "asset=disks", "equipment_class=server", "site=hall");
    put(EstateTable.CONNECTIONS, "asset=nas", "device=shared");
    put(EstateTable.CONNECTIONS, "asset=disks", "device=shared");
    put(EstateTable.POINTS, "device=strip", "channel=1", "site=hall", "equipment_class=printer");
    put(
        EstateTable.POINTS,
        "device=strip",
        "channel=2",
        "site=hall",
        "equipment_class=printer",
        "include_in_totals=false");
    put(EstateTable.POINTS, "device=desk", "channel=main", "site=hall");
    put(EstateTable.POINTS, "device=desk", "channel=1", "parent=desk", "parent_channel=main");
    put(EstateTable.ASSETS, "asset=laptop", "equipment_class=desktop", "site=hall");
    put(EstateTable.CONNECTIONS, "asset=laptop", "device=desk", "channel=1");
    put(
        EstateTable.DEVICES,
        "device=island",
        "site=annex",
        "equipment_class=printer",
        "rated_power_w=60");
    put(EstateTable.DEVICES, "device=annex-nas", "site=annex", "equipment_class=nas");
    put(EstateTable.TARIFFS, "site=hall", "from=2026-01-01", "price_per_kwh=0.2", "source=invoice");
    put(EstateTable.TARGETS, "setting=reference.first_month", "value=2025-01");
    put(EstateTable.TARGETS, "setting=users", "value=agent");
    put(EstateTable.TARGETS, "setting=targets.electricity", "value=-15", "due=2026-12-31");
    put(
        EstateTable.BASELINE,
        "period=2025",
        "entity=city",
        "family=workstations",
        "kwh=365",
        "method=measured",
        "uncertainty_percent=0",
        "source=meters",
        "decided_by=board",
        "decided_on=2026-01-15");
    for (String month : List.of("2025-01", "2026-01")) {
      put(EstateTable.USERS, "month=" + month, "entity=city", "kind=agent", "users=10");
    }
  }

  /** What is over: the halves of a month are sampled, and the month has ended. */
  private void january() {
    for (int i = 1; i <= 3; i++) {
      for (int minute = 0; minute <= 5; minute += 5) {
        Instant at = Instant.parse("2026-01-20T09:00:00Z").plusSeconds(60L * minute);
        reading("pc-plug-" + i, Reading.ONLY_CHANNEL, at, null, 40.0 + 10 * i);
      }
    }
  }

  /** As ingest writes them: enough of one reason for somebody to be told. */
  private void deadLetters() {
    for (int i = 0; i < 12; i++) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("reason", bytes("undecodable"));
      headers.add("topic", bytes("tele/strange/SENSOR"));
      put(Topics.DEAD_LETTERS, "tele/strange/SENSOR", bytes("{" + i), headers);
    }
  }

  /** Whose desk it was, and what its meters said before today, is nobody's business any more. */
  private void forgetTheDesk() {
    Device desk = Objects.requireNonNull(described.get("desk"));
    Device forgotten =
        new Device(
            "desk",
            desk.assignments(),
            Instant.parse("2026-02-10T04:05:00Z").toEpochMilli(),
            desk.treesFrom());
    described.put("desk", forgotten);
    put(Topics.DEVICES, "desk", DeviceJson.write(forgotten), new RecordHeaders());
  }

  // --- How it is written ---

  private void put(EstateTable table, String... cells) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String cell : cells) {
      int is = cell.indexOf('=');
      all.put(cell.substring(0, is), cell.substring(is + 1));
    }
    EstateLine line = EstateLine.of(table, all, "test");
    lines.put(line.key(), line);
    put(Topics.ESTATE, line.key(), EstateLineJson.write(line), new RecordHeaders());
  }

  /** What follows from the tables for devices, as the inventory commands write it. */
  private void describe() {
    Descriptions.Result result = Descriptions.of(Estate.of(lines.values(), PARIS).estate());
    result
        .devices()
        .forEach(
            (name, device) -> {
              Device now = device.writtenAt(START.toEpochMilli());
              Device before = described.get(name);
              if (before == null || !before.assignments().equals(now.assignments())) {
                described.put(name, now);
                put(Topics.DEVICES, name, DeviceJson.write(now), new RecordHeaders());
              }
            });
  }

  private void replay(String id, Replay.State state, long until) {
    put(Topics.REPLAYS, id, ReplayJson.write(new Replay(id, 0, state, until)), new RecordHeaders());
  }

  private void energy(String device, String channel, String time, double wh, @Nullable Double w) {
    reading(device, channel, today(time), wh, w);
  }

  private void power(String device, String time, double watts) {
    reading(device, Reading.ONLY_CHANNEL, today(time), null, watts);
  }

  private void pages(String device, String channel, String time, long pages) {
    reading(device, channel, today(time), null, null, pages, null);
  }

  private void state(String device, String channel, String time, Reading.State state) {
    reading(device, channel, today(time), null, null, null, state);
  }

  private static Instant today(String time) {
    return Instant.parse("2026-02-10T" + time + "Z");
  }

  private void reading(
      String device, String channel, Instant at, @Nullable Double wh, @Nullable Double w) {
    reading(device, channel, at, wh, w, null, null);
  }

  private void reading(
      String device,
      String channel,
      Instant at,
      @Nullable Double wattHours,
      @Nullable Double watts,
      @Nullable Long pages,
      Reading.@Nullable State state) {
    long time = at.toEpochMilli();
    Reading reading =
        new Reading(
            device,
            channel,
            time,
            Reading.AtSource.PAYLOAD,
            time,
            wattHours == null ? null : Math.round(wattHours * 3_600_000),
            watts == null ? null : Math.round(watts * 1000),
            watts == null ? null : 230_000L,
            watts == null ? null : Math.round(watts * 1000 / 230),
            null,
            pages,
            state,
            null,
            "test");
    put(Topics.READINGS, device, ReadingJson.write(reading), new RecordHeaders());
    readings++;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void put(Topics topic, String key, byte[] value, RecordHeaders headers) {
    chain.put(topic.topic(), new TestRecord<>(bytes(key), value, headers, chain.now()));
  }
}
