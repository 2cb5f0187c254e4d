package io.garonne.deploy.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The contract against processes of this machine. */
final class ProcessesTest extends ChainContract {
  @Override
  Servers start(Path directory) throws Exception {
    assumeTrue(ServerProcesses.possible(), "not run: there is no mosquitto or no influxd");
    return new ServerProcesses(directory);
  }
}
