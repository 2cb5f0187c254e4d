package io.garonne.publish.opendata;

import java.util.Locale;

/** The way of a figure from the sensor to the package, step by step. */
enum Step {
  SENSOR("capteur", "message MQTT, SNMP, IPP ou HTTP", "docs/devices.md"),
  READING("message", "energy.readings.v1", "docs/ingest.md"),
  METERING("energy.readings.v1", "énergie par quart d’heure et canal", "M1-M12"),
  INVENTORY("énergie par canal", "énergie par entité, site et classe", "docs/inventory.md"),
  TOTALS("énergie par quart d’heure", "energy.totals.v1", "M9-M11"),
  INDICATORS("energy.totals.v1, energy.strata.v1", "energy.indicators.v1", "docs/method.md"),
  MONTHS("energy.totals.v1", "mois définitifs par lieu et famille", "docs/open-data.md"),
  GROUPING("mois par lieu et famille", "lignes publiées", "docs/open-data.md"),
  DENOMINATORS(
      "lignes publiées, energy.estate.v1",
      "kWh par utilisateur et équipement",
      "docs/open-data.md"),
  CARBON("lignes publiées, facteur de l’année", "kg CO2e", "docs/method.md"),
  LIFETIMES("energy.estate.v1", "durées de vie", "docs/inventory.md"),
  EDITION("fichiers", "édition numérotée, empreinte chaînée", "docs/open-data.md");

  private final String input;
  private final String output;
  private final String rule;

  Step(String input, String output, String rule) {
    this.input = input;
    this.output = output;
    this.rule = rule;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  String rule() {
    return rule;
  }

  /** Data sets that it is a step of. */
  String datasets() {
    return switch (this) {
      case SENSOR, READING, METERING, INVENTORY, TOTALS ->
          "consommation_numerique_mensuelle impressions_mensuelles indicateurs carbone_annuel";
      case INDICATORS -> "indicateurs";
      case MONTHS, GROUPING ->
          "consommation_numerique_mensuelle impressions_mensuelles carbone_annuel";
      case DENOMINATORS -> "consommation_numerique_mensuelle impressions_mensuelles";
      case CARBON -> "consommation_numerique_mensuelle carbone_annuel";
      case LIFETIMES -> "durees_de_vie";
      case EDITION -> "errata";
    };
  }
}
