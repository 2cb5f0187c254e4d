package io.garonne.publish.export.state;

import io.garonne.model.inventory.Asset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Personal equipment put together until nobody's own can be told from it: by entity, class and
 * model.
 */
final class PersonalGroups {
  private final Map<Group, List<Asset>> groups = new TreeMap<>(Group.ORDER);
  private int left;

  /**
   * What is told as one line.
   *
   * @param entity null: of all
   * @param model null: of all
   */
  record Group(@Nullable String entity, String equipmentClass, @Nullable String model) {
    static final Comparator<Group> ORDER =
        Comparator.<Group, String>comparing(g -> String.valueOf(g.equipmentClass))
            .thenComparing(g -> g.entity == null ? "" : g.entity)
            .thenComparing(g -> g.model == null ? "" : g.model);
  }

  void add(Asset asset) {
    groups
        .computeIfAbsent(
            new Group(asset.entity(), asset.equipmentClass().name(), asset.model()),
            g -> new ArrayList<>())
        .add(asset);
  }

  /**
   * Those with enough users; those with too few are put together, first all models, then all
   * entities.
   */
  Map<Group, List<Asset>> large() {
    Map<Group, List<Asset>> ofEntities =
        merged(groups, group -> new Group(group.entity(), group.equipmentClass(), null));
    Map<Group, List<Asset>> ofAll =
        merged(ofEntities, group -> new Group(null, group.equipmentClass(), null));
    ofAll.values().removeIf(this::isTooFew);
    return ofAll;
  }

  /** Units that {@link #large} left out because too few people have such. */
  int left() {
    return left;
  }

  private static Map<Group, List<Asset>> merged(
      Map<Group, List<Asset>> groups, UnaryOperator<Group> wider) {
    Map<Group, List<Asset>> merged = new TreeMap<>(Group.ORDER);
    groups.forEach(
        (group, of) ->
            merged
                .computeIfAbsent(
                    users(of) < StateInventory.FEWEST_USERS ? wider.apply(group) : group,
                    g -> new ArrayList<>())
                .addAll(of));
    return merged;
  }

  private boolean isTooFew(List<Asset> assets) {
    boolean few = users(assets) < StateInventory.FEWEST_USERS;
    if (few) {
      left += assets.stream().mapToInt(Asset::quantity).sum();
    }
    return few;
  }

  private static int users(List<Asset> assets) {
    return assets.stream()
        .mapToInt(asset -> asset.users() == null ? asset.quantity() : asset.users())
        .sum();
  }
}
