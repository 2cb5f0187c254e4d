package io.garonne.publish;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which totals are asked for.
 *
 * @param period kind of period
 * @param by shape of scope
 * @param from periods that start here or later, or null
 * @param to periods that start before, or null
 * @param site this site only, or null
 * @param equipmentClass this class only, or null
 * @param finalOnly only what is final
 */
public record TotalsQuery(
    Period period,
    By by,
    @Nullable TimeBound from,
    @Nullable TimeBound to,
    @Nullable String site,
    @Nullable String equipmentClass,
    boolean finalOnly)
    implements Predicate<Total> {

  private static final Set<By> SITES = EnumSet.of(By.SITE_CLASS, By.SITE, By.DEVICE);
  private static final Set<By> CLASSES = EnumSet.of(By.SITE_CLASS, By.CLASS, By.DEVICE);

  /** Shapes of scope. */
  public enum By {
    SITE_CLASS,
    SITE,
    CLASS,
    ENTITY,
    FAMILY,
    ENTITY_FAMILY,
    ESTATE,
    DEVICE;

    /** As in options: {@code site-class} … */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The shape of this label.
     *
     * @throws IllegalArgumentException with the labels there are
     */
    public static By ofLabel(String label) {
      for (By by : values()) {
        if (by.label().equals(label)) {
          return by;
        }
      }
      throw new IllegalArgumentException(
          "\""
              + label
              + "\" is none of "
              + Arrays.stream(values()).map(By::label).collect(Collectors.joining(", ")));
    }

    /** Whether there are hours of it: of entities and families there are days and longer. */
    public boolean hasHours() {
      return this != ENTITY && this != FAMILY && this != ENTITY_FAMILY;
    }

    /** Whether site, class and device do not tell its totals apart. */
    boolean needsMoreColumns() {
      return this == ENTITY || this == FAMILY || this == ENTITY_FAMILY || this == DEVICE;
    }

    /** Whether a scope is of this shape. */
    public boolean matches(Scope scope) {
      boolean site = scope.site() != null;
      boolean equipmentClass = scope.equipmentClass() != null;
      boolean family = scope.family() != null;
      if (scope.device() != null) {
        return this == DEVICE;
      }
      return switch (this) {
        case SITE_CLASS -> site && equipmentClass;
        case SITE -> site && !equipmentClass;
        case CLASS -> !site && equipmentClass;
        case ENTITY -> !site && !equipmentClass && !family && scope.entity() != null;
        case FAMILY -> family && scope.entity() == null;
        case ENTITY_FAMILY -> family && scope.entity() != null;
        case ESTATE -> scope.equals(Scope.ESTATE);
        case DEVICE -> false;
      };
    }
  }

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException if nothing could ever match
   */
  public TotalsQuery {
    if (site != null && !SITES.contains(by)) {
      throw new IllegalArgumentException(
          "a site cannot be asked for by " + by.label() + "; use site-class or site");
    }
    if (equipmentClass != null && !CLASSES.contains(by)) {
      throw new IllegalArgumentException(
          "a class cannot be asked for by " + by.label() + "; use site-class or class");
    }
    if (from != null && to != null && from.in(ZoneOffset.UTC) >= to.in(ZoneOffset.UTC)) {
      throw new IllegalArgumentException("from is not before to: no period can be between them");
    }
  }

  /** The topic that carries what is asked for. */
  public Topics topic() {
    return TotalJson.topic(by == By.DEVICE, period);
  }

  /** The same, whether final or not. */
  public TotalsQuery ofAnyStatus() {
    return finalOnly ? new TotalsQuery(period, by, from, to, site, equipmentClass, false) : this;
  }

  /**
   * Whether a start may be asked for; only the total says in which zone it is.
   *
   * @param start milliseconds since 1970 UTC
   * @param margin how far outside is still near
   */
  public boolean isNear(long start, Duration margin) {
    return (from == null || start >= from.in(ZoneOffset.UTC) - margin.toMillis())
        && (to == null || start < to.in(ZoneOffset.UTC) + margin.toMillis());
  }

  /** Whether a total is asked for. A personal device's never is. */
  @Override
  public boolean test(Total total) {
    return total.period() == period
        && by.matches(total.scope())
        && !total.personal()
        && (site == null || site.equals(total.scope().site()))
        && (equipmentClass == null || equipmentClass.equals(total.scope().equipmentClass()))
        && (from == null || total.start() >= from.in(total.zone()))
        && (to == null || total.start() < to.in(total.zone()))
        && (!finalOnly || total.status() == Total.Status.FINAL);
  }
}
