package io.garonne.deploy.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void theLineSaysHowFarHowFastAndHowLongStill() {
    assertThat(ProgressBar.line("publishing", 2_500, 10_000, 500))
        .isEqualTo(
            "publishing  [######------------------]  25 %  2,500 of 10,000  500/s  0:15 left");
    assertThat(ProgressBar.line("publishing", 0, 10_000, 0)).endsWith("waiting");
  }

  @Test
  void aTerminalSeesOneLineAndAFileFewLines() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      ProgressBar bar = new ProgressBar(new PrintStream(i == 0 ? terminal : file), i == 0);
      bar.begin("publishing", 0, 2);
      bar.at(1);
      bar.end(2);
    }
    assertThat(terminal.toString(US_ASCII)).containsPattern("\r.*50 %.*\r.*publishing: 2");
    assertThat(file.toString(US_ASCII).lines()).hasSize(1);
  }
}
