package io.garonne.model.schedule;

import io.garonne.model.advice.Candidate;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Printers that may be too many or too large.
 *
 * <p>Merging: of the printers of one room (or, where no room is named, of one site) those with
 * little use, if one of them would still be free most of the time with the use of all.
 *
 * <p>Downsizing: a printer with far fewer pages a month than is usual in its class, where a model
 * that is measured carries as many and draws less; of those, the one that draws least.
 */
final class Candidates {
  private static final double DAYS_A_MONTH = 365.25 / 12;

  /** Printers of a class from which on there is a usual number of pages. */
  private static final int LEAST_OF_CLASS = 5;

  private Candidates() {}

  /** All of them, by site. */
  static List<Candidate> of(List<Printer> printers, ScheduleSettings settings) {
    List<Printer> known =
        printers.stream().filter(printer -> printer.weeks() >= settings.leastWeeks()).toList();
    List<Candidate> candidates = new ArrayList<>();
    Map<String, Map<String, List<Printer>>> rooms = new TreeMap<>();
    for (Printer printer : known) {
      rooms
          .computeIfAbsent(printer.site(), any -> new TreeMap<>())
          .computeIfAbsent(Objects.requireNonNullElse(printer.room(), ""), any -> new ArrayList<>())
          .add(printer);
    }
    for (Map<String, List<Printer>> site : rooms.values()) {
      for (List<Printer> room : site.values()) {
        Candidate merge = merge(room, settings);
        if (merge != null) {
          candidates.add(merge);
        }
      }
    }
    candidates.addAll(downsize(known, settings));
    return candidates;
  }

  private static @Nullable Candidate merge(List<Printer> room, ScheduleSettings settings) {
    List<Printer> little =
        room.stream()
            .filter(printer -> busy(printer) <= settings.littleUse())
            .sorted(
                Comparator.comparingDouble((Printer printer) -> -busy(printer))
                    .thenComparing(Printer::name))
            .toList();
    if (little.size() < 2) {
      return null;
    }
    Printer stays = little.get(0);
    double together = busy(stays);
    double used = usedAMonth(stays);
    long saving = 0;
    List<String> go = new ArrayList<>();
    for (Printer printer : little.subList(1, little.size())) {
      if (printer.kept() == null && together + busy(printer) <= settings.sharedUse()) {
        together += busy(printer);
        used += usedAMonth(printer);
        // Its work is done by the other one; that it was there is saved.
        saving += printer.yearEnergy(true);
        go.add(printer.name());
      }
    }
    return go.isEmpty()
        ? null
        : new Candidate(
            Candidate.Kind.MERGE,
            stays.site(),
            stays.room(),
            go,
            stays.name(),
            Math.round(used),
            Math.round(openAMonth(stays) * settings.sharedUse()),
            false,
            saving,
            stays.days().worth(),
            stays.log().last());
  }

  /** Share of the quarter-hours in which people are there that it is used. */
  private static double busy(Printer printer) {
    double open = openAMonth(printer);
    return open == 0 ? 1 : usedAMonth(printer) / open;
  }

  private static double usedAMonth(Printer printer) {
    return aMonth(printer, printer.log().used());
  }

  private static double openAMonth(Printer printer) {
    long open = 0;
    for (PrinterDay day : printer.log().days()) {
      open += day.type().kind() == DayKind.OPEN ? printer.days().openQuarters(day.date()) : 0;
    }
    return aMonth(printer, open);
  }

  private static double aMonth(Printer printer, long sum) {
    return sum / (double) printer.log().days().size() * DAYS_A_MONTH;
  }

  private static double pagesAMonth(Printer printer) {
    long pages = 0;
    for (PrinterDay day : printer.log().days()) {
      for (int q = 0; q < day.quarters(); q++) {
        pages += Math.max(0, day.pages(q));
      }
    }
    return aMonth(printer, pages);
  }

  /**
   * A model as it is measured.
   *
   * @param pages the most that one of them prints a month
   * @param energy mean millijoules a year
   */
  private record Model(String name, double pages, double energy) {}

  private static List<Candidate> downsize(List<Printer> printers, ScheduleSettings settings) {
    Map<String, List<Printer>> classes = new TreeMap<>();
    for (Printer printer : printers) {
      if (printer.log().hasPages()) {
        classes.computeIfAbsent(printer.equipmentClass(), any -> new ArrayList<>()).add(printer);
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (List<Printer> of : classes.values()) {
      if (of.size() >= LEAST_OF_CLASS) {
        double[] pages = of.stream().mapToDouble(Candidates::pagesAMonth).sorted().toArray();
        double farBelow = pages[pages.length / 2] * settings.farBelow();
        List<Model> models = models(of);
        for (Printer printer : of) {
          boolean isTooLarge = printer.kept() == null && pagesAMonth(printer) < farBelow;
          Candidate candidate = isTooLarge ? smaller(printer, models) : null;
          if (candidate != null) {
            candidates.add(candidate);
          }
        }
      }
    }
    return candidates;
  }

  private static List<Model> models(List<Printer> printers) {
    Map<String, List<Printer>> byModel = new HashMap<>();
    for (Printer printer : printers) {
      if (printer.model() != null) {
        byModel.computeIfAbsent(printer.model(), any -> new ArrayList<>()).add(printer);
      }
    }
    List<Model> models = new ArrayList<>();
    byModel.forEach(
        (name, of) ->
            models.add(
                new Model(
                    name,
                    of.stream().mapToDouble(Candidates::pagesAMonth).max().orElse(0),
                    of.stream().mapToLong(one -> one.yearEnergy(false)).average().orElse(0))));
    models.sort(Comparator.comparingDouble(Model::energy).thenComparing(Model::name));
    return models;
  }

  private static @Nullable Candidate smaller(Printer printer, List<Model> models) {
    double pages = pagesAMonth(printer);
    long energy = printer.yearEnergy(false);
    for (Model model : models) {
      if (!model.name.equals(printer.model()) && model.pages >= pages && model.energy < energy) {
        return new Candidate(
            Candidate.Kind.DOWNSIZE,
            printer.site(),
            printer.room(),
            List.of(printer.name()),
            model.name,
            Math.round(pages),
            Math.round(model.pages),
            true,
            Math.round(energy - model.energy),
            printer.days().worth(),
            printer.log().last());
      }
    }
    return null;
  }
}
