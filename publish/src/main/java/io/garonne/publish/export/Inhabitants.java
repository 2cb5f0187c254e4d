package io.garonne.publish.export;

import io.garonne.model.Device;
import io.garonne.model.inventory.Estate;
import java.util.Collection;
import java.util.List;

/**
 * Who is where, and how many of them are a group.
 *
 * @param estate how many use an asset, and which classes are personal; may be empty
 * @param devices as the inventory has them
 * @param least persons in a sum with equipment of persons, at least {@link
 *     io.garonne.publish.opendata.EditionInput#FEWEST}
 */
public record Inhabitants(Estate estate, Collection<Device> devices, int least) {
  public Inhabitants {
    devices = List.copyOf(devices);
  }
}
