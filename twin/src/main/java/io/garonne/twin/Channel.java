package io.garonne.twin;

/** A metering point at work: its truth, and what it says of it. Not for several threads. */
final class Channel {
  private static final long VOLTAGE_STEP = 600_000L;

  private final Point point;
  private final DeviceDays device;
  private final TrueMeter meter;
  private final long powerFactor;

  Channel(Point point, DeviceDays device) {
    this.point = point;
    this.device = device;
    this.meter = new TrueMeter(point, device);
    int least = point.equipment() == Equipment.SERVER ? 90 : 55;
    this.powerFactor = Draw.of(point.seed(), 6).between(least, 98) * 10;
  }

  Point point() {
    return point;
  }

  /** Millijoules since the epoch. */
  long trueEnergy(long at) {
    return meter.energy(at) / 1000;
  }

  boolean silent(long at) {
    return device.at(at).silent(at);
  }

  /** When a reading of this instant leaves the device. */
  long released(long at) {
    return device.at(at).released(at);
  }

  /**
   * What it says of one instant.
   *
   * @param stray whether its register is said to stand at 0
   */
  TwinMessage message(long at, long sentAt, boolean stray) {
    long step = point.dialect().clockStep();
    long read = Math.floorDiv(at, step) * step;
    long stamp = read + device.at(at).clockError(at) / step * step;
    Long register = point.register() ? (Long) (stray ? 0 : meter.register(read)) : null;
    long drawn = Draw.hash(Draw.hash(7, point.site()), at / VOLTAGE_STEP);
    Sample sample =
        new Sample(
            stamp,
            meter.power(at),
            register,
            meter.today(read),
            meter.yesterday(read),
            227_000 + Math.floorMod(drawn, 9_000),
            powerFactor,
            meter.pages(at),
            meter.state(at));
    return point.dialect().message(point, sample, device.days().zone(), sentAt);
  }
}
