package io.garonne.deploy.inventory;

import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A change of the estate as a person reads it: what is new, what is otherwise, what is gone. */
public final class EstateReport {
  private static final int MOST = 40;

  private EstateReport() {}

  /** Lines of the report; the first says how much. */
  public static List<String> of(EstateChange change, Map<String, EstateLine> before) {
    List<String> lines = new ArrayList<>();
    lines.add(
        change.added().size()
            + " new, "
            + change.changed().size()
            + " changed, "
            + change.removed().size()
            + " removed, "
            + change.descriptions().size()
            + " devices described anew");
    List<String> details = new ArrayList<>();
    for (EstateTable table : EstateTable.values()) {
      Predicate<EstateLine> in = line -> line.table() == table;
      change.added().stream().filter(in).forEach(l -> details.add("+ " + l.key()));
      change.changed().stream()
          .filter(in)
          .forEach(l -> details.add("~ " + l.key() + ": " + differences(before.get(l.key()), l)));
      change.removed().stream().filter(in).forEach(l -> details.add("- " + l.key()));
    }
    lines.addAll(details.subList(0, Math.min(MOST, details.size())));
    if (details.size() > MOST) {
      lines.add("  and " + (details.size() - MOST) + " more");
    }
    change.added().stream()
        .filter(line -> line.table() == EstateTable.CONNECTIONS)
        .forEach(line -> forgottenBeside(change, line).ifPresent(lines::add));
    return lines;
  }

  /** Who imports the old spreadsheet after a forgetting connects what is forgotten once more. */
  private static Optional<String> forgottenBeside(EstateChange change, EstateLine connection) {
    String device = connection.required("device");
    return change.after().connections().stream()
        .filter(other -> other.point().device().equals(device))
        .filter(other -> other.asset().startsWith(EstateEdits.FORGOTTEN))
        .filter(other -> other.validity().to() == Long.MAX_VALUE)
        .filter(other -> !other.asset().equals(connection.required("asset")))
        .findFirst()
        .map(
            other ->
                "! "
                    + device
                    + " still serves "
                    + other.asset()
                    + ": its energy is divided among both until that connection ends");
  }

  private static String differences(@Nullable EstateLine before, EstateLine after) {
    List<String> all = new ArrayList<>();
    TreeSet<String> columns = new TreeSet<>(after.cells().keySet());
    if (before != null) {
      columns.addAll(before.cells().keySet());
    }
    for (String column : columns) {
      String was = before == null ? null : before.cell(column);
      String is = after.cell(column);
      if (!String.valueOf(was).equals(String.valueOf(is))) {
        all.add(column + " " + shown(was) + " → " + shown(is));
      }
    }
    return String.join(", ", all);
  }

  private static String shown(@Nullable String cell) {
    return cell == null ? "(blank)" : cell;
  }
}
