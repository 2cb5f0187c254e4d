package io.garonne.publish.view;

import io.garonne.model.Finding;
import io.garonne.model.wire.FindingJson;
import io.garonne.model.wire.Topics;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The latest alerts, as they were written. Personal ones are among them: who shows alerts asks
 * {@link DevicesView#isPersonalAt} first.
 */
public final class FindingsView implements View {
  /** More than are shown, because some may be about personal devices. */
  private static final int KEPT = 200;

  private final ArrayDeque<Finding> latest = new ArrayDeque<>(KEPT);

  @Override
  public Topics topic() {
    return Topics.FINDINGS;
  }

  @Override
  public void take(String key, byte[] value) {
    Finding alert = FindingJson.read(value);
    synchronized (latest) {
      if (latest.size() == KEPT) {
        latest.removeLast();
      }
      latest.addFirst(alert);
    }
  }

  @Override
  public void remove(String key) {
    // An alert is an event; it is not taken back.
  }

  @Override
  public int size() {
    synchronized (latest) {
      return latest.size();
    }
  }

  /** The alerts that are not about a personal device, the last written first, at most 50. */
  public List<Finding> shown(DevicesView devices) {
    List<Finding> all;
    synchronized (latest) {
      all = List.copyOf(latest);
    }
    Stream<Finding> shown =
        all.stream().filter(a -> a.device() == null || !devices.isPersonalAt(a.device(), a.at()));
    return shown.limit(50).toList();
  }
}
