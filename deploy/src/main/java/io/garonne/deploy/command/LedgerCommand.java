package io.garonne.deploy.command;

import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.ledger.LedgerBalanceJson;
import io.garonne.publish.ledger.LedgerCsv;
import io.garonne.publish.ledger.LedgerTable;
import io.garonne.publish.text.Texts;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints both equations of the ledger. */
@Command(
    name = "ledger",
    description = {
      "Prints what became of every message and reading since the data directory began, and whether"
          + " it adds up:",
      "received = stored + ignored + dead-lettered + under way, and readings = metered + repeated +"
          + " too late + void; both also by day. And whether each register's step was booked.",
      "Ends with 1 if something does not add up."
    })
public final class LedgerCommand implements Callable<Integer> {
  private static final int MOST_FAILURES = 20;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "In the table, also the last N days (UTC, by arrival in Kafka), at most 14.")
  private @Nullable Integer days;

  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    int most = days == null ? 0 : days;
    if (days != null && (most < 1 || most > Ledger.MOST_DAYS)) {
      throw new SettingsException(
          List.of("--days is from 1 to " + Ledger.MOST_DAYS + ": no more are kept"));
    }
    FormatOptions.Form form = format.form();
    Texts texts = options.texts();
    Map<String, Ledger> latest = new TreeMap<>();
    AtomicLong newest = new AtomicLong();
    TopicReader.all(
        options.bootstrap(),
        Topics.LEDGER,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            latest.remove(key);
          } else {
            latest.put(key, LedgerJson.read(value));
            newest.accumulateAndGet(record.timestamp(), Math::max);
          }
        });
    List<Ledger> records = List.copyOf(latest.values());
    LedgerBalance balance = LedgerBalance.of(records, System.currentTimeMillis() - newest.get());
    Writer out = ReadOptions.out();
    switch (form) {
      case CSV -> LedgerCsv.write(balance, TotalsCsv.LineEnd.LF, out);
      case JSON ->
          out.write(
              new String(LedgerBalanceJson.write(balance, true, records), StandardCharsets.UTF_8));
      case TABLE -> {
        LedgerTable table = new LedgerTable(texts, FormatOptions.paint());
        if (most > 0) {
          table.writeDays(records, most, out);
        }
        table.write(balance, records, out);
        if (records.stream().anyMatch(l -> l.count(LedgerBalance.REGISTERS_FAILED) > 0)) {
          failures(texts, out);
        }
      }
    }
    out.flush();
    return balance.mismatches().isEmpty() ? 0 : 1;
  }

  /**
   * The newest registers that were not booked as they moved; a personal device is in no finding.
   */
  private void failures(Texts texts, Writer out) throws IOException {
    Deque<Finding> found = new ArrayDeque<>();
    TopicReader.all(
        options.bootstrap(),
        Topics.FINDINGS,
        record -> {
          Finding finding = FindingJson.read(record.value());
          if (finding.kind() == Finding.Kind.LEDGER_MISMATCH && finding.device() != null) {
            found.add(finding);
            if (found.size() > MOST_FAILURES) {
              found.remove();
            }
          }
        });
    for (Finding finding : found) {
      out.append(
              texts.get(
                  "ledger.register",
                  Texts.printable(finding.device() + "/" + finding.channel()),
                  IsoTime.format(finding.at()),
                  Texts.printable(finding.detail())))
          .append('\n');
    }
  }
}
