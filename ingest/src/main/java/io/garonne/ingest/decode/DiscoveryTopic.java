package io.garonne.ingest.decode;

import org.jspecify.annotations.Nullable;

/**
 * Where Home Assistant's discovery is: {@code <prefix>/<component>/[<node>/]<object>/config}.
 *
 * @param topic the whole topic
 * @param component {@code sensor}, {@code device} …
 * @param key the node, if there is one, and the object
 */
record DiscoveryTopic(String topic, String component, String key) {
  private static final String END = "/config";

  /** Reads a topic; null if it is none of discovery. */
  static @Nullable DiscoveryTopic of(String topic, String prefix) {
    if (!topic.endsWith(END) || !topic.startsWith(prefix) || topic.length() <= prefix.length()) {
      return null;
    }
    int start = prefix.length() + 1;
    int end = topic.length() - END.length();
    if (topic.charAt(prefix.length()) != '/' || start >= end) {
      return null;
    }
    int slash = topic.indexOf('/', start);
    String key = slash < end ? topic.substring(slash + 1, end) : "";
    boolean deep = key.indexOf('/') != key.lastIndexOf('/');
    return key.isEmpty() || deep
        ? null
        : new DiscoveryTopic(topic, topic.substring(start, slash), key);
  }
}
