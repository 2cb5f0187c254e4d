package io.garonne.model.indicator;

import io.garonne.model.PageKinds;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is published, or why there is none.
 *
 * @param indicator what it is about
 * @param span which months
 * @param month the last of them
 * @param part {@link #ALL}, {@link #IT}, {@link #FACILITY} or a family's label
 * @param reference what it is compared with, or null: nothing is there
 * @param isCurrent whether the reference is the one that holds; an earlier version of the baseline
 *     is shown beside it for a year
 * @param value the figure, or null
 * @param why why there is no figure, or null
 */
public record Figure(
    Indicator indicator,
    Span span,
    YearMonth month,
    String part,
    @Nullable Reference reference,
    boolean isCurrent,
    @Nullable Value value,
    Result.@Nullable NotComputable why)
    implements Published {

  /** Everything. */
  public static final String ALL = "all";

  /** Everything but the facilities of server rooms, and what no meter tells apart. */
  public static final String IT = "it";

  /** Cooling, power delivery and the like in server rooms. */
  public static final String FACILITY = "facility";

  /** Version of the rules that made a figure. */
  public static final String METHOD = "indicators/1";

  /**
   * What it is compared with.
   *
   * @param firstMonth first of twelve
   * @param version 0 is a reference proxy: nobody has decided a baseline
   * @param hash of the baseline's lines; of a proxy, which is not frozen, of its cells. Null: not
   *     said, as of what was published before proxies had one
   */
  public record Reference(YearMonth firstMonth, int version, @Nullable String hash) {
    static Reference of(ReferenceYear year) {
      return new Reference(year.firstMonth(), year.version(), year.hash());
    }

    /** Whether nobody has decided it. */
    public boolean isProxy() {
      return version == 0;
    }
  }

  /**
   * What is known. Quantities are in the indicator's unit: millijoules, grams CO₂e or impressions.
   *
   * @param from first month
   * @param months of how many anything is compared: of what is measured with gaps, less than there
   *     are from the first to the last
   * @param actual quantity since then, inside the perimeter
   * @param measured quantity of it that meters saw; of carbon that of use: {@code actual} has
   *     manufacturing in it, which no meter sees
   * @param high measured, plus the meters' unknown time at the 95th percentile of their power
   * @param accuracy quantity, of what is extrapolated too, that meters may be wrong by, all in one
   *     direction; in no interval
   * @param knownShare share of the metered units' time whose energy is known, 0 to 1: inside
   *     register steps that lie wholly in the month, or covered; weighted by energy
   * @param chosen with the fixed shares that were decided
   * @param allFixed the raw change
   * @param allPerUser as if everything depended on users; null: the number of users is not known,
   *     and the indicator does not need it
   * @param unadjusted {@code chosen} without decided adjustments
   * @param adjustments quantity by which the baseline was adjusted
   * @param isAdjustedMuch whether that is above 5 % of the baseline
   * @param notSaved quantity that runs on somebody else's machines now
   * @param due change that is due by the path, or null: no target
   * @param status where it stands, or null: no target
   * @param publishable whether it may be published
   * @param perimeter the entities in it, sorted
   * @param leftOut what is not compared, and why
   * @param carbon of the electricity, or null
   * @param manufacturing of carbon what is not use, else null
   * @param outlook what is to be expected at the due date, or null: not for this figure
   * @param pageKinds of prints: colour, of the impressions in {@code measured}, and what is
   *     estimated beside them in the perimeter, also where nothing is compared; else nothing
   * @param cooling a second line corrected by degree days, or null: not for this figure
   */
  public record Value(
      YearMonth from,
      int months,
      long actual,
      long measured,
      long high,
      long accuracy,
      double knownShare,
      Comparison.Change chosen,
      Comparison.Change allFixed,
      Comparison.@Nullable Change allPerUser,
      Comparison.Change unadjusted,
      long adjustments,
      boolean isAdjustedMuch,
      long notSaved,
      @Nullable Double due,
      Path.@Nullable Status status,
      Publishable publishable,
      List<String> perimeter,
      List<LeftOut> leftOut,
      @Nullable UseCarbon carbon,
      @Nullable Manufacturing manufacturing,
      @Nullable Outlook outlook,
      PageKinds pageKinds,
      @Nullable Cooling cooling) {
    public Value {
      perimeter = List.copyOf(perimeter);
      leftOut = List.copyOf(leftOut);
    }

    /** The same with something else said of what is left out. */
    public Value with(List<LeftOut> said) {
      return new Value(
          from,
          months,
          actual,
          measured,
          high,
          accuracy,
          knownShare,
          chosen,
          allFixed,
          allPerUser,
          unadjusted,
          adjustments,
          isAdjustedMuch,
          notSaved,
          due,
          status,
          publishable,
          perimeter,
          said,
          carbon,
          manufacturing,
          outlook,
          pageKinds,
          cooling);
    }

    /** How much of what is measured is known. */
    public Quality quality() {
      return Quality.of(knownShare);
    }

    /** Share of the quantity, manufacturing among it, that meters saw, 0 to 1. */
    public double shareMeasured() {
      return actual == 0 ? 1 : (double) measured / actual;
    }
  }

  /** The same with another value. */
  public Figure with(Value said) {
    return new Figure(indicator, span, month, part, reference, isCurrent, said, why);
  }

  /**
   * What is not compared.
   *
   * @param entity whose
   * @param family of which equipment
   * @param why why
   * @param quantity of the side that is known, in the months of the figure; 0 if none is; null: it
   *     is withheld, as it would tell of few persons
   */
  public record LeftOut(String entity, String family, Line.Out why, @Nullable Long quantity) {}

  @Override
  public String id() {
    return indicator.label()
        + "/"
        + span.label()
        + "/"
        + month
        + (part.equals(ALL) ? "" : "/" + Line.escaped(part))
        + suffix(reference, isCurrent);
  }

  static String suffix(@Nullable Reference reference, boolean isCurrent) {
    return reference == null || isCurrent ? "" : "/baseline-" + reference.version();
  }
}
