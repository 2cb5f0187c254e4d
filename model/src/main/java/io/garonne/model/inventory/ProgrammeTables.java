package io.garonne.model.inventory;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the target is computed from, and what does not go together in them. What cannot
 * be used is a problem of who imports it, and is left out where an estate has it already.
 */
public final class ProgrammeTables {
  private final Estate estate;
  private final Set<String> entities;
  private final Set<String> sites;
  private final TargetSettings settings;
  private final BaselineTable baseline;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> unusable = new HashSet<>();

  private ProgrammeTables(Estate estate) {
    this.estate = estate;
    this.settings = TargetSettings.of(estate.lines(EstateTable.TARGETS));
    this.entities = new TreeSet<>();
    estate.lines(EstateTable.ENTITIES).forEach(line -> entities.add(line.required("entity")));
    this.sites =
        estate.lines(EstateTable.SITES).isEmpty() ? Set.of() : Set.copyOf(estate.sites().keySet());
    problems.addAll(settings.problems());
    estate.lines(EstateTable.ENTITIES).forEach(this::entity);
    estate.lines(EstateTable.ADJUSTMENTS).forEach(this::adjustment);
    estate.lines(EstateTable.EXTERNALISED).forEach(this::externalised);
    estate.lines(EstateTable.EMBODIED).forEach(this::embodied);
    users(estate.lines(EstateTable.USERS));
    degreeDays(estate.lines(EstateTable.DEGREE_DAYS));
    List<EstateLine> lines = estate.lines(EstateTable.BASELINE);
    this.baseline = new BaselineTable(lines, settings.firstMonth(), this::problem);
    lines.forEach(this::references);
    lines.stream().filter(line -> unusable.contains(line.key())).forEach(baseline::spoil);
  }

  /** The tables of an estate; never throws. */
  public static ProgrammeTables of(Estate estate) {
    return new ProgrammeTables(estate);
  }

  /** What is wrong, as {@code file:line: text}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** What has been set. */
  public TargetSettings settings() {
    return settings;
  }

  /** The lines of a table that can be used, by key. */
  public List<EstateLine> lines(EstateTable table) {
    return estate.lines(table).stream().filter(l -> !unusable.contains(l.key())).toList();
  }

  /** The lines of each version of the baseline that can be used, the newest version first. */
  public Map<Integer, List<EstateLine>> baselines() {
    return baseline.usable();
  }

  /** Versions of the baseline with nothing wrong in them, of whatever year. */
  Set<Integer> goodBaselines() {
    return Set.copyOf(baseline.good().keySet());
  }

  /**
   * Whose number of users counts: what has been set, or the only kind that there are numbers of;
   * null if that is to be chosen.
   */
  public @Nullable String kindOfUsers() {
    if (settings.users() != null) {
      return settings.users();
    }
    Set<String> kinds = new TreeSet<>();
    estate.lines(EstateTable.USERS).forEach(line -> kinds.add(line.required("kind")));
    return kinds.size() == 1 ? kinds.iterator().next() : null;
  }

  private void problem(EstateLine line, String text) {
    unusable.add(line.key());
    problems.add(line.place() + ": " + text);
  }

  private void known(EstateLine line, String column, Collection<String> among) {
    String cell = line.cell(column);
    if (cell != null && !among.isEmpty() && !among.contains(cell)) {
      problem(line, column + " \"" + cell + "\" is not known");
    }
  }

  private void references(EstateLine line) {
    known(line, "entity", entities);
    String family = line.cell("family");
    if (family != null && Family.ofLabel(family) == null) {
      problem(line, "family \"" + family + "\" is not known");
    }
  }

  /** It still counts as far as it was served: only who imports it is told. */
  private void entity(EstateLine line) {
    String joined = line.cell("joined");
    String left = line.cell("left");
    if (joined != null && left != null && !LocalDate.parse(left).isAfter(LocalDate.parse(joined))) {
      problems.add(line.place() + ": left on " + left + ", not after it joined on " + joined);
    }
  }

  private void adjustment(EstateLine line) {
    references(line);
    wholeOrCell(line);
    fits(line, "kwh_per_month");
    if (line.required("approved_by").equalsIgnoreCase(line.required("decided_by"))) {
      problem(line, "approved_by is the person who decided: a second one has to approve");
    }
    if (YearMonth.parse(line.required("to")).isBefore(YearMonth.parse(line.required("from")))) {
      problem(line, "to is before from");
    }
  }

  private void externalised(EstateLine line) {
    references(line);
    wholeOrCell(line);
    fits(line, "kwh_last_twelve_months");
  }

  private void embodied(EstateLine line) {
    references(line);
    known(line, "equipment_class", estate.classes().keySet());
  }

  private void wholeOrCell(EstateLine line) {
    if ((line.cell("entity") == null) != (line.cell("family") == null)) {
      problem(line, "names entity or family alone: both, or neither for the whole perimeter");
    }
  }

  private void fits(EstateLine line, String column) {
    String cell = line.required(column);
    if (!BaselineTable.fits(cell)) {
      problem(line, column + " \"" + cell + "\" is too large");
    }
  }

  private void users(List<EstateLine> lines) {
    Map<List<String>, List<EstateLine>> numbers =
        new TreeMap<>(Comparator.comparing(List::toString));
    for (EstateLine line : lines) {
      references(line);
      known(line, "site", sites);
      List<String> of =
          List.of(line.required("month"), line.required("entity"), line.required("kind"));
      numbers.computeIfAbsent(of, n -> new ArrayList<>()).add(line);
    }
    for (List<EstateLine> number : numbers.values()) {
      List<EstateLine> whole = number.stream().filter(l -> l.cell("site") == null).toList();
      if (!whole.isEmpty() && whole.size() < number.size()) {
        whole.forEach(
            line ->
                problem(
                    line,
                    "users of "
                        + line.cell("entity")
                        + " in "
                        + line.cell("month")
                        + " are there by site, too: the whole or its sites"));
        number.forEach(line -> unusable.add(line.key()));
      }
    }
    List<EstateLine> targets = estate.lines(EstateTable.TARGETS);
    if (!lines.isEmpty() && !targets.isEmpty() && kindOfUsers() == null) {
      problems.add(
          targets.get(0).place()
              + ": users: the table users has agents and pupils, which are never added: say"
              + " \"users: agent\" or \"users: pupil\"");
    }
  }

  /** Degree days above one temperature are no measure of those above another. */
  private void degreeDays(List<EstateLine> lines) {
    for (EstateLine line : lines) {
      EstateLine first = lines.get(0);
      if (!Objects.equals(line.cell("base_celsius"), first.cell("base_celsius"))) {
        problem(line, "base_celsius is another one than in " + first.place());
      }
    }
  }
}
