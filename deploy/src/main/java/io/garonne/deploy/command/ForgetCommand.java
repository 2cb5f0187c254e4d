package io.garonne.deploy.command;

import io.garonne.model.inventory.Connection;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets what a device counted, and whose it was; sums stay. */
@Command(
    name = "forget",
    description = {
      "Forgets what a device itself counted until now, and the name, serial number and room of an"
          + " asset. Sums of sites, classes and the estate stay as they are.",
      "Says what it found, what is left, and until when: readings and dead letters cannot be taken"
          + " out of Kafka one by one, they go after 30 days at most. Without --yes it only looks."
    })
public final class ForgetCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "ASSET|DEVICE", description = "An asset, else a device.")
  private String name = "";

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    estate.checkWords(reason);
    Estate before = estate.estate();
    boolean isAsset = !before.asset(name).isEmpty();
    NavigableSet<String> devices = new TreeSet<>();
    if (isAsset) {
      before.connections().stream()
          .filter(connection -> connection.asset().equals(name))
          .map((Connection connection) -> connection.point().device())
          .forEach(devices::add);
    } else {
      devices.add(name);
    }
    Found found = look(devices, Long.MAX_VALUE);
    if (!isAsset && found.totals() + found.readings() + found.descriptions() == 0) {
      throw new SettingsException(
          List.of("neither an asset nor a device \"" + name + "\" is known"));
    }
    long now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    if (!yes) {
      report(found, found, isAsset, now);
      System.out.println("Nothing is forgotten yet; with --yes it is.");
      return 0;
    }
    forget(before, isAsset, devices, now);
    long until = System.nanoTime() + PATIENCE.toNanos();
    Found left = look(devices, now);
    while (left.totals() > 0 && System.nanoTime() < until) {
      Thread.sleep(1000);
      left = look(devices, now);
    }
    report(found, left, isAsset, now);
    if (left.totals() > 0) {
      System.out.println("Totals are left: is streams running? Run this again to look.");
      return 1;
    }
    return 0;
  }

  private void forget(Estate before, boolean isAsset, NavigableSet<String> devices, long now)
      throws IOException {
    String pseudonym = EstateEdits.FORGOTTEN + UUID.randomUUID().toString().substring(0, 8);
    EstateEdits.Edit edit =
        isAsset
            ? EstateEdits.anonymise(before, name, pseudonym)
            : new EstateEdits.Edit(List.of(), List.of(), List.of(), List.of());
    List<EstateLine> written = new ArrayList<>(edit.written());
    int number = 0;
    for (String device : devices) {
      written.add(event(device, now, number++));
    }
    EstateChange change = EstateChange.of(before, edit.removed(), written);
    if (!change.problems().isEmpty()) {
      throw new SettingsException(change.problems());
    }
    estate.topics().write(change, List.of(), List.of(), estate.author());
  }

  private EstateLine event(String device, long now, int number) {
    String at = EstateOptions.when(now);
    Map<String, String> cells =
        new TreeMap<>(
            Map.of(
                "id",
                at.replaceAll("[-:Z]", "") + "-forget" + number,
                "kind",
                "forget",
                "at",
                at,
                "what",
                device,
                "author",
                estate.author(),
                "done",
                at));
    if (!reason.isEmpty()) {
      cells.put("reason", reason);
    }
    return EstateLine.of(EstateTable.EVENTS, cells, "forget");
  }

  /** How many records name the devices, or the asset. */
  private record Found(
      long days,
      long quarterHours,
      long readings,
      long deadLetters,
      long live,
      long descriptions,
      long lines) {

    long totals() {
      return days + quarterHours;
    }
  }

  private long totals(Topics topic, NavigableSet<String> devices, long before) {
    return TotalsReader.read(
            estate.bootstrap(),
            topic,
            t -> devices.contains(t.scope().device()) && t.start() < before)
        .size();
  }

  private Found look(NavigableSet<String> devices, long before) {
    return new Found(
        totals(Topics.TOTALS_DEVICE, devices, before),
        totals(Topics.TOTALS_DEVICE_FINE, devices, before),
        keyed(Topics.READINGS, devices),
        count(Topics.DEAD_LETTERS, devices),
        count(Topics.LIVE, devices),
        keyed(Topics.DEVICES, devices),
        count(Topics.ESTATE, new TreeSet<>(List.of(name))));
  }

  /** The same of topics whose key is the device: another thing may have the name of one. */
  private long keyed(Topics topic, NavigableSet<String> names) {
    return count(topic, (key, value) -> names.contains(key));
  }

  private long count(Topics topic, NavigableSet<String> names) {
    return count(
        topic,
        (key, value) ->
            names.stream().anyMatch(n -> key.equals(n) || value.contains("\"" + n + "\"")));
  }

  /** The latest records that are wanted, by key and value. */
  private long count(Topics topic, BiPredicate<String, String> wanted) {
    boolean compacted = topic.config().getOrDefault("cleanup.policy", "").contains("compact");
    Map<String, Boolean> latest = new TreeMap<>();
    TopicReader.all(
        estate.bootstrap(),
        topic,
        record -> {
          byte[] keyBytes = record.key();
          String key = keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
          String value =
              record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
          boolean has = record.value() != null && wanted.test(key, value);
          String each = record.partition() + "/" + record.offset();
          if (has || compacted) {
            latest.put(compacted ? key : each, has);
          }
        });
    return latest.values().stream().filter(has -> has).count();
  }

  private void report(Found found, Found left, boolean isAsset, long now) {
    String inThirtyDays = "until " + EstateOptions.when(now + Duration.ofDays(30).toMillis());
    List<List<String>> rows =
        List.of(
            List.of("where", "found", "left", ""),
            row(Topics.TOTALS_DEVICE.topic(), found.days(), left.days(), ""),
            row(Topics.TOTALS_DEVICE_FINE.topic(), found.quarterHours(), left.quarterHours(), ""),
            row(Topics.READINGS.topic(), found.readings(), left.readings(), inThirtyDays),
            row(Topics.DEAD_LETTERS.topic(), found.deadLetters(), left.deadLetters(), inThirtyDays),
            row(Topics.LIVE.topic(), found.live(), left.live(), "until it falls silent"),
            row(
                Topics.DEVICES.topic(),
                found.descriptions(),
                left.descriptions(),
                "what it is and where, without what it counted"),
            row(
                Topics.ESTATE.topic(),
                found.lines(),
                left.lines(),
                isAsset ? "older records go at the next compaction" : "the event that says so"));
    for (List<String> row : rows) {
      System.out.println(String.format("%-32s %8s %8s  %s", row.toArray()).stripTrailing());
    }
    System.out.println(
        "In InfluxDB nothing of a personal device is ever written; of another one, drop its series:"
            + " DROP SERIES FROM energy_device, power_device, power_channel WHERE device = '...'.");
    System.out.println(
        "State of streams: quarter-hours, blocks and rows are gone with the totals; the quarter-hour"
            + " that runs goes within two days.");
  }

  private static List<String> row(String where, long found, long left, String note) {
    return List.of(where, Long.toString(found), Long.toString(left), left == 0 ? "" : note);
  }
}
