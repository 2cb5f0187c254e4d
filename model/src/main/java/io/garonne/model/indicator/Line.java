package io.garonne.model.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the arithmetic of figures: one cell, and what it is compared with.
 *
 * @param indicator of which it is a line
 * @param cell the cell
 * @param reference which reference
 * @param isCurrent whether that is the one that holds
 * @param state what is known of the cell, or null: nothing
 * @param referenceQuantity quantity of its reference month, or null: none
 * @param uncertainty half-width of that by it, 0 or more
 * @param adjusted quantity that was added to it by decision
 * @param externalised quantity that was taken away because it runs elsewhere
 * @param users users for each user of the reference month, or null: not known
 * @param fixedShare share that does not depend on them
 * @param out why it is in no figure, or null: it is
 */
public record Line(
    Indicator indicator,
    Cell cell,
    Figure.Reference reference,
    boolean isCurrent,
    @Nullable CellState state,
    @Nullable Long referenceQuantity,
    double uncertainty,
    long adjusted,
    long externalised,
    @Nullable Double users,
    double fixedShare,
    @Nullable Out out)
    implements Published {

  /** Why a cell is in no figure. */
  public enum Out {
    /** Its entity joined after the reference year began, or has left, or is on no list. */
    OUT_OF_PERIMETER,
    /** There is equipment, and none of it was measured. */
    NOT_MEASURED,
    /** It is 0 because nothing is left of it, and of what is left nothing was measured. */
    NOTHING_MEASURED,
    /** The reference year does not have it. */
    NO_REFERENCE,
    /** Users of the month are not known. */
    NO_USERS,
    /** Users of the month are known, and are none. */
    NOBODY;

    /** As in topics and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What is known of the cell's quantity, in the indicator's unit; null: nothing. */
  public Estimate.@Nullable Known known() {
    if (state == null) {
      return null;
    }
    if (indicator == Indicator.PRINTS) {
      return state.impressions();
    }
    return state.estimate() instanceof Estimate.Known known ? known : null;
  }

  /** Quantity of the cell as far as it is known. */
  public long quantity() {
    Estimate.Known known = known();
    return known == null ? 0 : known.energy();
  }

  /** What was decided to add to its reference, less what runs elsewhere. */
  long decided() {
    return adjusted - externalised;
  }

  /** Quantity of its reference as it is compared, but for the number of users. */
  long base() {
    return (referenceQuantity == null ? 0 : referenceQuantity) + decided();
  }

  @Override
  public String id() {
    return indicator.label()
        + "/line/"
        + cell.month()
        + "/"
        + escaped(cell.entity())
        + "/"
        + escaped(cell.family())
        + Figure.suffix(reference, isCurrent);
  }

  static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }
}
