package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.deploy.replay.ReplayState.FileKey;
import io.garonne.deploy.replay.ReplayState.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStateTest {
  @TempDir Path directory;

  @Test
  void whatIsKeptIsReadAgain() throws IOException {
    StateFile file = new StateFile(directory.resolve("replay/progress"));
    assertThat(file.read()).isEqualTo(ReplayState.NONE);
    ReplayState state =
        ReplayState.NONE
            .begun("replay-1")
            .withInventory("abc")
            .rebuilt(3)
            .with(new FileKey("power/a b\tc.csv", "123"), new Progress("in-order", 17))
            .with(new FileKey("power/b.csv", "456"), new Progress("seed=7,twice=0.1", 4));
    file.write(state);
    file.write(state.closed());
    assertThat(file.read()).isEqualTo(state.closed());
    assertThat(file.read().acknowledged()).isEqualTo(21);
    assertThat(file.read().accountable()).isEqualTo(18);
  }

  @Test
  void aTornFileIsNotTakenForAWholeOne() throws IOException {
    Path path = directory.resolve("progress");
    String whole = ReplayState.NONE.begun("replay-1").format();
    Files.writeString(path, whole.substring(0, whole.length() - 3));
    assertThatThrownBy(() -> new StateFile(path).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("progress");
  }
}
