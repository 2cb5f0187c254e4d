package io.garonne.model.alert;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a silence is about, in one word: {@code all}, an alert's id, {@code site:NAME}, {@code
 * room:SITE/ROOM}, {@code rack:SITE/RACK}, {@code device:NAME} or {@code kind:NAME}.
 */
public final class SilenceScope {
  /** Everything. */
  public static final String ALL = "all";

  private static final List<String> IN_A_SITE = List.of("room:", "rack:");
  private static final List<String> NAMED = List.of("site:", "device:");
  private static final String KIND = "kind:";

  private SilenceScope() {}

  /** Every scope that an alert is in. */
  public static Set<String> of(String alert, Alert.Kind kind, Place place) {
    Set<String> scopes = new HashSet<>(Set.of(ALL, alert, KIND + kind.label()));
    String site = place.site();
    if (site != null) {
      scopes.add("site:" + site);
      if (place.room() != null) {
        scopes.add("room:" + site + "/" + place.room());
      }
      if (place.rack() != null) {
        scopes.add("rack:" + site + "/" + place.rack());
      }
    }
    if (place.device() != null) {
      scopes.add("device:" + place.device());
    }
    return scopes;
  }

  /** Sites, rooms, racks and devices that an estate names, as scopes; nothing of somebody's own. */
  public static Set<String> of(Estate estate) {
    Set<String> scopes = new HashSet<>();
    estate.sites().keySet().forEach(site -> scopes.add("site:" + site));
    for (Device device : Descriptions.of(estate).devices().values()) {
      boolean isOwn = device.assignments().stream().anyMatch(Assignment::personal);
      for (Assignment as : device.assignments()) {
        scopes.add("site:" + as.site());
        if (as.room() != null) {
          scopes.add("room:" + as.site() + "/" + as.room());
        }
        if (as.rack() != null) {
          scopes.add("rack:" + as.site() + "/" + as.rack());
        }
        if (!isOwn) {
          scopes.add("device:" + device.device());
        }
      }
    }
    return scopes;
  }

  /**
   * What is wrong with a scope that a person wrote, or null.
   *
   * @param alerts ids of the alerts there are
   */
  public static @Nullable String problem(String scope, Set<String> alerts) {
    if (scope.equals(ALL) || alerts.contains(scope)) {
      return null;
    }
    if (scope.startsWith(KIND)) {
      List<String> kinds = List.of(Alert.Kind.values()).stream().map(Alert.Kind::label).toList();
      return kinds.contains(scope.substring(KIND.length()))
          ? null
          : "there is no kind \"%s\"; kinds: %s"
              .formatted(scope.substring(KIND.length()), String.join(", ", kinds));
    }
    int colon = scope.indexOf(':') + 1;
    String prefix = scope.substring(0, colon);
    String name = scope.substring(colon);
    if (NAMED.contains(prefix) && !name.isBlank()) {
      return null;
    }
    int slash = name.indexOf('/');
    if (IN_A_SITE.contains(prefix) && slash > 0 && slash < name.length() - 1) {
      return null;
    }
    return "\""
        + scope
        + "\" is neither the id of an alert nor one of site:NAME, room:SITE/ROOM, rack:SITE/RACK,"
        + " device:NAME, kind:NAME, all";
  }
}
