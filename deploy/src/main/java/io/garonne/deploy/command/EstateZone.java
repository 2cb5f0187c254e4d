package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateTopics;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.view.DevicesView;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The zone that every command has that reads the estate's tables. */
final class EstateZone {
  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of sites that name none. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  ZoneId zone() {
    return zone;
  }

  /**
   * The estate as it is.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  Estate estate(String bootstrap) {
    return new EstateTopics(bootstrap).read(zone);
  }

  /**
   * Who is where.
   *
   * @param least persons in a group
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  Inhabitants inhabitants(String bootstrap, int least) {
    return new Inhabitants(estate(bootstrap), DevicesView.read(bootstrap).all(), least);
  }
}
