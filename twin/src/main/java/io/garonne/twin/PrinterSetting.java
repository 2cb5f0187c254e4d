package io.garonne.twin;

import io.garonne.model.advice.Timetable.Span;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has set on a printer, beside what it came with.
 *
 * @param sleepTimer minutes from the last job to sleep, or null: as it came
 * @param times when it is on, or null: always
 */
public record PrinterSetting(@Nullable Integer sleepTimer, @Nullable OnTimes times) {
  /** As it came. */
  public static final PrinterSetting NONE = new PrinterSetting(null, null);

  public PrinterSetting {
    if (sleepTimer != null && sleepTimer < 1) {
      throw new IllegalArgumentException("a sleep timer is of at least a minute");
    }
  }

  /** When a printer is on. */
  public interface OnTimes {
    /** The spans of a local day, in order; none: off all day. */
    List<Span> on(LocalDate date);
  }
}
