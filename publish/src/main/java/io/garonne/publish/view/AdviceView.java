package io.garonne.publish.view;

import io.garonne.model.advice.Advice;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.Topics;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Everything that is advised now, by key; what a newer version says beyond this one is left out.
 * Nothing about a single personal device is in the topic. Grows with the devices.
 */
public final class AdviceView implements View {
  private final ConcurrentSkipListMap<String, Advice> latest = new ConcurrentSkipListMap<>();

  @Override
  public Topics topic() {
    return Topics.ADVICE;
  }

  @Override
  public void take(String key, byte[] value) {
    Advice advice = AdviceJson.read(key, value);
    if (advice == null) {
      latest.remove(key);
    } else {
      latest.put(key, advice);
    }
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** All of it, in the order of the keys. */
  public Collection<Advice> all() {
    return Collections.unmodifiableCollection(latest.values());
  }

  /** What begins with this kind, such as {@code printer}: found without looking at the rest. */
  public Collection<Advice> ofKind(String kind) {
    return Collections.unmodifiableCollection(
        latest.subMap(kind + "|", true, kind + "}", false).values());
  }
}
