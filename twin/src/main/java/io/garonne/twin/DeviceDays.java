package io.garonne.twin;

/** The incidents of one device, day by day. Not for several threads. */
final class DeviceDays {
  private final FaultSpec faults;
  private final boolean eventful;
  private final long device;
  private final long site;
  private final Days days;
  private int current = -1;
  private Incidents incidents = Incidents.NONE;

  DeviceDays(FaultSpec faults, long device, long site, Days days) {
    this.faults = faults;
    this.eventful = faults.daily();
    this.device = device;
    this.site = site;
    this.days = days;
  }

  Days days() {
    return days;
  }

  Incidents on(int day) {
    if (eventful && day != current) {
      incidents = Incidents.draw(faults, device, site, days.day(day));
      current = day;
    }
    return incidents;
  }

  Incidents at(long at) {
    return eventful ? on(days.indexOf(at)) : incidents;
  }
}
