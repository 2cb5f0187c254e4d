package io.garonne.deploy.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;

/** The contract against containers: {@code mvn verify -Pcontainers}. */
@Tag("containers")
final @Disabled(
    "not run: the plug's total does not arrive within 150 s where the servers are containers")
class ContainersTest extends ChainContract {
  @Override
  Servers start(Path directory) {
    return new ServerContainers();
  }
}
