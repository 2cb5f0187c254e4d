package io.garonne.model.wire;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** How long topics keep what the table {@link EstateTable#RETENTION} is about. */
public final class Retention {
  private static final long DAY = 86_400_000L;

  private static final Map<String, Topics> TOPICS =
      Map.of(
          "readings", Topics.READINGS,
          "dead-letters", Topics.DEAD_LETTERS,
          "device-quarter-hours", Topics.TOTALS_DEVICE_FINE,
          "device-hours", Topics.TOTALS_DEVICE_FINE,
          "device-days", Topics.TOTALS_DEVICE,
          "device-months", Topics.TOTALS_DEVICE);

  private Retention() {}

  /**
   * Milliseconds for which each topic is to keep a record: as the table says, else as at its
   * creation. Where lines about one topic differ, the shortest counts; what is somebody's own in
   * totals is taken back by streams, whatever the topic keeps.
   */
  public static Map<Topics, Long> of(Estate estate) {
    Map<Topics, Long> decided = new EnumMap<>(Topics.class);
    for (EstateLine line : estate.lines(EstateTable.RETENTION)) {
      Topics topic = TOPICS.get(line.required("data"));
      boolean mixed = topic == Topics.READINGS || topic == Topics.DEAD_LETTERS;
      if (topic != null && (mixed || line.required("personal").equals("0"))) {
        long days = new BigDecimal(line.required("days")).longValueExact();
        // Kafka deletes by segments of a day: what is to be gone has to be due the day before.
        decided.merge(topic, mixed ? Math.max(1, days - 1) * DAY : days * DAY, Math::min);
      }
    }
    TOPICS.values().forEach(topic -> decided.putIfAbsent(topic, topic.retentionMillis()));
    return decided;
  }
}
