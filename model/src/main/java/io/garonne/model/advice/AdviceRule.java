package io.garonne.model.advice;

import io.garonne.model.load.LoadHistory;
import java.util.Iterator;
import java.util.List;

/**
 * A rule that looks at every load curve once, and then says what it makes of them. One thread, one
 * estate, one run: whoever computes anew makes a new one, with the estate, the settings and the
 * instant of the computation in its constructor.
 */
public interface AdviceRule {
  /** Takes in the history of one device at one place; called in the order of their keys. */
  void look(LoadHistory history);

  /** What follows from all of them; the same for the same histories, estate and instant. */
  List<? extends Advice> advice();

  /**
   * The same in steps, each of them made when it is asked for: whoever has something else to do
   * does it between two of them.
   */
  default Iterator<List<? extends Advice>> steps() {
    return List.<List<? extends Advice>>of(advice()).iterator();
  }
}
