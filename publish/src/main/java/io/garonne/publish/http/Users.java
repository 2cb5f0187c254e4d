package io.garonne.publish.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in: a file of lines {@code name:role:hash}; empty lines and those that begin with
 * {@code #} say nothing.
 *
 * @param byName who there is
 */
public record Users(Map<String, User> byName) {
  /**
   * One of them.
   *
   * @param role what they may see
   * @param hash of their password
   */
  record User(Role role, PasswordHash hash) {}

  /** Nobody has a password. */
  public static final Users NONE = new Users(Map.of());

  public Users {
    byName = Map.copyOf(byName);
  }

  /**
   * Reads a file.
   *
   * @param problems takes every problem with file and line
   */
  public static Users read(Path file, List<? super String> problems) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      problems.add(file + ": cannot be read (" + e + ")");
      return NONE;
    }
    Map<String, User> users = new LinkedHashMap<>();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String problem = take(line, users);
      if (problem != null) {
        found.add(file + ":" + (i + 1) + ": " + problem);
      }
    }
    if (users.isEmpty() && found.isEmpty()) {
      found.add(file + ": names nobody; garonne user makes a line");
    }
    problems.addAll(found);
    return new Users(users);
  }

  private static @Nullable String take(String line, Map<String, User> users) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3) {
      return "is no line name:role:hash";
    }
    Role role = Role.ofLabel(parts[1]);
    if (parts[0].isBlank()) {
      return "has no name";
    }
    if (role == null || role == Role.PUBLIC) {
      return "role \"" + parts[1] + "\" is none of analyst, operator, technician";
    }
    try {
      User user = new User(role, PasswordHash.parse(parts[2].strip()));
      return users.put(parts[0].strip(), user) == null ? null : parts[0] + " is there twice";
    } catch (IllegalArgumentException e) {
      return "the hash " + e.getMessage();
    }
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }
}
