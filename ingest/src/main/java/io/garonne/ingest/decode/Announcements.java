package io.garonne.ingest.decode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What devices have announced of themselves, by the topic of the announcement; the last one counts.
 * May be read and added to by different threads.
 */
public final class Announcements {
  private final Map<String, byte[]> payloads = new ConcurrentHashMap<>();

  /** Keeps an announcement; an empty one takes back what was announced under this topic. */
  public void learn(String topic, byte[] payload) {
    if (payload.length == 0) {
      payloads.remove(topic);
    } else {
      payloads.put(topic, payload);
    }
  }

  /** What was announced under a topic, or null. */
  byte @Nullable [] payload(String topic) {
    return payloads.get(topic);
  }
}
