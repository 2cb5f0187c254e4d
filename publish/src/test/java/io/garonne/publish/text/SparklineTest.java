package io.garonne.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void aCourseBeginsAtZeroAndWhatWasNotMeasuredIsADotAndNotZero() {
    assertThat(Sparkline.of(Arrays.asList(0L, 50L, 100L, null, 99L))).isEqualTo("▁▅█·█");
    assertThat(Sparkline.of(Arrays.asList(null, 0L, -5L))).isEqualTo("·▁▁");
    assertThat(Sparkline.of(List.of())).isEmpty();
  }

  @Test
  void aBarIsAsLongAsItsShareAndWhatThereIsIsSeen() {
    assertThat(Sparkline.bar(100, 100, 10)).isEqualTo("█".repeat(10));
    assertThat(Sparkline.bar(45, 100, 10)).isEqualTo("████▌");
    assertThat(Sparkline.bar(1, 1_000_000, 10)).isEqualTo("▏");
    assertThat(Sparkline.bar(0, 100, 10)).isEmpty();
    assertThat(Sparkline.bar(5, 0, 10)).isEmpty();
  }

  @Test
  void coloursTakeNoRoomInColumns() throws IOException {
    Columns table = new Columns(List.of("a", "b"), Set.of());
    table.add(List.of(Paint.COLOURS.bad("critical"), "x"));
    table.add(List.of(Paint.NONE.bad("info"), "y"));
    StringBuilder out = new StringBuilder();
    table.write(out);
    assertThat(out.toString())
        .isEqualTo("a         b\n\u001b[1;31mcritical\u001b[0m  x\ninfo      y\n");
  }
}
