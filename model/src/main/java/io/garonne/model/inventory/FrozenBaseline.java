package io.garonne.model.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What must not change any more: a version of the baseline that is there is what figures were
 * published with. One with problems, as an older Garonne may have taken it in, was never used.
 *
 * @param versions numbers of frozen versions
 * @param next number of the version to correct them with
 */
record FrozenBaseline(Set<Integer> versions, int next) {

  static FrozenBaseline of(Estate estate) {
    int newest =
        estate.lines(EstateTable.BASELINE).stream()
            .mapToInt(BaselineTable::version)
            .max()
            .orElse(0);
    return new FrozenBaseline(ProgrammeTables.of(estate).goodBaselines(), newest + 1);
  }

  /** Why lines cannot be put in, changed or taken out. */
  List<String> problems(Collection<? extends Collection<EstateLine>> lines) {
    return lines.stream()
        .flatMap(Collection::stream)
        .filter(line -> line.table() == EstateTable.BASELINE)
        .filter(line -> versions.contains(BaselineTable.version(line)))
        .map(
            line ->
                line.place()
                    + ": baseline version "
                    + BaselineTable.version(line)
                    + " is frozen: correct it as version "
                    + next)
        .toList();
  }
}
