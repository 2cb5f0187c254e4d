package io.garonne.deploy.correction;

import io.garonne.model.Correction;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** Whether a correction can be said. */
public sealed interface Answer {

  /**
   * It can, and this is what it changes by the plain definition of what was heard of the last days.
   *
   * @param correction to be published
   * @param days what it adds to each local day of the site, millijoules or pages; none that is 0
   * @param fits whether what was read fits what the register said around it
   * @param personal whether it is of somebody's own device: then the days are shown to nobody
   */
  record Prepared(
      Correction correction, SortedMap<LocalDate, Long> days, boolean fits, boolean personal)
      implements Answer {}

  /**
   * It cannot.
   *
   * @param key of the text that says why
   * @param arguments of the text
   */
  record Refused(String key, List<String> arguments) implements Answer {
    Refused(String key, String... arguments) {
      this(key, List.of(arguments));
    }
  }
}
