package io.garonne.model.carbon;

import java.util.List;

/**
 * What a file of éCO2mix says. Every row is in one of four: {@code rows = taken + holes + refused +
 * repeated}.
 *
 * @param file as the reader was told to name it
 * @param rows lines below the header, without blank ones and remarks
 * @param taken one for each quarter-hour, by time
 * @param holes rows without a value: blank, {@code ND} or {@code -}; nothing is put in their place
 * @param repeated rows whose quarter-hour another row gives, with the same value or a more settled
 *     nature
 * @param refused why rows cannot be taken, each with {@code file:line}
 * @param remarks lines that are no rows: RTE's disclaimer at the end, with {@code file:line}
 * @param problems why nothing of the file is to be used; empty if it is in order
 */
public record Eco2mixTable(
    String file,
    int rows,
    List<GridIntensity> taken,
    int holes,
    int repeated,
    List<String> refused,
    List<String> remarks,
    List<String> problems) {

  public Eco2mixTable {
    taken = List.copyOf(taken);
    refused = List.copyOf(refused);
    remarks = List.copyOf(remarks);
    problems = List.copyOf(problems);
  }

  /** A file that cannot be read. */
  public static Eco2mixTable unreadable(String file, String why) {
    return new Eco2mixTable(
        file, 0, List.of(), 0, 0, List.of(), List.of(), List.of(file + ": " + why));
  }

  /** How many of those taken are of the doubled hour and may be an hour off. */
  public long ambiguous() {
    return taken.stream().filter(GridIntensity::ambiguous).count();
  }
}
