package io.garonne.model.inventory;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been set for the target.
 *
 * @param all settings that can be used, in the order of their lines
 * @param problems {@code file:line: text}
 */
public record TargetSettings(List<TargetSetting> all, List<String> problems) {

  public TargetSettings {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /** Reads lines of {@link EstateTable#TARGETS}; never throws. */
  public static TargetSettings of(Collection<EstateLine> lines) {
    List<TargetSetting> all = new ArrayList<>();
    List<EstateLine> read = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (EstateLine line : lines) {
      try {
        all.add(TargetSetting.parse(line.cells()));
        read.add(line);
      } catch (IllegalArgumentException e) {
        problems.add(problem(line, String.valueOf(e.getMessage())));
      }
    }
    YearMonth first = firstMonth(all);
    for (int i = all.size() - 1; i >= 0 && first != null; i--) {
      LocalDate next = first.plusMonths(12).atDay(1);
      if (all.get(i) instanceof TargetSetting.Goal goal && goal.due().isBefore(next)) {
        all.remove(i);
        problems.add(
            problem(
                read.get(i),
                "due on " + goal.due() + ", but the reference year ends on " + next.minusDays(1)));
      }
    }
    return new TargetSettings(all, problems);
  }

  /** First month of the reference year, or null: nobody has said. */
  public @Nullable YearMonth firstMonth() {
    return firstMonth(all);
  }

  /** Whose number counts, or null: nobody has said. */
  public @Nullable String users() {
    for (TargetSetting setting : all) {
      if (setting instanceof TargetSetting.Users users) {
        return users.kind();
      }
    }
    return null;
  }

  private static @Nullable YearMonth firstMonth(List<TargetSetting> all) {
    for (TargetSetting setting : all) {
      if (setting instanceof TargetSetting.FirstMonth first) {
        return first.month();
      }
    }
    return null;
  }

  private static String problem(EstateLine line, String text) {
    return line.place() + ": " + line.cells().getOrDefault("setting", "") + ": " + text;
  }
}
