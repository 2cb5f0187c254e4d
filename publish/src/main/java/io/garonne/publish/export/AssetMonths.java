package io.garonne.publish.export;

import io.garonne.model.calendar.Period;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.TopicReader;
import io.garonne.publish.export.state.MeasuredAssets;
import io.garonne.publish.export.state.TwelveMonths;
import java.io.IOException;
import java.nio.file.Path;

/** Reads what was measured of assets in twelve months. Memory grows with the assets. */
public final class AssetMonths {
  private static final long SORTED_IN_MEMORY = 32L << 20;

  private AssetMonths() {}

  /**
   * Reads the topic of devices.
   *
   * @param workshop directory with room for what is sorted
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   * @throws IllegalArgumentException if a record is not a total
   */
  public static MeasuredAssets read(
      String bootstrap, TwelveMonths months, Path workshop, TopicReader.Progress progress)
      throws IOException {
    MeasuredAssets measured = new MeasuredAssets(months);
    try (NewestPerKey newest = new NewestPerKey(workshop, SORTED_IN_MEMORY)) {
      TopicReader.<IOException>all(
          bootstrap,
          Topics.TOTALS_DEVICE,
          record -> {
            TotalKey key = TotalKey.parse(record.key());
            if (key.period() == Period.MONTH && key.scope().asset() != null) {
              newest.put(key.sortable(), record.value());
            }
          },
          progress);
      newest.forEach((key, value) -> measured.take(TotalJson.read(value)));
    }
    return measured;
  }
}
