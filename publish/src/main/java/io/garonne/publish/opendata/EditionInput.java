package io.garonne.publish.opendata;

import io.garonne.model.Total;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.persons.People;
import java.util.List;

/**
 * What an edition is made of.
 *
 * @param year calendar year
 * @param totals of months, at least those that {@link Measured#needs}; in any order
 * @param indicators figures of any month
 * @param estate the tables of the estate
 * @param imprint who publishes
 * @param least persons in a group, at least
 * @param cause why it differs from the edition before, as people are told; empty: by column
 */
public record EditionInput(
    int year,
    List<Total> totals,
    PublishedIndicators indicators,
    Estate estate,
    Imprint imprint,
    int least,
    String cause) {
  public EditionInput {
    if (least < People.FEWEST) {
      throw new IllegalArgumentException("a group has at least " + People.FEWEST + " persons");
    }
    totals = List.copyOf(totals);
  }
}
