package io.garonne.publish.view;

import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import org.jspecify.annotations.Nullable;

/**
 * Who is where by what is remembered, and so which sums may be shown: made anew when somebody asks
 * and what it rests on has changed. Any thread.
 */
public final class WhoIsWhere {
  private final TotalsView totals;
  private final DevicesView devices;
  private final EstateView estate;
  private @Nullable Inhabitants inhabitants;
  private @Nullable Division division;
  private long devicesThen;
  private long estateThen;
  private long monthsThen;

  WhoIsWhere(TotalsView totals, DevicesView devices, EstateView estate) {
    this.totals = totals;
    this.devices = devices;
    this.estate = estate;
  }

  /** Who is where, in groups of {@link People#DEFAULT_LEAST}. */
  public synchronized Inhabitants inhabitants() {
    long devicesNow = devices.changes();
    long estateNow = estate.changes();
    Inhabitants known = inhabitants;
    if (known == null || devicesNow != devicesThen || estateNow != estateThen) {
      known = new Inhabitants(estate.estate(), devices.all(), People.DEFAULT_LEAST);
      inhabitants = known;
      devicesThen = devicesNow;
      estateThen = estateNow;
      division = null;
    }
    return known;
  }

  /** Which sums may be shown. */
  public synchronized Division division() {
    Inhabitants who = inhabitants();
    long monthsNow = totals.changesOfMonths();
    Division known = division;
    if (known == null || monthsNow != monthsThen) {
      known = Division.of(who, totals.all());
      division = known;
      monthsThen = monthsNow;
    }
    return known;
  }
}
