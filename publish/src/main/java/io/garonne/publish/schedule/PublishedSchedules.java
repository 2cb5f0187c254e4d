package io.garonne.publish.schedule;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.wire.CandidateJson;
import io.garonne.model.wire.PrinterAdviceJson;
import io.garonne.model.wire.SiteScheduleJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Advice about printers as it is published now.
 *
 * @param printers of single printers, by site and name
 * @param sites of whole sites
 * @param candidates printers that may be too many or too large
 */
public record PublishedSchedules(
    List<PrinterAdvice> printers, List<SiteSchedule> sites, List<Candidate> candidates) {
  public PublishedSchedules {
    printers = List.copyOf(printers);
    sites = List.copyOf(sites);
    candidates = List.copyOf(candidates);
  }

  /** Of advice in any order, sorted by key; other advice is left out. */
  public static PublishedSchedules of(Collection<? extends Advice> advice) {
    Map<String, Advice> byKey = new TreeMap<>();
    advice.forEach(one -> byKey.put(one.key(), one));
    return new PublishedSchedules(
        of(byKey, PrinterAdvice.class), of(byKey, SiteSchedule.class), of(byKey, Candidate.class));
  }

  private static <T extends Advice> List<T> of(Map<String, Advice> all, Class<T> kind) {
    return all.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Reads the topic. One call, one short-lived consumer; any thread.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or the topic is not
   *     there
   * @throws IllegalStateException if a record about printers cannot be read
   */
  public static PublishedSchedules read(String bootstrap) {
    Map<String, Advice> latest = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.ADVICE,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          Advice advice = value == null ? null : advice(key, value);
          if (advice == null) {
            latest.remove(key);
          } else {
            latest.put(key, advice);
          }
        });
    return of(latest.values());
  }

  /** The record, or null: it is about something else. */
  private static @Nullable Advice advice(String key, byte[] value) {
    try {
      return switch (key.substring(0, Math.max(0, key.indexOf('|')))) {
        case PrinterAdviceJson.KIND -> PrinterAdviceJson.read(value);
        case SiteScheduleJson.KIND -> SiteScheduleJson.read(value);
        case CandidateJson.KIND -> CandidateJson.read(value);
        default -> null;
      };
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "%s, %s: cannot be read: %s".formatted(Topics.ADVICE.topic(), key, e.getMessage()), e);
    }
  }

  /** What is about one site. */
  public PublishedSchedules at(String site) {
    return new PublishedSchedules(
        printers.stream().filter(one -> one.site().equals(site)).toList(),
        sites.stream().filter(one -> one.site().equals(site)).toList(),
        candidates.stream().filter(one -> one.site().equals(site)).toList());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return printers.isEmpty() && sites.isEmpty() && candidates.isEmpty();
  }
}
