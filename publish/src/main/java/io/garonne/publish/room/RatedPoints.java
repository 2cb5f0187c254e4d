package io.garonne.publish.room;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.room.PowerPoint;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metering points with a rating, a breaker, a feed or a role, as the estate's tables say them. The
 * tables are read when somebody asks and what is known is older than a minute, and only these
 * points are kept: a whole estate would fill the memory of a page that hardly anybody opens.
 */
public final class RatedPoints implements Supplier<List<PowerPoint>> {
  private static final Logger LOG = LoggerFactory.getLogger(RatedPoints.class);
  private static final long HOLDS = Duration.ofMinutes(1).toMillis();

  private final String bootstrap;
  private final ZoneId zone;
  private final InstantSource clock;
  private List<PowerPoint> known = List.of();
  private long readAt = Long.MIN_VALUE;

  /**
   * Of a Kafka.
   *
   * @param zone of sites that name none
   */
  public RatedPoints(String bootstrap, ZoneId zone, InstantSource clock) {
    this.bootstrap = bootstrap;
    this.zone = zone;
    this.clock = clock;
  }

  /** The points; those known before if Kafka does not answer. */
  @Override
  public synchronized List<PowerPoint> get() {
    long now = clock.millis();
    if (readAt + HOLDS > now && readAt <= now) {
      return known;
    }
    try {
      known =
          PowerPoint.of(Estate.of(lines().values(), zone).estate(), now).stream()
              .filter(RatedPoints::isSaid)
              .toList();
      readAt = now;
    } catch (UnavailableException e) {
      LOG.warn("The estate cannot be read: {}", e.getMessage());
    }
    return known;
  }

  private static boolean isSaid(PowerPoint point) {
    return point.ratedPower() != null
        || point.breaker() != null
        || point.feed() != null
        || point.role() != null
        || point.phases() > 1;
  }

  private Map<String, EstateLine> lines() {
    Map<String, EstateLine> lines = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.ESTATE,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            lines.remove(key);
          } else {
            try {
              lines.put(key, EstateLineJson.read(value));
            } catch (RuntimeException e) {
              LOG.warn("Skipped line {} of the estate: {}", key, e.getMessage());
            }
          }
        });
    return lines;
  }
}
