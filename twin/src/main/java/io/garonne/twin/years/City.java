package io.garonne.twin.years;

import java.util.List;

/**
 * An invented city.
 *
 * @param entities its entities, the largest first
 */
public record City(List<Entity> entities) {

  public City {
    entities = List.copyOf(entities);
  }

  /**
   * An entity with its equipment in the reference year.
   *
   * @param name name
   * @param users equipped persons
   * @param desktops units
   * @param laptops units
   * @param screens units
   * @param printers units
   * @param switches units
   * @param servers units; with any there is cooling for them
   */
  public record Entity(
      String name,
      int users,
      int desktops,
      int laptops,
      int screens,
      int printers,
      int switches,
      int servers) {

    int count(Kind kind) {
      return switch (kind) {
        case DESKTOP -> desktops;
        case LAPTOP -> laptops;
        case SCREEN -> screens;
        case PRINTER -> printers;
        case SWITCH -> switches;
        case SERVER -> servers;
        case COOLING -> servers > 0 ? 1 : 0;
        case DOCKED_LAPTOP, REFURBISHED_PRINTER -> 0;
      };
    }
  }

  /** Where things go when a house closes, and the largest server room is. */
  static final String LARGEST = "ville";

  /** The house that closes. */
  static final String CLOSES = "annexe";

  /** The commune that joins; it is served from June of the reference year on in any scenario. */
  static final String JOINS = "nouvelle-commune";

  /**
   * Ten entities with 2 150 users, 3 020 workstations (910 desktops, 800 laptops, 1 310 screens),
   * 208 printers, 117 switches and 70 servers.
   */
  public static City invented() {
    return new City(
        List.of(
            new Entity(LARGEST, 700, 280, 270, 420, 60, 35, 40),
            new Entity("metropole", 450, 180, 180, 280, 40, 24, 25),
            new Entity("ccas", 220, 100, 80, 140, 22, 12, 0),
            new Entity("commune-nord", 180, 80, 65, 110, 18, 10, 5),
            new Entity("commune-est", 150, 70, 55, 95, 16, 9, 0),
            new Entity("commune-ouest", 130, 60, 45, 80, 14, 8, 0),
            new Entity("commune-sud", 110, 50, 40, 65, 12, 7, 0),
            new Entity("ecoles", 90, 40, 30, 50, 12, 6, 0),
            new Entity(CLOSES, 120, 50, 35, 70, 14, 6, 0),
            new Entity(JOINS, 60, 35, 20, 40, 8, 4, 0)));
  }
}
