package io.garonne.publish.export.state;

import io.garonne.model.advice.PowerUsage;
import io.garonne.model.indicator.Quality;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.Site;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which equipment stands in a data centre: what is of a server room, and the network in a room with
 * servers. Where a room's power usage is known, the room is one of its own; otherwise its site is.
 */
final class DataCentres {
  private final Estate estate;
  private final String country;
  private final Map<Place, PowerUsage> pues = new HashMap<>();
  private final Set<Place> places = new HashSet<>();
  private final Set<Place> serverRooms = new HashSet<>();
  private final PlainNames names = new PlainNames();

  /**
   * Data centres of an estate.
   *
   * @param usages of rooms and sites, of any twelve months
   * @param last month of the twelve that count
   * @param there what is in service
   */
  DataCentres(
      Estate estate,
      Collection<PowerUsage> usages,
      YearMonth last,
      Collection<Asset> there,
      String country) {
    this.estate = estate;
    this.country = country;
    for (PowerUsage usage : usages) {
      Place place = new Place(usage.site(), usage.room());
      places.add(place);
      if (usage.name() == PowerUsage.Name.PUE && usage.last().equals(last)) {
        pues.put(place, usage);
      }
    }
    there.stream()
        .filter(asset -> asset.equipmentClass().family() == Family.SERVER_ROOM_IT)
        .filter(asset -> asset.room() != null)
        .forEach(asset -> serverRooms.add(new Place(asset.site(), asset.room())));
  }

  /** A room, or (null) a whole site, that is a data centre of its own. */
  private record Place(String site, @Nullable String room) {
    String name() {
      return room == null ? site : site + "-" + room;
    }
  }

  /** The one that an asset stands in, or null. */
  @Nullable DataCentre of(Asset asset) {
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
        names.of(place.name()),
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
            .map(DataCentres::nameOf)
            .findFirst()
            .orElse(place.site());
    return place.room() == null ? site : site + ", " + place.room();
  }

  private static String nameOf(EstateLine site) {
    String name = site.cell("name");
    return name == null ? site.required("site") : name;
  }

  /** How many names had to be written otherwise. */
  int namesChanged() {
    return names.changed();
  }
}
