package io.garonne.deploy.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The contract against containers: {@code mvn verify -Pcontainers}. */
@Tag("containers")
final class ContainersTest extends ChainContract {
  @Override
  Servers start(Path directory) {
    return new ServerContainers();
  }
}
