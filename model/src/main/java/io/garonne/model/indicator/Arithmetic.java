package io.garonne.model.indicator;

import io.garonne.model.Attribution;
import io.garonne.model.inventory.Family;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A figure once more, from nothing but the lines that were published with it. Quantities are in the
 * indicator's unit.
 *
 * @param terms the lines that are compared, and what each adds to the reference
 * @param actual sum of the lines' quantities
 * @param measured sum of it that meters saw
 * @param wholeAdjustments quantity that the whole perimeter's baseline was adjusted by: what the
 *     figure says beyond its lines
 * @param wholeExternalised quantity of the whole perimeter that runs elsewhere, likewise
 * @param errors half-widths by entity and family
 * @param actualHalfWidth root of the sum of their squares, of what was used
 * @param chosen with the fixed shares that were decided
 * @param allFixed as if nothing depended on users
 * @param allPerUser as if everything did, or null: users are not known
 * @param unadjusted {@code chosen} without decided adjustments
 */
public record Arithmetic(
    List<Term> terms,
    long actual,
    long measured,
    long wholeAdjustments,
    long wholeExternalised,
    List<StratumError> errors,
    double actualHalfWidth,
    Side chosen,
    Side allFixed,
    @Nullable Side allPerUser,
    Side unadjusted) {

  public Arithmetic {
    terms = List.copyOf(terms);
    errors = List.copyOf(errors);
  }

  /**
   * What a line adds to the reference.
   *
   * @param line the line
   * @param chosen with its fixed share
   * @param allFixed as if nothing depended on users
   * @param allPerUser as if everything did, or null
   */
  public record Term(Line line, double chosen, double allFixed, @Nullable Double allPerUser) {}

  /**
   * Half-widths of an entity's family: the same sample month after month, so its months add up.
   *
   * @param entity whose
   * @param family of which equipment
   * @param actual of what was used
   * @param reference of the reference, weighted by users as in {@code chosen}
   */
  public record StratumError(String entity, String family, double actual, double reference) {}

  /**
   * A change and what its interval is made of.
   *
   * @param change the change
   * @param referenceHalfWidth root of the sum of the squares of the reference's half-widths
   */
  public record Side(Comparison.Change change, double referenceHalfWidth) {}

  /**
   * Lines of a figure's months and part, those that are not compared among them, sorted by cell.
   *
   * @param lines of any figures
   */
  public static List<Line> linesOf(Figure figure, Collection<Line> lines) {
    Figure.Reference reference = figure.reference();
    if (reference == null) {
      return List.of();
    }
    Figure.Value value = figure.value();
    YearMonth compared = reference.firstMonth().plusMonths(12);
    YearMonth first = figure.span().firstMonth(figure.month());
    YearMonth from = value != null ? value.from() : first.isBefore(compared) ? compared : first;
    // Carbon of use is that of the electricity.
    Indicator of =
        figure.indicator() == Indicator.CARBON ? Indicator.ELECTRICITY : figure.indicator();
    return lines.stream()
        .filter(line -> line.indicator() == of)
        .filter(line -> line.reference().equals(reference))
        .filter(line -> line.isCurrent() == figure.isCurrent())
        .filter(line -> !line.cell().month().isBefore(from))
        .filter(line -> !line.cell().month().isAfter(figure.month()))
        .filter(line -> isIn(figure.part(), line.cell().family()))
        .sorted((a, b) -> a.cell().compareTo(b.cell()))
        .toList();
  }

  private static boolean isIn(String part, String family) {
    boolean facility = family.equals(Family.SERVER_ROOM_FACILITY.label());
    return switch (part) {
      case Figure.ALL -> true;
      case Figure.IT -> !facility && !family.equals(Attribution.UNMETERED_FAMILY);
      case Figure.FACILITY -> facility;
      default -> family.equals(part);
    };
  }

  /**
   * The arithmetic of a figure of electricity or prints.
   *
   * @param value the figure
   * @param lines as of {@link #linesOf}
   */
  public static Arithmetic of(Figure.Value value, List<Line> lines) {
    return new Adding(value, lines.stream().filter(line -> line.out() == null).toList()).result();
  }

  private static final class Adding {
    private final Figure.Value value;
    private final List<Line> lines;
    private final long actual;
    private final long wholeAdjustments;
    private final long wholeExternalised;

    Adding(Figure.Value value, List<Line> lines) {
      this.value = value;
      this.lines = lines;
      this.actual = lines.stream().mapToLong(Line::quantity).sum();
      this.wholeAdjustments = value.adjustments() - lines.stream().mapToLong(Line::adjusted).sum();
      this.wholeExternalised =
          value.notSaved() - lines.stream().mapToLong(Line::externalised).sum();
    }

    Arithmetic result() {
      boolean users = value.allPerUser() != null;
      SortedMap<String, StratumError> errors = new TreeMap<>();
      lines.forEach(
          line ->
              errors.merge(
                  Line.escaped(line.cell().entity()) + "/" + line.cell().family(),
                  new StratumError(
                      line.cell().entity(),
                      line.cell().family(),
                      halfWidth(line),
                      referenceHalfWidth(line, Comparison.Split.CHOSEN)),
                  Adding::plus));
      return new Arithmetic(
          lines.stream().map(line -> term(line, users)).toList(),
          actual,
          lines.stream().mapToLong(Adding::measured).sum(),
          wholeAdjustments,
          wholeExternalised,
          List.copyOf(errors.values()),
          rootOfSquares(Adding::halfWidth),
          side(Comparison.Split.CHOSEN, true),
          side(Comparison.Split.ALL_FIXED, true),
          users ? side(Comparison.Split.ALL_PER_USER, true) : null,
          side(Comparison.Split.CHOSEN, false));
    }

    private static StratumError plus(StratumError a, StratumError b) {
      return new StratumError(
          a.entity(), a.family(), a.actual() + b.actual(), a.reference() + b.reference());
    }

    private static Term term(Line line, boolean users) {
      return new Term(
          line,
          part(line, Comparison.Split.CHOSEN, true),
          part(line, Comparison.Split.ALL_FIXED, true),
          users ? (Double) part(line, Comparison.Split.ALL_PER_USER, true) : null);
    }

    private static double part(Line line, Comparison.Split split, boolean adjusted) {
      return (reference(line) - line.externalised() + (adjusted ? line.adjusted() : 0))
          * weight(line, split);
    }

    private static long reference(Line line) {
      Long reference = line.referenceQuantity();
      return reference == null ? 0 : reference;
    }

    private static double weight(Line line, Comparison.Split split) {
      Double known = line.users();
      double users = known == null ? 1 : known;
      return switch (split) {
        case CHOSEN -> line.fixedShare() + (1 - line.fixedShare()) * users;
        case ALL_FIXED -> 1;
        case ALL_PER_USER -> users;
      };
    }

    private static long measured(Line line) {
      Estimate.Known known = line.known();
      return known == null ? 0 : known.measured();
    }

    private static double halfWidth(Line line) {
      Estimate.Known known = line.known();
      return known == null ? 0 : known.halfWidth();
    }

    private static double referenceHalfWidth(Line line, Comparison.Split split) {
      return reference(line) * line.uncertainty() * weight(line, split);
    }

    /** Months of a stratum add up, strata by their squares. */
    private double rootOfSquares(ToDoubleFunction<Line> halfWidth) {
      Map<Cell, Double> strata = new TreeMap<>();
      lines.forEach(
          line ->
              strata.merge(
                  line.cell().in(value.from()), halfWidth.applyAsDouble(line), Double::sum));
      return Math.sqrt(strata.values().stream().mapToDouble(h -> h * h).sum());
    }

    private Side side(Comparison.Split split, boolean adjusted) {
      double reference =
          lines.stream().mapToDouble(line -> part(line, split, adjusted)).sum()
              - wholeExternalised
              + (adjusted ? wholeAdjustments : 0);
      double ratio = actual / reference;
      double ofReference = rootOfSquares(line -> referenceHalfWidth(line, split));
      double ofRatio = ratio == 0 ? 0 : ratio * ofReference / reference;
      return new Side(
          Comparison.Change.ofWhole(
              reference, ratio, Math.hypot(rootOfSquares(Adding::halfWidth) / reference, ofRatio)),
          ofReference);
    }
  }
}
