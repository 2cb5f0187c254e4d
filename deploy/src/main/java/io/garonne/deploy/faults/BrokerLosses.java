package io.garonne.deploy.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a killed broker has lost, and what is left for the truth. Pure. Lost is a message that was
 * acknowledged between the broker's last save and its kill, and that Kafka does not have; a message
 * that is missing otherwise is left in the truth, where it is a difference.
 *
 * @param kept what the totals must be made of
 * @param byKill of each kill, in the order in which they were given
 */
record BrokerLosses(List<Told> kept, List<OfKill> byKill) {

  /**
   * What one kill cost.
   *
   * @param acknowledged messages between the save and the kill
   * @param lost how many of them Kafka does not have
   */
  record OfKill(BrokerKill kill, long acknowledged, long lost) {
    @Override
    public String toString() {
      return "broker killed %.1f s after its last save: %d messages acknowledged since, %d lost by it"
          .formatted((kill.killed() - kill.saved()) / 1000.0, acknowledged, lost);
    }
  }

  /**
   * Judges each message.
   *
   * @param kills of a broker that saves at intervals
   * @param inKafka what has reached Kafka
   */
  static BrokerLosses of(
      Collection<Acknowledged> messages, List<BrokerKill> kills, Set<Told> inKafka) {
    List<Told> kept = new ArrayList<>();
    long[] acknowledged = new long[kills.size()];
    long[] lost = new long[kills.size()];
    for (Acknowledged message : messages) {
      Optional<BrokerKill> kill = kills.stream().filter(each -> each.excuses(message)).findFirst();
      boolean isLost = kill.isPresent() && !inKafka.contains(message.told());
      if (kill.isPresent()) {
        int i = kills.indexOf(kill.get());
        acknowledged[i]++;
        lost[i] += isLost ? 1 : 0;
      }
      if (!isLost) {
        kept.add(message.told());
      }
    }
    List<OfKill> byKill = new ArrayList<>();
    for (int i = 0; i < acknowledged.length; i++) {
      byKill.add(new OfKill(kills.get(i), acknowledged[i], lost[i]));
    }
    return new BrokerLosses(List.copyOf(kept), List.copyOf(byKill));
  }

  /** How many messages the broker has lost. */
  long lost() {
    return byKill.stream().mapToLong(OfKill::lost).sum();
  }
}
