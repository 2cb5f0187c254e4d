package io.garonne.model.inventory.importing;

import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.EstateTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the files of one import, and gathers the lines and problems that come of them. */
final class Gathering {
  private final ImportOptions options;
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, List<SourceLine>> sources = new HashMap<>();
  private final List<SourceLine.Problem> problems = new ArrayList<>();
  private final Map<EstateTable, List<Map<String, String>>> lines =
      new EnumMap<>(EstateTable.class);
  private final Map<String, String> places = new HashMap<>();
  private final Set<String> sites;

  Gathering(
      List<FileKind> kinds,
      List<SourceText> files,
      Map<String, String> defaultClasses,
      ImportOptions options) {
    this.options = options;
    this.sites = new HashSet<>(options.sites());
    defaultClasses.forEach((role, name) -> classes.put(FileKind.plain(role), name));
    options.classes().forEach((role, name) -> classes.put(FileKind.plain(role), name));
    for (int file = 0; file < files.size(); file++) {
      read(kinds, files.get(file), file);
    }
  }

  private void read(List<FileKind> kinds, SourceText source, int file) {
    Csv.Table csv = Csv.parse(source.text(), source.name());
    for (String problem : csv.problems()) {
      problems.add(new SourceLine.Problem(file, 0, problem));
    }
    List<String> header = csv.rows().isEmpty() ? List.of() : csv.rows().get(0).fields();
    FileKind kind = FileKind.of(kinds, source.lastPart(), header);
    if (kind == null) {
      String known =
          kinds.stream()
              .map(each -> each.name() + " " + each.required())
              .collect(Collectors.joining(", "));
      problems.add(
          new SourceLine.Problem(
              file, 1, source.name() + ":1: no known file by its columns; known: " + known));
      return;
    }
    Map<String, Integer> columns = kind.columns(header);
    for (Csv.Row row : csv.rows().subList(1, csv.rows().size())) {
      List<String> fields = row.fields();
      Map<String, String> cells = new HashMap<>();
      columns.forEach((field, at) -> cells.put(field, at < fields.size() ? fields.get(at) : ""));
      SourceLine line = new SourceLine(source, file, row.line(), cells, problems);
      // GLPI ends a line with a separator, and not always its header.
      boolean whole =
          fields.size() == header.size()
              || (fields.size() == header.size() + 1 && fields.getLast().isBlank())
              || (fields.size() == header.size() - 1 && header.getLast().isBlank());
      if (whole) {
        sources.computeIfAbsent(kind.name(), key -> new ArrayList<>()).add(line);
      } else {
        line.problem(fields.size() + " fields, but the header has " + header.size());
      }
    }
  }

  ImportOptions options() {
    return options;
  }

  /** The lines of all files of a kind. */
  List<SourceLine> all(String kind) {
    return sources.getOrDefault(kind, List.of());
  }

  /** The equipment class of a role or type; notes one that nobody has mapped. */
  @Nullable String classOf(SourceLine line, String field, @Nullable String ifEmpty) {
    String text = line.text(field);
    String role = text == null ? ifEmpty : text;
    if (role == null) {
      line.problem(field + " is empty: no equipment class");
      return null;
    }
    String name = classes.get(FileKind.plain(role));
    if (name == null) {
      line.problem(field + " \"" + role + "\" is not mapped to an equipment class");
    }
    return name;
  }

  /** The site a line names; notes one that neither the files nor the estate have. */
  String site(SourceLine line, @Nullable String named) {
    String site = named == null ? options.site() : named;
    if (site == null) {
      line.problem("no site");
      return "";
    }
    if (!sites.contains(site) && !site.equals(options.site())) {
      line.problem("site \"" + site + "\" is unknown");
    }
    return site;
  }

  void siteKnown(String site) {
    sites.add(site);
  }

  /** Adds a site by its name, once. */
  void site(String site) {
    if (places.putIfAbsent("sites|" + site, "") == null) {
      put(EstateTable.SITES, "site", site);
    }
  }

  /** Adds an entity by its name, once. */
  void entity(@Nullable String entity) {
    if (entity != null && places.putIfAbsent("entities|" + entity, "") == null) {
      put(EstateTable.ENTITIES, "entity", entity);
    }
  }

  /**
   * Whether the line is the first of this name in the table and in order so far; a second one is
   * noted.
   */
  boolean first(EstateTable table, String name, SourceLine line) {
    if (line.bad()) {
      return false;
    }
    String other = places.putIfAbsent(table.label() + "|" + name, line.place());
    if (other != null) {
      line.problem("\"" + name + "\" is also in " + other + ": only that one is taken over");
    }
    return other == null;
  }

  /** Adds a line: columns and cells in turn; null cells are left out. */
  void put(EstateTable table, @Nullable String... cells) {
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      String column = cells[i];
      String cell = cells[i + 1];
      if (column != null && cell != null && !cell.isEmpty()) {
        byColumn.put(column, cell);
      }
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    table
        .columns()
        .forEach(
            column -> {
              String cell = byColumn.remove(column.name());
              if (cell != null) {
                ordered.put(column.name(), cell);
              }
            });
    if (!byColumn.isEmpty()) {
      throw new IllegalArgumentException(table.label() + " has no " + byColumn.keySet());
    }
    lines.computeIfAbsent(table, key -> new ArrayList<>()).add(ordered);
  }

  Imported imported() {
    Map<String, List<Map<String, String>>> byName = new LinkedHashMap<>();
    lines.forEach((table, rows) -> byName.put(table.label(), rows));
    return new Imported(
        byName,
        problems.stream()
            .sorted(
                Comparator.comparingInt(SourceLine.Problem::file)
                    .thenComparingInt(SourceLine.Problem::line))
            .map(SourceLine.Problem::text)
            .toList());
  }
}
