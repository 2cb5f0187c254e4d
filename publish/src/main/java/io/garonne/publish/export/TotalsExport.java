package io.garonne.publish.export;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.persons.Cell;
import io.garonne.publish.persons.CellMonths;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleRows;
import io.garonne.publish.text.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Duration FARTHEST_ZONE = Duration.ofHours(18);

  /** By the months of whole years it is judged, whatever part of one is asked for. */
  private static final Duration MOST_OF_A_YEAR = Duration.ofDays(367);

  private final TotalsQuery query;
  private final TotalsQuery ofAnyStatus;
  private final boolean telling;
  private final CellMonths months = new CellMonths();
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
   * @param grouped cells that have no row of their own, but one together
   * @param withheld totals of cells that are not told of at all
   * @param provisional rows that are left out because they are not final
   * @param personal whether totals of personal devices were left out
   */
  public record Result(int rows, int grouped, int withheld, int provisional, boolean personal) {}

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

  /** Whether rows of several devices are asked for, each of which could tell of few persons. */
  private static boolean isTelling(TotalsQuery query) {
    return query.by() != TotalsQuery.By.DEVICE;
  }

  /**
   * Reads what is asked for, and the months that say of how many persons it is.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public void read(String bootstrap, TopicReader.Progress progress) throws IOException {
    if (telling && query.topic() != Topics.TOTALS) {
      TopicReader.<IOException>all(
          bootstrap, Topics.TOTALS, record -> take(record.key(), record.value()), progress);
    }
    TopicReader.<IOException>all(
        bootstrap, query.topic(), record -> take(record.key(), record.value()), progress);
  }

  /** A record of the topic; newer than the others of its key. */
  void take(byte[] key, byte @Nullable [] value) throws IOException {
    TotalKey said = TotalKey.parse(key);
    Cell cell = telling ? Cell.of(said.scope()) : null;
    if (cell != null
        && said.period() == Period.MONTH
        && query.isNear(said.start(), MOST_OF_A_YEAR)) {
      if (value == null) {
        months.remove(cell, said.start());
      } else {
        months.take(cell, total(value));
      }
    }
    if (said.period() == query.period()
        && (cell != null || query.by().matches(said.scope()))
        && query.isNear(said.start(), FARTHEST_ZONE)) {
      newest.put(said.sortable(), value);
      taken++;
    }
  }

  /** How many rows there can be at most. */
  public long most() {
    return taken;
  }

  /**
   * Writes the file.
   *
   * @param to a file that is not there
   * @param spreadsheet whether CSV is as spreadsheets open it by themselves
   * @param who is where
   * @param progress is told how many rows are written
   * @throws IllegalStateException if a record is not a total
   */
  public Result write(
      Path to,
      ExportFormat format,
      boolean spreadsheet,
      Texts texts,
      Inhabitants who,
      LongConsumer progress)
      throws IOException {
    Division division = new Division(who, months);
    try (RowWriter out = format.open(to, texts, spreadsheet)) {
      VisibleRows.Taker rowsOut =
          row -> {
            if (query.finalOnly() && row.total().status() != Total.Status.FINAL) {
              provisional++;
            } else {
              out.write(row);
              rows++;
              progress.accept(rows);
            }
          };
      if (telling) {
        VisibleRows visible = new VisibleRows(query, division, this::isWanted, rowsOut);
        newest.forEach((key, value) -> visible.take(total(value)));
        visible.end();
        return new Result(rows, visible.grouped(), visible.withheld(), provisional, personal);
      }
      newest.forEach(
          (key, value) -> {
            Total total = total(value);
            personal |= division.tellsOfPersons(total);
            if (isWanted(total) && !division.tellsOfPersons(total)) {
              rowsOut.take(new VisibleRow(total, false));
            }
          });
    }
    return new Result(rows, 0, 0, provisional, personal);
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
