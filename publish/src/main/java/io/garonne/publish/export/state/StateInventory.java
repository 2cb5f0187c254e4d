package io.garonne.publish.export.state;

import io.garonne.model.advice.PowerUsage;
import io.garonne.model.indicator.Quality;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The estate on the last day of twelve months, with what was measured in them, as the State's tools
 * take it. Both tools multiply {@code quantity × consumption × PUE × factor}: so a consumption is
 * that of one unit, at the equipment; only what stands in a data centre names one; and what belongs
 * to the data centre itself (UPS, PDU, cooling) is no line, because it is in the PUE.
 *
 * <p>Each asset that is not personal is a line. Personal ones are lines of at least {@link
 * #FEWEST_USERS} users each, with the mean of their stratum, and without names or dates of one.
 *
 * @param dataCentres by name
 * @param equipment by name
 * @param entities users on the last day by entity; null: nobody has said
 * @param notes what is missing or changed
 */
public record StateInventory(
    List<DataCentre> dataCentres,
    List<Equipment> equipment,
    Map<String, @Nullable Long> entities,
    Notes notes) {

  /** Users from which on a line of personal equipment tells of nobody. */
  public static final int FEWEST_USERS = 5;

  public StateInventory {
    dataCentres = List.copyOf(dataCentres);
    equipment = List.copyOf(equipment);
  }

  /**
   * What whoever hands it in should know.
   *
   * @param classesWithoutType equipment classes of which there are assets, and that have no type of
   *     these tools: their assets are left out
   * @param infrastructure assets that are in the PUE, and therefore no lines
   * @param notTwelveMonths assets that were measured, but not in each of the twelve months
   * @param outOfRange assets whose consumption is below 0 or has too many digits
   * @param fewUsers units of personal equipment left out because too few people have such
   * @param dataCentresWithoutPue data centres of which no PUE was measured in these twelve months
   * @param namesChanged names that had to be written otherwise
   * @param entitiesWithoutUsers entities whose users nobody has said
   */
  public record Notes(
      Set<String> classesWithoutType,
      int infrastructure,
      int notTwelveMonths,
      int outOfRange,
      int fewUsers,
      int dataCentresWithoutPue,
      int namesChanged,
      int entitiesWithoutUsers) {
    public Notes {
      classesWithoutType = new TreeSet<>(classesWithoutType);
    }
  }

  /**
   * From the tables of an estate and what was measured.
   *
   * @param users on the last month's last day, by entity
   * @param country as the tools' lists name it
   */
  public static StateInventory of(
      Estate estate,
      TwelveMonths months,
      MeasuredAssets measured,
      StratumMeans means,
      Collection<PowerUsage> usages,
      Map<String, Long> users,
      String country) {
    return new Making(estate, months, measured, means, usages, country).make(users);
  }

  private static final class Making {
    private final Estate estate;
    private final TwelveMonths months;
    private final MeasuredAssets measured;
    private final StratumMeans means;
    private final Collection<PowerUsage> usages;
    private final String country;
    private final PlainNames names = new PlainNames();
    private final Set<String> withoutType = new TreeSet<>();
    private int infrastructure;
    private int notTwelveMonths;
    private int outOfRange;

    Making(
        Estate estate,
        TwelveMonths months,
        MeasuredAssets measured,
        StratumMeans means,
        Collection<PowerUsage> usages,
        String country) {
      this.estate = estate;
      this.months = months;
      this.measured = measured;
      this.means = means;
      this.country = country;
      this.usages = usages;
    }

    StateInventory make(Map<String, Long> users) {
      List<Asset> there =
          estate.assets().stream()
              .filter(this::isInService)
              .sorted(Comparator.comparing(Asset::name))
              .toList();
      DataCentres centres = new DataCentres(estate, usages, months.last(), there, country);
      PersonalGroups personal = new PersonalGroups();
      Map<String, DataCentre> dataCentres = new TreeMap<>();
      List<Equipment> equipment = new ArrayList<>();
      for (Asset asset : there) {
        EquipmentClass of = asset.equipmentClass();
        if (of.family() == Family.SERVER_ROOM_FACILITY) {
          infrastructure++;
        } else if (of.numecoevalType() == null) {
          withoutType.add(of.name());
        } else if (asset.personal()) {
          personal.add(asset);
        } else {
          DataCentre centre = centres.of(asset);
          if (centre != null) {
            dataCentres.put(centre.name(), centre);
          }
          equipment.add(own(asset, of.numecoevalType(), centre));
        }
      }
      personal.large().forEach((group, of) -> equipment.add(grouped(group, of)));
      equipment.sort(Comparator.comparing(Equipment::name));
      Map<String, @Nullable Long> entities = new TreeMap<>();
      there.forEach(asset -> entities.put(asset.entity(), users.get(asset.entity())));
      users.forEach(entities::put);
      return new StateInventory(
          List.copyOf(dataCentres.values()),
          equipment,
          entities,
          new Notes(
              withoutType,
              infrastructure,
              notTwelveMonths,
              outOfRange,
              personal.left(),
              (int) dataCentres.values().stream().filter(c -> c.pue() == null).count(),
              names.changed() + centres.namesChanged(),
              (int) entities.values().stream().filter(Objects::isNull).count()));
    }

    /** Whether it is there at the end of the last day. */
    private boolean isInService(Asset asset) {
      LocalDate end = months.last().atEndOfMonth();
      return asset.validity().holdsAt(months.to(asset.zone()) - 1)
          && (asset.commissioned() == null || !asset.commissioned().isAfter(end))
          && (asset.retired() == null || asset.retired().isAfter(end));
    }

    private Equipment own(Asset asset, String type, @Nullable DataCentre centre) {
      MeasuredAssets.Year year = measured.year(asset.name());
      BigDecimal annual = year == null ? null : UnitYear.of(estate, months, asset, year.energy());
      if (annual == null && measured.isMeasuredAtAll(asset.name())) {
        notTwelveMonths++;
      }
      BigDecimal taken = inRange(annual);
      return new Equipment(
          names.of(asset.name()),
          asset.model() == null ? asset.equipmentClass().name() : asset.model(),
          asset.quantity(),
          centre == null ? null : centre.name(),
          bought(asset),
          type,
          country,
          taken,
          taken == null ? null : "garonne-measured-" + months.label(),
          asset.entity(),
          taken == null || year == null ? null : Quality.of(year.knownShare()));
    }

    private @Nullable BigDecimal inRange(@Nullable BigDecimal annual) {
      if (annual != null && !UnitYear.isInRange(annual)) {
        outOfRange++;
        return null;
      }
      return annual;
    }

    private static @Nullable LocalDate bought(Asset asset) {
      String purchased = asset.line().cell("purchased");
      return purchased == null ? asset.commissioned() : LocalDate.parse(purchased);
    }

    private Equipment grouped(PersonalGroups.Group group, List<Asset> assets) {
      EquipmentClass of = assets.get(0).equipmentClass();
      int quantity = assets.stream().mapToInt(Asset::quantity).sum();
      BigDecimal sum = BigDecimal.ZERO;
      boolean ofModel = true;
      for (Asset asset : assets) {
        StratumMeans.Mean mean =
            means.of(asset.entity(), of.family().label(), asset.model(), asset.zone());
        if (mean == null) {
          sum = null;
          break;
        }
        ofModel &= mean.ofModel();
        sum = sum.add(mean.millijoules().multiply(BigDecimal.valueOf(asset.quantity())));
      }
      BigDecimal annual = sum == null || quantity == 0 ? null : inRange(UnitYear.of(sum, quantity));
      Set<@Nullable LocalDate> bought = new HashSet<>();
      assets.forEach(asset -> bought.add(bought(asset)));
      return new Equipment(
          names.of(
              String.join(
                  "-",
                  "personal",
                  group.entity() == null ? "all" : group.entity(),
                  of.name(),
                  group.model() == null ? "all" : group.model())),
          group.model() == null ? of.name() : group.model(),
          quantity,
          null,
          bought.size() == 1 ? bought.iterator().next() : null,
          Objects.requireNonNull(of.numecoevalType()),
          country,
          annual,
          annual == null ? null : "garonne-stratum-mean-" + months.label(),
          group.entity(),
          annual == null ? null : ofModel ? Quality.MEDIUM : Quality.LOW);
    }
  }
}
