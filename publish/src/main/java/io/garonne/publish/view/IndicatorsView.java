package io.garonne.publish.view;

import io.garonne.model.indicator.Published;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.indicator.PublishedIndicators;
import java.util.Collections;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The figures and the lines of their arithmetic, the latest of each name. Grows by a line for each
 * entity, family, indicator and month.
 */
public final class IndicatorsView implements View {
  private final ConcurrentSkipListMap<String, Published> latest = new ConcurrentSkipListMap<>();
  private final PublishedIndicators published =
      new PublishedIndicators(Collections.unmodifiableNavigableMap(latest));

  @Override
  public Topics topic() {
    return Topics.INDICATORS;
  }

  @Override
  public void take(String key, byte[] value) {
    latest.put(key, IndicatorJson.read(value));
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** What is published now; it goes on changing. */
  public PublishedIndicators published() {
    return published;
  }
}
