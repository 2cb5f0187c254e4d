package io.garonne.publish.privacy;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.KeptDays;
import io.garonne.model.wire.Retention;
import io.garonne.model.wire.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept, and who said so.
 *
 * @param what what it is: {@code register.kept.WHAT} in the texts
 * @param place where it is, as its store names it
 * @param days whole days; 0 is for ever, {@link #UNTIL_CHANGED} until somebody changes or forgets
 *     it
 * @param decision who decided, when and on what basis; null: nobody has, it is Garonne's default
 */
public record Kept(String what, String place, long days, @Nullable Decision decision) {
  /** Kept until somebody changes or forgets it. */
  public static final long UNTIL_CHANGED = -1;

  /** Kafka deletes by segments of a day: a record may be a day older than the topic says. */
  private static final long SEGMENT_DAYS = 1;

  private static final long PERSONAL_DAYS = 30;
  private static final long DAY = 86_400_000L;

  public Kept {
    if (what.isEmpty() || place.isEmpty() || days < UNTIL_CHANGED) {
      throw new IllegalArgumentException("kept " + what + " in " + place + ", " + days + " days");
    }
  }

  /** A line of the table {@code retention}. */
  public record Decision(String by, String on, String basis) {}

  /** What Kafka and the state of streams keep, by this estate. */
  static List<Kept> inTopics(Estate estate) {
    List<Kept> kept = new ArrayList<>();
    Map<Topics, Long> millis = Retention.of(estate);
    for (Topics topic : List.of(Topics.READINGS, Topics.DEAD_LETTERS)) {
      String data = topic == Topics.READINGS ? "readings" : "dead-letters";
      long days = millis.getOrDefault(topic, 0L) / DAY + SEGMENT_DAYS;
      kept.add(new Kept(data, topic.topic(), days, decision(estate, Set.of(data), null)));
    }
    Set<String> fine = Set.of("device-quarter-hours", "device-hours");
    Set<String> whole = Set.of("device-days", "device-months");
    String both = Topics.TOTALS_DEVICE.topic() + ", " + Topics.TOTALS_DEVICE_FINE.topic();
    kept.add(
        new Kept(
            "device-personal", both, PERSONAL_DAYS, decision(estate, union(fine, whole), true)));
    kept.add(new Kept("state-personal", "streams", KeptDays.PERSONAL, null));
    kept.add(
        new Kept(
            "device-fine",
            Topics.TOTALS_DEVICE_FINE.topic(),
            millis.getOrDefault(Topics.TOTALS_DEVICE_FINE, 0L) / DAY,
            decision(estate, fine, false)));
    kept.add(
        new Kept(
            "device-days",
            Topics.TOTALS_DEVICE.topic(),
            millis.getOrDefault(Topics.TOTALS_DEVICE, 0L) / DAY,
            decision(estate, whole, false)));
    kept.add(ofTopic("live", Topics.LIVE));
    kept.add(ofTopic("findings", Topics.FINDINGS));
    kept.add(new Kept("alerts-personal", Topics.ALERTS.topic(), KeptDays.PERSONAL, null));
    kept.add(ofTopic("alerts", Topics.ALERTS));
    kept.add(ofTopic("sums-fine", Topics.TOTALS_FINE));
    kept.add(ofTopic("sums", Topics.TOTALS));
    kept.add(ofTopic("strata", Topics.STRATA));
    kept.add(new Kept("devices", Topics.DEVICES.topic(), UNTIL_CHANGED, null));
    kept.add(new Kept("announcements", Topics.ANNOUNCEMENTS.topic(), UNTIL_CHANGED, null));
    return kept;
  }

  /** What is kept of those who work with Garonne. */
  static List<Kept> ofStaff() {
    return List.of(
        new Kept("estate-staff", Topics.ESTATE.topic(), 0, null),
        new Kept("advice-staff", Topics.ADVICE.topic(), 0, null),
        new Kept("users", "http.users", UNTIL_CHANGED, null));
  }

  private static Kept ofTopic(String what, Topics topic) {
    long millis = topic.retentionMillis();
    return new Kept(what, topic.topic(), millis < 0 ? 0 : millis / DAY, null);
  }

  /** The line that holds: of several about one topic the shortest. */
  private static @Nullable Decision decision(
      Estate estate, Set<String> data, @Nullable Boolean personal) {
    return estate.lines(EstateTable.RETENTION).stream()
        .filter(line -> data.contains(line.required("data")))
        .filter(line -> personal == null || personal == line.required("personal").equals("1"))
        .min(Comparator.comparingLong((EstateLine line) -> Long.parseLong(line.required("days"))))
        .map(
            line ->
                new Decision(
                    line.required("decided_by"),
                    line.required("decided_on"),
                    line.required("basis")))
        .orElse(null);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }
}
