package io.garonne.publish.persons;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.publish.TimeBound;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsQuery.By;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes rows of totals in which the hidden cells of the year are not: each is the sum of its
 * visible cells, and those that are hidden have one row together ({@link HiddenCells} says why no
 * more can be learnt). All cells of a local time are known once all places have had it; so it holds
 * back a little more than a day of the stream.
 */
public final class VisibleRows {
  /** Between the first place on Earth that has a local time, and the last one. */
  private static final long EARTH = Duration.ofHours(26).toMillis();

  private final TotalsQuery query;
  private final Division division;
  private final Predicate<Total> wanted;
  private final Taker next;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final TreeMap<When, Then> times = new TreeMap<>();
  // By identity: of one start, those of each zone.
  private final IdentityHashMap<HiddenCells, Group> groups = new IdentityHashMap<>();
  private final Set<Integer> years = new TreeSet<>();
  private long thisStart = Long.MIN_VALUE;
  private int withheld;

  /** Takes a row that may leave. */
  public interface Taker {
    /** In the order of start, then of names; what is told together comes last of its start. */
    void take(VisibleRow row) throws IOException;
  }

  /**
   * A period by the clocks of the site: the estate's day is not the same time everywhere.
   *
   * @param again whether it is the second one, of an hour that there is twice
   */
  private record When(LocalDateTime local, boolean again) implements Comparable<When> {
    private static final Comparator<When> ORDER =
        Comparator.comparing(When::local).thenComparing(When::again);

    static When of(Total total) {
      Instant at = Instant.ofEpochMilli(total.start());
      ZoneRules rules = total.zone().getRules();
      ZoneOffset offset = rules.getOffset(at);
      LocalDateTime local = LocalDateTime.ofInstant(at, offset);
      return new When(local, !offset.equals(rules.getOffset(local)));
    }

    @Override
    public int compareTo(When other) {
      return ORDER.compare(this, other);
    }
  }

  /** The sums of one local time. */
  private static final class Then {
    private final Map<Scope, TotalSum> visible = new HashMap<>();
    private final IdentityHashMap<HiddenCells, Group> groups = new IdentityHashMap<>();
    private boolean isAnyLeftOut;
  }

  /** Hidden cells of one time: the total of one of them, all of them, and who is in it by site. */
  private record Group(HiddenCells judged, Total like, TotalSum sum, Map<String, People> people) {
    Group(HiddenCells judged, Total like) {
      this(judged, like, new TotalSum(), new HashMap<>());
    }

    void add(Total total, String site, People of) {
      sum.add(total);
      people.merge(site, of, People::orSame);
    }

    /** Them as a row. */
    Total row(By by) {
      return sum.as(Division.grouped(by), like);
    }

    boolean isMeter(Division division) {
      Total whole = sum.as(like.scope(), like);
      return division.isMeter(judged, whole, People.ofSites(people.values()));
    }
  }

  /** A row that is ready, or one that is to be made of a total. */
  private record Waiting(Total total, boolean isReady) {}

  /**
   * Nothing held back yet.
   *
   * @param query of several devices
   * @param wanted which totals are rows, whether final or not; others are only judged by
   */
  public VisibleRows(TotalsQuery query, Division division, Predicate<Total> wanted, Taker next) {
    this.query = query;
    this.division = division;
    this.wanted = wanted;
    this.next = next;
  }

  /** A total of the one kind of period that is asked for; in the order of their starts. */
  public void take(Total total) throws IOException {
    if (total.start() != thisStart) {
      endStart();
      thisStart = total.start();
      goOn(total.start() - EARTH);
    }
    Cell cell = Cell.of(total.scope());
    if (cell != null && total.isMetered()) {
      add(cell, total);
    }
    if (wanted.test(total)) {
      waiting.add(new Waiting(total, false));
    }
  }

  private void add(Cell cell, Total total) {
    Then then = times.computeIfAbsent(When.of(total), at -> new Then());
    HiddenCells judged = division.of(year(total), cell);
    // How many printers tell colour apart is not known: it may be one.
    Total told = judged == null ? total : total.withoutPageKinds();
    switch (division.lot(cell, total)) {
      case VISIBLE ->
          then.visible
              .computeIfAbsent(division.scope(cell, query.by()), s -> new TotalSum())
              .add(told);
      case GROUPED -> {
        if (judged != null) {
          told = judged.arePagesTold() ? told : told.withoutPages();
          People people = division.people(cell, total);
          for (IdentityHashMap<HiddenCells, Group> of : List.of(then.groups, groups)) {
            of.computeIfAbsent(judged, j -> new Group(j, total)).add(told, cell.site(), people);
          }
        }
      }
      case LEFT_OUT -> {
        then.isAnyLeftOut = true;
        withheld += isOfItsTime(total) ? 1 : 0;
      }
    }
  }

  /** That was the last one. */
  public void end() throws IOException {
    endStart();
    goOn(Long.MAX_VALUE);
  }

  private void endStart() {
    groups.values().stream()
        .filter(group -> query.by() != By.ESTATE && isOfItsTime(group.like()))
        .filter(group -> !group.isMeter(division))
        .sorted(Comparator.comparing(group -> group.like().zone().getId()))
        .map(group -> group.row(query.by()))
        .filter(Total::isMetered)
        .forEach(row -> waiting.add(new Waiting(row, true)));
    groups.clear();
  }

  /** How many totals of cells are in no row, nor in one of several. */
  public int withheld() {
    return withheld;
  }

  /** How many cells are told of only together, where that is said. */
  public int grouped() {
    boolean isSaid =
        query.by() != By.ESTATE && query.site() == null && query.equipmentClass() == null;
    return isSaid ? division.grouped(years) : 0;
  }

  private void goOn(long before) throws IOException {
    Waiting first = waiting.peek();
    while (first != null && first.total().start() < before) {
      waiting.remove();
      row(first);
      first = waiting.peek();
    }
    long start = first == null ? before : first.total().start();
    if (start != Long.MAX_VALUE) {
      LocalDateTime past =
          LocalDateTime.ofInstant(Instant.ofEpochMilli(start - EARTH), ZoneOffset.UTC);
      times.headMap(new When(past, false)).clear();
    }
  }

  private void row(Waiting one) throws IOException {
    Total total = one.total();
    years.add(year(total));
    if (one.isReady()) {
      next.take(new VisibleRow(total, false));
      return;
    }
    Then then = times.getOrDefault(When.of(total), new Then());
    boolean lacks = division.lacking(year(total), query.by()).contains(total.scope());
    TotalSum sum = then.visible.getOrDefault(total.scope(), new TotalSum());
    if (query.by() == By.ESTATE) {
      for (Group group : then.groups.values()) {
        sum = group.isMeter(division) ? sum : sum.and(group.sum());
      }
    }
    boolean isAllVisible = !division.isAnyPersonal() && !then.isAnyLeftOut;
    // Of the same energy the total itself is better: a device of two classes is one device.
    Total told = isAllVisible || (!lacks && sum.agrees(total)) ? total : sum.as(total);
    // Of what was not measured nobody learns anything but that.
    if (told.isMetered() || (!total.isMetered() && !lacks)) {
      next.take(new VisibleRow(told, lacks || told.energy() != total.energy()));
    }
  }

  private boolean isOfItsTime(Total total) {
    ZoneId zone = total.zone();
    TimeBound from = query.from();
    TimeBound to = query.to();
    return query.site() == null
        && query.equipmentClass() == null
        && (from == null || total.start() >= from.in(zone))
        && (to == null || total.start() < to.in(zone));
  }

  private static int year(Total total) {
    return Instant.ofEpochMilli(total.start()).atZone(total.zone()).getYear();
  }
}
