package io.garonne.publish.persons;

import io.garonne.model.Device;
import io.garonne.model.inventory.Estate;
import java.util.Collection;
import java.util.List;

/** Who is where, and how many of them are a group. Any thread. */
public final class Inhabitants {
  private final Estate estate;
  private final List<Device> devices;
  private final int least;
  private final Crowd crowd;

  /**
   * Of an estate.
   *
   * @param estate how many use an asset, and which classes are personal; may be empty
   * @param devices as the inventory has them
   * @param least persons in a sum with equipment of persons, at least {@link People#FEWEST}
   */
  public Inhabitants(Estate estate, Collection<Device> devices, int least) {
    if (least < People.FEWEST) {
      throw new IllegalArgumentException("a group has at least " + People.FEWEST + " persons");
    }
    this.estate = estate;
    this.devices = List.copyOf(devices);
    this.least = least;
    this.crowd = new Crowd(estate, this.devices);
  }

  Estate estate() {
    return estate;
  }

  List<Device> devices() {
    return devices;
  }

  int least() {
    return least;
  }

  Crowd crowd() {
    return crowd;
  }
}
