package io.garonne.twin;

/**
 * Equipment that never sleeps, with a wave over the day, a lower one on days off, and perhaps a
 * nightly job.
 *
 * @param low least mean power, milliwatts
 * @param high greatest mean power, milliwatts
 * @param wavePermille how much more it draws at its peak, in thousandths
 * @param nightlyPermille how much more during the nightly job, in thousandths
 */
record SteadyLoad(int low, int high, int wavePermille, int nightlyPermille) implements Load {
  /** Activity by hour in thousandths of the peak, as office services see it. */
  private static final int[] WAVE = {
    120, 80, 60, 50, 50, 80, 180, 400, 700, 900, 980, 1000,
    820, 780, 900, 960, 920, 800, 600, 450, 360, 300, 240, 170
  };

  @Override
  public void describe(LoadDay out, long seed, long person, Days.Day day) {
    Draw habits = Draw.of(seed, 1);
    long mean = habits.between(low, high);
    int nightly = (int) habits.between(0, 4 * 60);
    int share = day.working() ? 1000 : 350;
    Draw draw = Draw.of(seed, 2, day.date().toEpochDay());
    boolean begun = nightlyPermille == 0;
    for (int hour = 0; hour * 60 < day.minutes(); hour++) {
      long wave = (long) wavePermille * WAVE[hour % 24] * share / 1_000_000;
      long level = mean * (985 + draw.between(0, 30) + wave) / 1000;
      out.from(hour * 60, level);
      if (!begun && nightly < (hour + 1) * 60) {
        begun = true;
        out.from(nightly, level + mean * nightlyPermille / 1000);
      }
    }
  }
}
