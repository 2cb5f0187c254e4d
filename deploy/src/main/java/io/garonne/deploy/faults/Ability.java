package io.garonne.deploy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a machine can do to a process beyond signals. */
enum Ability {
  /** Network namespaces. */
  NETWORK,
  /** A file system of its own for InfluxDB. */
  DISK,
  /** A clock that can be set for one process. */
  CLOCK;

  /** Tries what this machine can do. */
  static Set<Ability> here(Path directory) throws IOException {
    EnumSet<Ability> abilities = EnumSet.noneOf(Ability.class);
    Optional<Network> network = Network.make();
    if (network.isPresent()) {
      network.get().close();
      abilities.add(NETWORK);
    }
    Optional<Disk> disk = Disk.mount(Files.createDirectories(directory.resolve("disk")), 1);
    if (disk.isPresent()) {
      disk.get().close();
      abilities.add(DISK);
    }
    if (Clock.canBeSet()) {
      abilities.add(CLOCK);
    }
    return abilities;
  }
}
