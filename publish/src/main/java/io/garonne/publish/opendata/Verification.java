package io.garonne.publish.opendata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a package is as it was published: its files, the editions before, its columns, and what
 * follows from other columns.
 *
 * @param edition as it lies there, or null: it cannot be read
 * @param problems what is not in order; empty: all is
 * @param back number of the edition down to which the chain was verified
 */
public record Verification(@Nullable Edition edition, List<String> problems, int back) {
  public Verification {
    problems = List.copyOf(problems);
  }

  /** Whether the first edition was reached. */
  public boolean isWholeChain() {
    return back == 1;
  }

  /** Verifies a directory, and the editions beside it that it follows. Never throws. */
  public static Verification of(Path directory) {
    List<String> problems = new ArrayList<>();
    Edition edition = read(directory, problems);
    if (edition == null) {
      return new Verification(null, problems, 0);
    }
    Edition at = edition;
    @Nullable Edition beside = null;
    while (at.previous() != null) {
      Path before =
          directory.toAbsolutePath().normalize().resolveSibling("edition-" + (at.number() - 1));
      if (!Files.isDirectory(before)) {
        break;
      }
      Edition previous = read(before, problems);
      if (previous == null
          || previous.number() != at.number() - 1
          || !previous.hash().equals(at.previous())) {
        problems.add(
            "edition %d follows another edition %d than the one beside it"
                .formatted(at.number(), at.number() - 1));
        break;
      }
      beside = beside == null ? previous : beside;
      at = previous;
    }
    content(edition, beside, problems);
    return new Verification(edition, problems, at.number());
  }

  /** An edition whose files are what its manifest says. */
  private static @Nullable Edition read(Path directory, List<String> problems) {
    try {
      Edition edition = Edition.read(directory);
      Map<String, @Nullable Object> manifest =
          JsonText.readObject(Files.readAllBytes(directory.resolve(Edition.FILE)));
      Map<String, String> said = new TreeMap<>();
      for (Object one : JsonText.list(manifest, "files")) {
        if (one instanceof Map<?, ?> file) {
          said.put(JsonText.text(file, "path"), JsonText.text(file, "sha256"));
        }
      }
      said.forEach(
          (path, hash) -> {
            byte[] bytes = edition.files().get(path);
            if (bytes == null) {
              problems.add(path + ": is missing");
            } else if (!Edition.sha256(bytes).equals(hash)) {
              problems.add(path + ": has been changed");
            }
          });
      edition.files().keySet().stream()
          .filter(path -> !said.containsKey(path))
          .forEach(path -> problems.add(path + ": is not of this edition"));
      String hash = Edition.hash(edition.year(), edition.number(), edition.previous(), said);
      if (!hash.equals(manifest.get("hash"))) {
        problems.add(Edition.FILE + ": its hash is not that of its files");
      }
      return edition;
    } catch (IOException e) {
      problems.add(directory + ": " + e.getMessage());
      return null;
    }
  }

  private static void content(Edition edition, @Nullable Edition previous, List<String> problems) {
    Map<Dataset, Table> tables = new TreeMap<>();
    List<String> ofTables = new ArrayList<>();
    for (Dataset dataset : Dataset.ALL) {
      tables.put(dataset, Table.read(dataset, edition.text(dataset.file()), ofTables));
      schema(edition, dataset, problems);
    }
    descriptor(edition, problems);
    problems.addAll(ofTables);
    if (ofTables.isEmpty()) {
      // What is derived only says something of cells that are of their types.
      Recomputation.check(edition.year(), tables, problems);
      StatedFigures.check(edition.year(), tables, problems);
      StatedErrata.check(edition.number(), tables, before(edition, previous), problems);
    }
  }

  private static @Nullable Collection<Table> before(Edition edition, @Nullable Edition previous) {
    if (previous == null && edition.number() > 1) {
      return null;
    }
    List<Table> tables = new ArrayList<>();
    for (Dataset dataset : Dataset.ALL) {
      if (previous != null) {
        tables.add(Table.read(dataset, previous.text(dataset.file()), new ArrayList<>()));
      }
    }
    return tables;
  }

  private static void schema(Edition edition, Dataset dataset, List<String> problems) {
    byte[] schema = edition.files().get(dataset.schemaFile());
    try {
      List<String> said = new ArrayList<>();
      for (Object one :
          JsonText.list(JsonText.readObject(schema == null ? new byte[0] : schema), "fields")) {
        if (one instanceof Map<?, ?> field) {
          said.add(JsonText.text(field, "name") + " " + JsonText.text(field, "type"));
        }
      }
      if (!said.equals(
          dataset.fields().stream().map(f -> f.name() + " " + f.type().label()).toList())) {
        problems.add(dataset.schemaFile() + ": is not that of " + dataset.file());
      }
    } catch (IOException e) {
      problems.add(dataset.schemaFile() + ": " + e.getMessage());
    }
  }

  private static void descriptor(Edition edition, List<String> problems) {
    String name = "datapackage.json";
    try {
      byte[] bytes = edition.files().getOrDefault(name, new byte[0]);
      Map<String, @Nullable Object> descriptor = JsonText.readObject(bytes);
      Set<String> described = new HashSet<>();
      for (Object one : JsonText.list(descriptor, "resources")) {
        if (one instanceof Map<?, ?> resource) {
          String path = JsonText.text(resource, "path");
          byte[] file = edition.files().getOrDefault(path, new byte[0]);
          described.add(path);
          if (!JsonText.text(resource, "hash").equals("sha256:" + Edition.sha256(file))) {
            problems.add(name + ": the hash of " + path + " is another one");
          }
        }
      }
      Dataset.ALL.stream()
          .map(Dataset::file)
          .filter(file -> !described.contains(file))
          .forEach(file -> problems.add(name + ": does not describe " + file));
    } catch (IOException e) {
      problems.add(name + ": " + e.getMessage());
    }
  }
}
