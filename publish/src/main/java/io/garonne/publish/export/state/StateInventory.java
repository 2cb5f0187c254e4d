package io.garonne.publish.export.state;

import io.garonne.model.advice.PowerUsage;
import io.garonne.model.indicator.Quality;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.Site;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private static final BigDecimal MILLIJOULES_PER_KWH = BigDecimal.valueOf(3_600_000_000L);

  /** More digits are not taken. */
  private static final BigDecimal MOST_KWH = new BigDecimal("9999999.999");

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

  /** A room, or (null) a whole site, that is a data centre of its own. */
  private record Place(String site, @Nullable String room) {
    String name() {
      return room == null ? site : site + "-" + room;
    }
  }

  private record Group(@Nullable String entity, String equipmentClass, @Nullable String model) {
    static final Comparator<Group> ORDER =
        Comparator.<Group, String>comparing(g -> String.valueOf(g.equipmentClass))
            .thenComparing(g -> g.entity == null ? "" : g.entity)
            .thenComparing(g -> g.model == null ? "" : g.model);
  }

  private static final class Making {
    private final Estate estate;
    private final TwelveMonths months;
    private final MeasuredAssets measured;
    private final StratumMeans means;
    private final Map<Place, PowerUsage> pues = new java.util.HashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Set<Place> serverRooms = new HashSet<>();
    private final String country;
    private final PlainNames names = new PlainNames();
    private final PlainNames centres = new PlainNames();
    private final Set<String> withoutType = new TreeSet<>();
    private int infrastructure;
    private int notTwelveMonths;
    private int outOfRange;
    private int fewUsers;

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
      for (PowerUsage usage : usages) {
        Place place = new Place(usage.site(), usage.room());
        places.add(place);
        if (usage.name() == PowerUsage.Name.PUE && usage.last().equals(months.last())) {
          pues.put(place, usage);
        }
      }
    }

    StateInventory make(Map<String, Long> users) {
      List<Asset> there =
          estate.assets().stream()
              .filter(this::isInService)
              .sorted(Comparator.comparing(Asset::name))
              .toList();
      there.stream()
          .filter(asset -> asset.equipmentClass().family() == Family.SERVER_ROOM_IT)
          .filter(asset -> asset.room() != null)
          .forEach(asset -> serverRooms.add(new Place(asset.site(), asset.room())));
      Map<Group, List<Asset>> personal = new TreeMap<>(Group.ORDER);
      Map<String, DataCentre> dataCentres = new TreeMap<>();
      List<Equipment> equipment = new ArrayList<>();
      for (Asset asset : there) {
        EquipmentClass of = asset.equipmentClass();
        if (of.family() == Family.SERVER_ROOM_FACILITY) {
          infrastructure++;
        } else if (of.numecoevalType() == null) {
          withoutType.add(of.name());
        } else if (asset.personal()) {
          personal
              .computeIfAbsent(
                  new Group(asset.entity(), of.name(), asset.model()), g -> new ArrayList<>())
              .add(asset);
        } else {
          DataCentre centre = dataCentre(asset);
          if (centre != null) {
            dataCentres.put(centre.name(), centre);
          }
          equipment.add(own(asset, of.numecoevalType(), centre));
        }
      }
      inLargeGroups(personal).forEach((group, of) -> equipment.add(grouped(group, of)));
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
              fewUsers,
              (int) dataCentres.values().stream().filter(c -> c.pue() == null).count(),
              names.changed() + centres.changed(),
              (int) entities.values().stream().filter(java.util.Objects::isNull).count()));
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
      BigDecimal annual = year == null ? null : ofOneUnit(asset, year.energy());
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
      if (annual != null && (annual.signum() < 0 || annual.compareTo(MOST_KWH) > 0)) {
        outOfRange++;
        return null;
      }
      return annual;
    }

    /** Of the units that were there, each for its time; null unless some were all the time. */
    private @Nullable BigDecimal ofOneUnit(Asset now, long energy) {
      long from = months.from(now.zone());
      long to = months.to(now.zone());
      BigDecimal unitTime = BigDecimal.ZERO;
      long there = 0;
      for (Asset line : estate.asset(now.name())) {
        long overlap = Math.min(to, line.validity().to()) - Math.max(from, line.validity().from());
        if (overlap > 0) {
          there += overlap;
          unitTime =
              unitTime.add(
                  BigDecimal.valueOf(overlap).multiply(BigDecimal.valueOf(line.quantity())));
        }
      }
      boolean wholeTime =
          there == to - from
              && (now.commissioned() == null
                  || !now.commissioned().isAfter(months.first().atDay(1)));
      return wholeTime && unitTime.signum() > 0
          ? kilowattHours(
              BigDecimal.valueOf(energy)
                  .multiply(BigDecimal.valueOf(to - from))
                  .divide(unitTime, MathContext.DECIMAL64))
          : null;
    }

    private static BigDecimal kilowattHours(BigDecimal millijoules) {
      return millijoules.divide(MILLIJOULES_PER_KWH, 3, RoundingMode.HALF_EVEN);
    }

    private static @Nullable LocalDate bought(Asset asset) {
      String purchased = asset.line().cell("purchased");
      return purchased == null ? asset.commissioned() : LocalDate.parse(purchased);
    }

    private @Nullable DataCentre dataCentre(Asset asset) {
      Family family = asset.equipmentClass().family();
      boolean inside =
          family == Family.SERVER_ROOM_IT
              || (family == Family.NETWORK
                  && asset.room() != null
                  && serverRooms.contains(new Place(asset.site(), asset.room())));
      if (!inside) {
        return null;
      }
      Place room = new Place(asset.site(), asset.room());
      Place place = places.contains(room) ? room : new Place(asset.site(), null);
      PowerUsage usage = pues.get(place);
      PowerUsage.Value value = usage == null ? null : usage.value();
      Double ratio = value == null ? null : value.ratio();
      Site site = estate.sites().get(place.site());
      return new DataCentre(
          centres.of(place.name()),
          longName(place),
          ratio == null ? null : BigDecimal.valueOf(ratio).setScale(3, RoundingMode.HALF_EVEN),
          country,
          site == null ? asset.entity() : site.entity(),
          ratio == null || value == null ? null : Quality.of(value.knownPpm() / 1e6));
    }

    private String longName(Place place) {
      String site =
          estate.lines(EstateTable.SITES).stream()
              .filter(line -> place.site().equals(line.cell("site")))
              .map(Making::nameOf)
              .findFirst()
              .orElse(place.site());
      return place.room() == null ? site : site + ", " + place.room();
    }

    private static String nameOf(EstateLine site) {
      String name = site.cell("name");
      return name == null ? site.required("site") : name;
    }

    /** Groups with too few users are put together: first all models, then all entities. */
    private Map<Group, List<Asset>> inLargeGroups(Map<Group, List<Asset>> groups) {
      Map<Group, List<Asset>> ofEntities =
          merged(groups, group -> new Group(group.entity(), group.equipmentClass(), null));
      Map<Group, List<Asset>> ofAll =
          merged(ofEntities, group -> new Group(null, group.equipmentClass(), null));
      ofAll.values().removeIf(this::isTooFew);
      return ofAll;
    }

    private static Map<Group, List<Asset>> merged(
        Map<Group, List<Asset>> groups, java.util.function.UnaryOperator<Group> wider) {
      Map<Group, List<Asset>> merged = new TreeMap<>(Group.ORDER);
      groups.forEach(
          (group, of) ->
              merged
                  .computeIfAbsent(
                      users(of) < FEWEST_USERS ? wider.apply(group) : group, g -> new ArrayList<>())
                  .addAll(of));
      return merged;
    }

    private boolean isTooFew(List<Asset> assets) {
      boolean few = users(assets) < FEWEST_USERS;
      if (few) {
        fewUsers += assets.stream().mapToInt(Asset::quantity).sum();
      }
      return few;
    }

    private static int users(List<Asset> assets) {
      return assets.stream()
          .mapToInt(asset -> asset.users() == null ? asset.quantity() : asset.users())
          .sum();
    }

    private Equipment grouped(Group group, List<Asset> assets) {
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
      BigDecimal annual =
          sum == null || quantity == 0
              ? null
              : inRange(
                  kilowattHours(sum.divide(BigDecimal.valueOf(quantity), MathContext.DECIMAL64)));
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
          java.util.Objects.requireNonNull(of.numecoevalType()),
          country,
          annual,
          annual == null ? null : "garonne-stratum-mean-" + months.label(),
          group.entity(),
          annual == null ? null : ofModel ? Quality.MEDIUM : Quality.LOW);
    }
  }
}
