package io.garonne.publish.export;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import io.garonne.model.withholding.SmallGroups;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.text.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a topic as a file: of each key the newest, in order of start, entity, site, class,
 * device, family and asset. Memory does not grow with what is exported; what does not fit is sorted
 * on disk.
 */
public final class TotalsExport implements Closeable {
  /** Bytes of heap for sorting. */
  private static final long SORTED_IN_MEMORY = 48L << 20;

  /** No zone is further from UTC. */
  private static final long FARTHEST_ZONE = Duration.ofHours(18).toMillis();

  private final TotalsQuery query;
  private final TotalsQuery ofAnyStatus;
  private final boolean telling;
  private final NewestPerKey newest;
  private final Map<Scope, Scope> scopes = new HashMap<>();
  private long taken;
  private int rows;
  private int provisional;
  private boolean personal;

  /**
   * What came of it.
   *
   * @param rows written
   * @param withheld rows that would have told of one person
   * @param provisional rows that are left out because they are not final
   * @param personal whether totals of personal devices were left out
   */
  public record Result(int rows, int withheld, int provisional, boolean personal) {}

  /**
   * Nothing taken yet.
   *
   * @param workshop directory with room for what is sorted
   */
  public TotalsExport(TotalsQuery query, Path workshop) {
    this(query, workshop, SORTED_IN_MEMORY);
  }

  TotalsExport(TotalsQuery query, Path workshop, long sortedInMemory) {
    this.query = query;
    this.ofAnyStatus = query.ofAnyStatus();
    this.telling = isTelling(query);
    this.newest = new NewestPerKey(workshop, sortedInMemory);
  }

  /** Whether what is asked for could tell of single persons, so that groups have to be known. */
  public static boolean isTelling(TotalsQuery query) {
    return query.by() != TotalsQuery.By.DEVICE && query.period().compareTo(Period.DAY) <= 0;
  }

  /**
   * Reads the topic.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public void read(String bootstrap, TopicReader.Progress progress) throws IOException {
    TopicReader.<IOException>all(
        bootstrap, query.topic(), record -> take(record.key(), record.value()), progress);
  }

  /** A record of the topic; newer than the others of its key. */
  void take(byte[] key, byte @Nullable [] value) throws IOException {
    TotalKey said = TotalKey.parse(key);
    if (said.period() == query.period()
        && (query.by().matches(said.scope()) || (telling && isSiteClass(said.scope())))
        && isNear(said.start())) {
      newest.put(said.sortable(), value);
      taken++;
    }
  }

  /** How many rows there can be at most. */
  public long most() {
    return taken;
  }

  private static boolean isSiteClass(Scope scope) {
    return TotalsQuery.By.SITE_CLASS.matches(scope);
  }

  /** What is surely outside need not be kept; the total says in which zone its start is. */
  private boolean isNear(long start) {
    TimeBound from = query.from();
    TimeBound to = query.to();
    return (from == null || start >= from.in(ZoneOffset.UTC) - FARTHEST_ZONE)
        && (to == null || start < to.in(ZoneOffset.UTC) + FARTHEST_ZONE);
  }

  /**
   * Writes the file.
   *
   * @param to a file that is not there
   * @param spreadsheet whether CSV is as spreadsheets open it by themselves
   * @param groups who is where, if {@link #isTelling}
   * @param progress is told how many rows are written
   * @throws IllegalStateException if a record is not a total
   */
  public Result write(
      Path to,
      ExportFormat format,
      boolean spreadsheet,
      Texts texts,
      @Nullable SmallGroups groups,
      LongConsumer progress)
      throws IOException {
    if (telling && groups == null) {
      throw new IllegalArgumentException("who is where has to be known");
    }
    try (RowWriter out = format.open(to, texts, spreadsheet)) {
      Withholding.Taker rowsOut =
          total -> {
            if (query.finalOnly() && total.status() != Total.Status.FINAL) {
              provisional++;
            } else {
              out.write(total);
              rows++;
              progress.accept(rows);
            }
          };
      if (telling && groups != null) {
        Withholding withholding = new Withholding(groups, this::isWanted, rowsOut);
        newest.forEach((key, value) -> withholding.take(total(value)));
        withholding.end();
        return new Result(rows, withholding.withheld(), provisional, personal);
      }
      newest.forEach(
          (key, value) -> {
            Total total = total(value);
            if (isWanted(total)) {
              rowsOut.take(total);
            }
          });
    }
    return new Result(rows, 0, provisional, personal);
  }

  private boolean isWanted(Total total) {
    personal |= total.personal();
    // Whether it is final is asked last, so that it can be said how many are not.
    return total.isMetered() && ofAnyStatus.test(total);
  }

  private Total total(byte[] value) {
    Total total;
    try {
      total = TotalJson.read(value);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          query.topic().topic() + " has a record that is not a total: " + e.getMessage(), e);
    }
    return total.as(scopes.computeIfAbsent(total.scope(), scope -> scope));
  }

  @Override
  public void close() throws IOException {
    newest.close();
  }
}
