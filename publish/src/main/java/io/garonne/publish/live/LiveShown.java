package io.garonne.publish.live;

import io.garonne.model.LivePower;
import io.garonne.publish.view.DevicesView;
import io.garonne.publish.view.LiveView;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of the power drawn now.
 *
 * @param sums sites and classes
 * @param values what is asked for, by key; the same as {@code sums} if that is sites and classes
 * @param withheld sites and classes left out because they would tell of a person
 */
public record LiveShown(List<LivePower> sums, List<LivePower> values, int withheld) {
  public LiveShown {
    sums = List.copyOf(sums);
    values = List.copyOf(values);
  }

  /**
   * Of what is known.
   *
   * @param devices the inventory
   * @param tellsOfPersons which sums are not shown
   * @param site this site only, or null
   * @param now milliseconds since 1970 UTC
   */
  public static LiveShown of(
      LiveView live,
      DevicesView devices,
      Predicate<LivePower> tellsOfPersons,
      LivePower.Kind kind,
      @Nullable String site,
      long now) {
    List<LivePower> asked =
        live.all().stream()
            .filter(p -> site == null || site.equals(p.site()))
            .filter(p -> p.kind() == kind || p.kind() == LivePower.Kind.SITE_CLASS)
            // The inventory may have changed since the value was written.
            .filter(p -> p.device() == null || !devices.isPersonalAt(p.device(), now))
            .toList();
    List<LivePower> shown = asked.stream().filter(tellsOfPersons.negate()).toList();
    return new LiveShown(
        shown.stream().filter(p -> p.kind() == LivePower.Kind.SITE_CLASS).toList(),
        shown.stream().filter(p -> p.kind() == kind).toList(),
        asked.size() - shown.size());
  }
}
