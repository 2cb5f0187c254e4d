package io.garonne.model.indicator;

import io.garonne.model.Assignment;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is missing for the publication of a month, and who provides it.
 *
 * @param month the month
 * @param gaps what is missing, what stops the headline first
 */
public record PublicationGaps(YearMonth month, List<Gap> gaps) {
  private static final int MONTHS = 12;

  public PublicationGaps {
    gaps = List.copyOf(gaps);
  }

  /** What can be missing. */
  public enum What {
    /** Nothing has been computed of the month. */
    NO_FIGURE(Who.OPERATOR, true),
    /**
     * There is no headline for a reason: {@link Gap#of} is the name of the {@link Result.Reason}
     * and its detail.
     */
    NOT_COMPUTABLE(Who.OPERATOR, true),
    /** No baseline, nor a proxy. */
    NO_BASELINE(Who.STEERING, true),
    /** Users of an entity in some months: not stated, or 0. */
    USERS(Who.HUMAN_RESOURCES, true),
    /** Totals of an entity and family that are not final. */
    NOT_FINAL(Who.OPERATOR, true),
    /** Devices of an entity and family that have not been heard since the month. */
    WAITING(Who.OPERATOR, true),
    /** No baseline: a proxy stands in for it. */
    PROXY(Who.STEERING, false),
    /** No target for an indicator. */
    TARGET(Who.STEERING, false),
    /** Equipment of an entity and family without any meter. */
    NOT_MEASURED(Who.FACILITIES, false),
    /** An entity and family that the baseline does not have. */
    NO_REFERENCE(Who.STEERING, false),
    /** Carbon factor of a year. */
    FACTOR(Who.CARBON_REFERENT, false),
    /** Manufacturing of a year. */
    MANUFACTURING(Who.PURCHASING, false),
    /** Cooling degree days of some months. */
    DEGREE_DAYS(Who.FACILITIES, false);

    private final Who who;
    private final boolean stops;

    What(Who who, boolean stops) {
      this.who = who;
      this.stops = stops;
    }

    /** Who provides it. */
    public Who who() {
      return who;
    }

    /** Whether there is no headline to publish without it. */
    public boolean stops() {
      return stops;
    }
  }

  /** Who provides something. */
  public enum Who {
    /** Who decides about the programme. */
    STEERING,
    HUMAN_RESOURCES,
    CARBON_REFERENT,
    PURCHASING,
    /** Who looks after buildings and their meters. */
    FACILITIES,
    /** Who runs Garonne. */
    OPERATOR
  }

  /**
   * Something that is missing.
   *
   * @param what what
   * @param of of what: an entity, a family, an indicator; empty if there is nothing to tell apart
   * @param when months or years, sorted; empty if it is of no time
   */
  public record Gap(What what, List<String> of, List<String> when) {
    public Gap {
      of = List.copyOf(of);
      when = List.copyOf(when);
    }
  }

  /** Whether there is a headline to publish. */
  public boolean isPublishable() {
    return gaps.stream().noneMatch(gap -> gap.what().stops());
  }

  /**
   * Looks for gaps.
   *
   * @param figures of any month
   * @param lines of any month
   * @param month the month that is to be published
   */
  public static PublicationGaps of(
      Programme programme, Collection<Figure> figures, Collection<Line> lines, YearMonth month) {
    Looking looking = new Looking(programme, month);
    looking.look(figures, lines);
    return new PublicationGaps(month, looking.gaps());
  }

  private static final class Looking {
    private final Programme programme;
    private final YearMonth month;
    private final Map<What, SortedMap<List<String>, SortedSet<String>>> found = new TreeMap<>();

    Looking(Programme programme, YearMonth month) {
      this.programme = programme;
      this.month = month;
    }

    List<Gap> gaps() {
      List<Gap> gaps = new ArrayList<>();
      found.forEach(
          (what, byKey) ->
              byKey.forEach((of, when) -> gaps.add(new Gap(what, of, List.copyOf(when)))));
      return gaps;
    }

    private void add(What what, List<String> of, @Nullable Object when) {
      SortedSet<String> times =
          found
              .computeIfAbsent(what, w -> new TreeMap<>(StratumSample.BY_NAMES))
              .computeIfAbsent(of, key -> new TreeSet<>());
      if (when != null) {
        times.add(when.toString());
      }
    }

    void look(Collection<Figure> figures, Collection<Line> lines) {
      for (Indicator indicator : Indicator.values()) {
        if (!programme.targets().containsKey(indicator)) {
          add(What.TARGET, List.of(indicator.label()), null);
        }
      }
      Figure headline =
          figures.stream()
              .filter(f -> f.indicator() == Indicator.ELECTRICITY && f.span() == Span.ROLLING_12)
              .filter(f -> f.month().equals(month) && f.part().equals(Figure.ALL) && f.isCurrent())
              .findFirst()
              .orElse(null);
      if (headline == null) {
        add(What.NO_FIGURE, List.of(), month);
      } else if (headline.why() != null) {
        Result.NotComputable why = headline.why();
        add(What.NOT_COMPUTABLE, List.of(why.reason().name(), why.detail()), month);
      }
      Figure.Reference reference = headline == null ? null : headline.reference();
      if (programme.baselines().isEmpty()) {
        add(reference == null ? What.NO_BASELINE : What.PROXY, List.of(), null);
      }
      YearMonth first =
          reference != null
              ? reference.firstMonth()
              : programme.baselines().isEmpty()
                  ? null
                  : programme.baselines().get(0).electricity().firstMonth();
      if (first != null) {
        months(first, lines);
      }
      if (headline != null) {
        Arithmetic.linesOf(headline, lines).forEach(this::look);
      }
    }

    private void months(YearMonth first, Collection<Line> lines) {
      Baseline year = new Baseline(first, new TreeMap<>());
      YearMonth from = month.minusMonths(MONTHS - 1L);
      YearMonth compared = first.plusMonths(MONTHS);
      boolean cooled = !programme.degreeDays().isEmpty();
      for (YearMonth now = from.isBefore(compared) ? compared : from;
          !now.isAfter(month);
          now = now.plusMonths(1)) {
        YearMonth then = year.monthFor(now);
        for (String entity : entities(first, now, lines)) {
          users(entity, now);
          users(entity, then);
        }
        factor(now.getYear());
        if (cooled) {
          degreeDays(now);
          degreeDays(then);
        }
      }
      factor(first.getYear());
      manufacturing(first.getYear());
      manufacturing(month.getYear());
    }

    private SortedSet<String> entities(YearMonth first, YearMonth now, Collection<Line> lines) {
      SortedSet<String> names = new TreeSet<>();
      if (programme.entities().isEmpty()) {
        lines.forEach(line -> names.add(line.cell().entity()));
        // Nobody works there, and it is never in the perimeter.
        names.remove(Assignment.UNASSIGNED_SITE);
      }
      programme.entities().stream()
          .filter(entity -> entity.isInPerimeter(first, now))
          .forEach(entity -> names.add(entity.name()));
      return names;
    }

    private void users(String entity, YearMonth when) {
      Long users = programme.users().getOrDefault(when, Map.of()).get(entity);
      if (users == null || users == 0) {
        add(What.USERS, List.of(entity), when);
      }
    }

    private void factor(int year) {
      if (!programme.factors().containsKey(year)) {
        add(What.FACTOR, List.of(), year);
      }
    }

    private void manufacturing(int year) {
      if (programme.embodied().stream().noneMatch(one -> one.year() == year)) {
        add(What.MANUFACTURING, List.of(), year);
      }
    }

    private void degreeDays(YearMonth when) {
      if (!programme.degreeDays().containsKey(when)) {
        add(What.DEGREE_DAYS, List.of(), when);
      }
    }

    private void look(Line line) {
      List<String> of = List.of(line.cell().entity(), line.cell().family());
      Line.Out out = line.out();
      if (out == Line.Out.NOT_MEASURED) {
        add(What.NOT_MEASURED, of, line.cell().month());
      } else if (out == Line.Out.NO_REFERENCE) {
        add(What.NO_REFERENCE, of, line.cell().month());
      } else if (out != Line.Out.OUT_OF_PERIMETER && line.state() != null) {
        Publishable publishable = Objects.requireNonNull(line.state()).publishable();
        if (publishable == Publishable.PROVISIONAL) {
          add(What.NOT_FINAL, of, line.cell().month());
        } else if (publishable == Publishable.WAITING) {
          add(What.WAITING, of, line.cell().month());
        }
      }
    }
  }
}
