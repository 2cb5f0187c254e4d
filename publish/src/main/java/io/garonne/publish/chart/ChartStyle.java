package io.garonne.publish.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** How charts look: light, dark, high contrast and printed. */
public final class ChartStyle {
  private static final String CSS = read();

  private ChartStyle() {}

  /**
   * The style sheet, without the element. A document may set {@code --ch-ink} (the colour of
   * strokes and fills) and {@code --ch-ground} (what is behind them).
   */
  public static String css() {
    return CSS;
  }

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(ChartStyle.class.getResourceAsStream("chart.css"), "chart.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
