package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.deploy.replay.SeriesReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {
  private static final long NOW = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  @Test
  void columnsAreFoundByNameAndOthersAreNotLookedAt() throws IOException {
    assertThat(lines("note,energy_kwh,ts_utc,power_w", "x,0.15349,2026-03-02T10:00:00Z,186.6"))
        .containsExactly(
            new Line.Usable(new SourceReading(TEN, 186_600L, 552_564_000L, "186.6", "0.15349")));
  }

  @Test
  void timesMayHaveOffsetsFractionsOrBeSecondsSince1970() throws IOException {
    assertThat(
            lines(
                "ts_utc,power_w",
                "2026-03-02T11:00:00+01:00,1",
                "2026-03-02 11:00:00+0100,1",
                "2026-03-02T10:00:00.0009Z,1",
                "2026-03-02T10:00Z,1",
                "1772445600,1",
                "1772445600.0,1"))
        .allMatch(
            line -> line.equals(new Line.Usable(new SourceReading(TEN, 1000L, null, "1", null))));
    assertThat(lines("ts_utc,power_w", "1772445600.5,1"))
        .containsExactly(new Line.Usable(new SourceReading(TEN + 500, 1000L, null, "1", null)));
  }

  @Test
  void aLineWithoutAUsableValueSaysWhy() throws IOException {
    assertThat(
            lines(
                "ts_utc,power_w",
                "2026-03-02T10:00:00Z,",
                "2026-03-02T10:00:00Z",
                "2026-03-02T10:00:00Z,n/a",
                "2026-03-02T10:00:00Z,NaN",
                "2026-03-02T10:00:00Z,-inf",
                "2026-03-02T10:00:00Z,-5",
                "2026-03-02T10:00:00Z,1e300",
                "1970-01-01T00:00:00Z,5",
                "2099-01-01T00:00:00Z,5"))
        .containsExactly(
            new Line.Unusable("empty"),
            new Line.Unusable("empty"),
            new Line.Unusable("not-a-number"),
            new Line.Unusable("not-finite"),
            new Line.Unusable("not-finite"),
            new Line.Unusable("negative"),
            new Line.Unusable("out-of-range"),
            new Line.Unusable("implausible-time"),
            new Line.Unusable("implausible-time"));
  }

  @Test
  void aFileOfUtf16IsNamedAsThat() {
    for (String mark : new String[] {"\uFEFF", ""}) {
      byte[] bytes = (mark + "ts_utc,power_w\n").getBytes(StandardCharsets.UTF_16LE);
      assertThatThrownBy(() -> new SeriesReader(new ByteArrayInputStream(bytes), TEN))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("it is UTF-16; save it as UTF-8");
    }
  }

  @Test
  void oneUsableValueIsEnough() throws IOException {
    assertThat(lines("ts_utc,power_w,energy_kwh", "2026-03-02T10:00:00Z,-5,1.5"))
        .containsExactly(
            new Line.Usable(new SourceReading(TEN, null, 5_400_000_000L, null, "1.5")));
  }

  @Test
  void aLineWithoutATimeIsBroken() throws IOException {
    assertThat(lines("ts_utc,power_w", "yesterday,5", "2026-03-02T10:00:00,5"))
        .allMatch(Line.Broken.class::isInstance);
  }

  @Test
  void quotesSemicolonsAndWindowsLineEndsAreRead() throws IOException {
    assertThat(
            lines(
                "note,ts_utc,power_w\r",
                "\"said \"\"hi\"\", twice\",2026-03-02T10:00:00Z,1\r",
                "",
                "\"two\nlines\",\"2026-03-02T10:00:00Z\",1\r"))
        .hasSize(2)
        .allMatch(
            line -> line.equals(new Line.Usable(new SourceReading(TEN, 1000L, null, "1", null))));
    assertThat(lines("ts_utc;power_w", "2026-03-02T10:00:00Z;186,6"))
        .containsExactly(new Line.Usable(new SourceReading(TEN, 186_600L, null, "186.6", null)));
  }

  @Test
  void aFileWithoutOurColumnsIsRefused() {
    assertThatThrownBy(() -> lines("time,watts", "2026-03-02T10:00:00Z,1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ts_utc");
    assertThatThrownBy(SeriesReaderTest::lines).hasMessageContaining("header");
    assertThatThrownBy(() -> lines("ts_utc,power_w", "\"never closed,1"))
        .hasMessageContaining("line 2");
  }

  @Test
  void decimalsAreExactAndRoundedHalfToEven() {
    assertThat(Quantity.parse("0.0005", 1000)).isEqualTo(new Quantity(0, null));
    assertThat(Quantity.parse("0.0015", 1000)).isEqualTo(new Quantity(2, null));
    assertThat(Quantity.parse("12.3456", 1000)).isEqualTo(new Quantity(12_346, null));
    assertThat(Quantity.parse("+7", 1000)).isEqualTo(new Quantity(7_000, null));
    assertThat(Quantity.parse("1e2", 1000)).isEqualTo(new Quantity(100_000, null));
    assertThat(Quantity.parse(".5", 1000)).isEqualTo(new Quantity(500, null));
    assertThat(Quantity.parse("123456789012", 1000))
        .isEqualTo(new Quantity(123_456_789_012_000L, null));
  }

  private static List<Line> lines(String... text) throws IOException {
    byte[] bytes =
        text.length == 0
            ? new byte[0]
            : (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8);
    List<Line> lines = new ArrayList<>();
    try (SeriesReader reader = new SeriesReader(new ByteArrayInputStream(bytes), NOW)) {
      for (Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
