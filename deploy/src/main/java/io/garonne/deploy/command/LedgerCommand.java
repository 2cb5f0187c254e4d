package io.garonne.deploy.command;

import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.ledger.LedgerBalanceJson;
import io.garonne.publish.ledger.LedgerCsv;
import io.garonne.publish.ledger.LedgerTable;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints both equations of the ledger. */
@Command(
    name = "ledger",
    description = {
      "Prints what became of every message and reading since the data directory began, and whether"
          + " it adds up:",
      "received = stored + ignored + dead-lettered + under way, and readings = metered + repeated +"
          + " too late + void."
    })
public final class LedgerCommand implements Callable<Integer> {
  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
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
      case TABLE -> new LedgerTable(texts, FormatOptions.paint()).write(balance, records, out);
    }
    out.flush();
    return 0;
  }
}
