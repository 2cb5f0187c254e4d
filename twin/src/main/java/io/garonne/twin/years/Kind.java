package io.garonne.twin.years;

import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.inventory.Family;
import java.util.Locale;

/**
 * Kinds of equipment. All figures are invented, of the size that offices have.
 *
 * <p>{@code spread} is the standard deviation between units by their mean: people differ in hours,
 * habits and what they switch off; printers in what they print.
 */
enum Kind {
  DESKTOP("desktop", 120, 0.35, 0.55),
  LAPTOP("laptop", 35, 0.40, 0.60),
  /** What replaces a desktop: a laptop that stands in a dock. */
  DOCKED_LAPTOP("laptop", 50, 0.40, 0.60),
  SCREEN("screen", 45, 0.30, 0.80),
  PRINTER("multifunction-printer", 180, 0.60, 0.50),
  REFURBISHED_PRINTER("multifunction-printer", 110, 0.60, 0.50),
  SWITCH("switch", 350, 0.50, 0),
  SERVER("server", 2200, 0.50, 0),
  COOLING("cooling", 0, 0, 0);

  private final String equipmentClass;
  private final double kwhPerYear;
  private final double spread;
  private final double presence;
  private final Family family;
  private final String model;

  Kind(String equipmentClass, double kwhPerYear, double spread, double presence) {
    this.equipmentClass = equipmentClass;
    this.kwhPerYear = kwhPerYear;
    this.spread = spread;
    this.presence = presence;
    this.model = name().toLowerCase(Locale.ROOT).replace('_', ' ') + " 1";
    this.family = EquipmentClasses.familyOf(equipmentClass);
  }

  String equipmentClass() {
    return equipmentClass;
  }

  /** As the inventory has it: one model of each kind. */
  String model() {
    return model;
  }

  Family family() {
    return family;
  }

  /** Mean of a unit in a year with everybody present every working day. */
  double kwhPerYear() {
    return kwhPerYear;
  }

  double spread() {
    return spread;
  }

  /** Share of its energy that follows how many people are present. */
  double presence() {
    return presence;
  }

  boolean isDesk() {
    return family() == Family.WORKSTATIONS;
  }
}
