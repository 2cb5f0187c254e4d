package io.garonne.deploy.faults;

import io.garonne.model.Device;
import io.garonne.publish.UnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things stand at one moment.
 *
 * @param losses what a killed broker has lost
 * @param truth what the messages say that it has not
 * @param comparison of what the chain came to with that
 */
record Look(BrokerLosses losses, PlainTruth truth, Comparison comparison) {

  /** Looks; what cannot be read is a difference. */
  static Look at(Machine machine, List<Device> inventory, List<Acknowledged> acknowledged)
      throws InterruptedException {
    Described described = new Described(inventory);
    try {
      List<BrokerKill> kills = machine.brokerKills();
      Set<Told> inKafka = kills.isEmpty() ? Set.of() : Found.told(machine.addresses(), described);
      BrokerLosses losses = BrokerLosses.of(acknowledged, kills, inKafka);
      PlainTruth truth = new PlainTruth(described, losses.kept());
      ExpectedTotals expected = new ExpectedTotals(inventory, truth.slots());
      return new Look(losses, truth, Comparison.of(expected, Found.read(machine.addresses())));
    } catch (IOException | UnavailableException e) {
      BrokerLosses none = BrokerLosses.of(acknowledged, List.of(), Set.of());
      return new Look(
          none,
          new PlainTruth(described, none.kept()),
          new Comparison(Map.of(), List.of("cannot be read: " + e.getMessage())));
    }
  }
}
