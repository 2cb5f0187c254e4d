package io.garonne.twin;

/**
 * Equipment on a desk: on while its person is there, with less to do over lunch, and standby
 * otherwise, unless it is one of those that nobody switches off.
 *
 * @param workLow least power at work, milliwatts
 * @param workHigh greatest mean power at work, milliwatts
 * @param restPermille power over lunch, in thousandths of that at work
 * @param standbyLow least standby power, milliwatts
 * @param standbyHigh greatest standby power, milliwatts
 * @param everOn share that stays on for ever
 * @param charges whether it charges after arrival, which adds half as much again for an hour
 */
record DeskLoad(
    int workLow,
    int workHigh,
    int restPermille,
    int standbyLow,
    int standbyHigh,
    double everOn,
    boolean charges)
    implements Load {
  private static final int BLOCK = 25;

  @Override
  public void describe(LoadDay out, long seed, long person, Days.Day day) {
    Draw habits = Draw.of(seed, 1);
    long work = habits.between(workLow, workHigh);
    long rest = work * restPermille / 1000;
    long away = habits.chance(everOn) ? rest : habits.between(standbyLow, standbyHigh);
    Presence presence = Presence.of(person, day);
    out.from(0, away);
    if (!presence.in()) {
      return;
    }
    Draw draw = Draw.of(seed, 2, day.date().toEpochDay());
    work(out, draw, work, presence.arrival(), presence.lunch());
    out.from(presence.lunch(), rest);
    work(out, draw, work, presence.back(), presence.leave());
    out.from(presence.leave(), away);
  }

  private void work(LoadDay out, Draw draw, long work, int from, int to) {
    for (int minute = from; minute < to; minute += BLOCK) {
      long charging = charges && minute < from + 60 ? work / 2 : 0;
      out.from(minute, work * draw.between(800, 1250) / 1000 + charging);
    }
  }
}
