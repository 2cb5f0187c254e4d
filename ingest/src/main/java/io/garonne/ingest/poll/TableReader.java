package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.ingest.poll.LevelRows.Row;
import io.garonne.ingest.poll.Table.Family;
import io.garonne.ingest.poll.Table.Level;
import io.garonne.ingest.poll.Table.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a device by its table: picks the one level that counts, so that no total stands beside its
 * parts. Pure.
 *
 * <p>The finest level whose registers count wins (outlets before phases before inlets before the
 * device), because a register is the truth (rule M2); where no level has a register, the finest
 * whose power is above 0; else the one that tells most kinds of quantities.
 */
final class TableReader {
  private static final BigDecimal WORTH_MENTIONING = BigDecimal.valueOf(50);
  private static final BigDecimal FOUR_FIFTHS = new BigDecimal("0.8");

  private TableReader() {}

  /** Whether the device is of this family. */
  static boolean recognises(Walk walk, Family family) {
    return walk.has(family.root());
  }

  /** Reads a device that is of this family. */
  static Findings read(Walk walk, Table table, Family family, Choices choices) {
    List<Refused> refused = new ArrayList<>();
    Columns columns = new Columns(walk, family.root(), table.noValues(), table.naming());
    List<LevelRows> levels = new ArrayList<>();
    for (Level level : table.levels()) {
      LevelRows rows = LevelRows.of(level, columns, choices, refused);
      if (!rows.rows().isEmpty()) {
        levels.add(rows);
      }
    }
    for (Refusal refusal : table.refusals()) {
      refuse(refusal, walk, family, refused);
    }
    String wanted = choices.level() != null ? choices.level() : choices.kept(family.name());
    LevelRows counts = wanted == null ? chosen(levels) : named(levels, wanted);
    if (counts == null) {
      refused.add(
          wanted == null
              ? new Refused(family.name(), Reason.NO_USABLE_VALUE, "no column has a usable value")
              : Refused.missing(wanted));
      return new Findings(family.name(), List.of(), refused);
    }
    for (LevelRows other : levels) {
      if (other != counts) {
        leaveOut(other, counts, refused);
      }
    }
    if (!counts.has(Quantity.ENERGY) && !counts.has(Quantity.POWER)) {
      refused.add(
          new Refused(
              family.name(),
              Reason.NO_ENERGY,
              "only voltages and currents: neither power nor a register is measured"));
    }
    // Zeros may be those of a model without that meter: they decide nothing.
    boolean decided = counts.aboveZero(Quantity.ENERGY) || counts.aboveZero(Quantity.POWER);
    return new Findings(
        family.name(),
        measured(counts, levels),
        refused,
        decided ? new Basis(family.name(), counts.name()) : null);
  }

  private static @Nullable LevelRows named(List<LevelRows> levels, String name) {
    return levels.stream().filter(level -> level.name().equals(name)).findFirst().orElse(null);
  }

  private static @Nullable LevelRows chosen(List<LevelRows> levels) {
    for (Quantity quantity : List.of(Quantity.ENERGY, Quantity.POWER)) {
      List<LevelRows> having = levels.stream().filter(level -> level.has(quantity)).toList();
      if (!having.isEmpty()) {
        return having.stream()
            .filter(level -> level.aboveZero(quantity))
            .findFirst()
            .orElse(having.getFirst());
      }
    }
    // No electricity to count: the level that tells most, the finer one where two tell as much.
    return levels.stream().max(Comparator.comparingLong(LevelRows::richness)).orElse(null);
  }

  private static void leaveOut(LevelRows other, LevelRows counts, List<Refused> refused) {
    if (!other.has(Quantity.ENERGY) && !other.has(Quantity.POWER)) {
      return; // voltages and currents count nowhere
    }
    StringBuilder detail = new StringBuilder("the ").append(counts.name()).append(" level counts");
    for (Quantity quantity : List.of(Quantity.ENERGY, Quantity.POWER)) {
      if (other.has(quantity)) {
        detail.append("; ").append(quantity.label()).append(" here ");
        detail.append(other.sum(quantity).toPlainString());
        if (counts.has(quantity)) {
          detail.append(", there ").append(counts.sum(quantity).toPlainString());
        }
        detail.append(quantity == Quantity.ENERGY ? " Wh" : " W");
      }
    }
    boolean doubtful = fallsShort(counts, other);
    if (doubtful) {
      detail.append("; much less: if not everything is metered there, choose level=");
      detail.append(other.name());
    }
    refused.add(new Refused(other.name(), Reason.SUM_OF_PARTS, detail.toString(), doubtful));
  }

  /** Whether the parts draw less than four fifths of a whole that is worth mentioning. */
  private static boolean fallsShort(LevelRows parts, LevelRows whole) {
    BigDecimal all = whole.sum(Quantity.POWER);
    return all.compareTo(WORTH_MENTIONING) > 0
        && parts.sum(Quantity.POWER).compareTo(all.multiply(FOUR_FIFTHS)) < 0;
  }

  private static void refuse(Refusal refusal, Walk walk, Family family, List<Refused> refused) {
    Oid root = refusal.absolute() ? refusal.place().prefix() : null;
    int found =
        root != null ? walk.under(root).size() : refusal.place().rows(walk, family.root()).size();
    if (found > 0) {
      refused.add(new Refused(refusal.what(), refusal.reason(), refusal.detail()));
    }
  }

  private static List<Measured> measured(LevelRows counts, List<LevelRows> levels) {
    List<Measured> measured = new ArrayList<>();
    for (Map.Entry<String, Row> each : counts.rows().entrySet()) {
      Row row = each.getValue();
      measured.add(
          new Measured(
              channel(counts.name(), each.getKey()),
              row.get(Quantity.ENERGY),
              row.get(Quantity.ENERGY) == null ? null : row.step(),
              row.get(Quantity.ENERGY) == null ? null : row.modulus(),
              row.get(Quantity.POWER),
              circuit(Quantity.VOLTAGE, row, counts, levels),
              circuit(Quantity.CURRENT, row, counts, levels),
              circuit(Quantity.POWER_FACTOR, row, counts, levels),
              null,
              null,
              null,
              List.of(),
              ""));
    }
    return measured;
  }

  /**
   * A quantity of a row; where a device with one row on this level and one on another says it
   * there, it is the same circuit.
   */
  private static @Nullable BigDecimal circuit(
      Quantity quantity, Row row, LevelRows counts, List<LevelRows> levels) {
    BigDecimal own = row.get(quantity);
    if (own != null || counts.rows().size() > 1) {
      return own;
    }
    for (LevelRows other : levels) {
      if (other.rows().size() == 1) {
        BigDecimal value = other.rows().values().iterator().next().get(quantity);
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  /** The device itself is channel 0; the second PDU of a chain has its number. */
  private static String channel(String level, String index) {
    boolean whole = level.equals("device") && (index.equals("0") || index.equals("1"));
    return whole ? "0" : level + "-" + index;
  }
}
