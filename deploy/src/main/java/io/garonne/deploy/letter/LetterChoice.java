package io.garonne.deploy.letter;

import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.util.Set;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those for which everything that is said holds.
 *
 * @param ids {@link DeadLetter#id()}; empty for any
 * @param reasons labels; empty for any
 * @param topic an MQTT topic filter, or a topic in Kafka; null for any
 * @param since arrived then or later, milliseconds since 1970 UTC
 */
public record LetterChoice(
    Set<String> ids, Set<String> reasons, @Nullable String topic, long since) {

  public LetterChoice {
    ids = Set.copyOf(ids);
    reasons = Set.copyOf(reasons);
  }

  /** Whether this one is meant. */
  public boolean has(DeadLetter letter) {
    return (ids.isEmpty() || ids.contains(letter.id()))
        && (reasons.isEmpty() || reasons.contains(letter.reason()))
        && letter.at() >= since
        && (topic == null || matches(topic, letter.topic()));
  }

  /**
   * Takes those that Kafka has, oldest first, one at a time: they can be many and large.
   *
   * @throws io.garonne.publish.UnavailableException if it does not answer
   */
  public <E extends Exception> void read(String bootstrap, Taker<E> taker) throws E {
    TopicReader.<E>all(
        bootstrap,
        Topics.DEAD_LETTERS,
        record -> {
          DeadLetter letter = DeadLetter.of(record);
          if (has(letter)) {
            taker.take(letter);
          }
        });
  }

  /**
   * Takes a letter.
   *
   * @param <E> what can go wrong with it
   */
  public interface Taker<E extends Exception> {
    /** One that is meant. */
    void take(DeadLetter letter) throws E;
  }

  private static boolean matches(String filter, String topic) {
    if (filter.equals(topic)) {
      return true;
    }
    try {
      return !topic.isEmpty() && MqttTopicValidator.isMatched(filter, topic);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
