package io.garonne.deploy.replay;

import java.util.ArrayList;
import java.util.List;

/** Recorded history that cannot be taken in as it is; lists every problem. Exit code 2. */
public final class CorpusException extends Exception {
  private static final long serialVersionUID = 1L;

  /** More would hide the first ones. */
  private static final int SHOWN = 50;

  private final List<String> problems;

  public CorpusException(List<String> problems) {
    super(String.join(System.lineSeparator(), shown(problems)));
    this.problems = List.copyOf(problems);
  }

  /** One line each, {@code file:line: text} where a line is meant. */
  public List<String> problems() {
    return problems;
  }

  private static List<String> shown(List<String> problems) {
    if (problems.size() <= SHOWN) {
      return problems;
    }
    List<String> shown = new ArrayList<>(problems.subList(0, SHOWN));
    shown.add("… and " + (problems.size() - SHOWN) + " more");
    return shown;
  }
}
