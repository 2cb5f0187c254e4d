package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.PageKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageCounterTest {

  /** What a device's counters say together: impressions, then what is known of them. */
  private static List<Object> said(Map<String, Long> counters, long sheetRate) {
    PageCounter.Booked booked = PageCounter.Booked.NONE;
    for (String channel : counters.keySet()) {
      booked = booked.and(PageCounter.of(channel));
    }
    long impressions = 0;
    PageKinds kinds = PageKinds.NONE;
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      PageCounter of = PageCounter.of(counter.getKey());
      impressions += of.counts(booked) ? counter.getValue() : 0;
      kinds = kinds.plus(of.kinds(counter.getValue(), booked, sheetRate));
    }
    return List.of(impressions, kinds.colour(), kinds.toldApart(), kinds.estimated());
  }

  private static List<Object> said(Map<String, Long> counters) {
    return said(counters, 0);
  }

  @Test
  void monoAndColourAddUpAndAreToldApart() {
    assertThat(said(Map.of("mono", 30L, "colour", 10L))).containsExactly(40L, 10L, 40L, 0L);
  }

  @Test
  void besideACounterOfAllColourIsAPartAndNotAdded() {
    assertThat(said(Map.of("0", 40L, "colour", 10L))).containsExactly(40L, 10L, 40L, 0L);
    assertThat(said(Map.of("0", 40L, "colour", 10L, "mono", 30L)))
        .containsExactly(40L, 10L, 40L, 0L);
  }

  @Test
  void withoutACounterOfColourItIsNotKnown() {
    assertThat(said(Map.of("0", 40L))).containsExactly(40L, 0L, 0L, 0L);
    assertThat(said(Map.of("0", 40L, "mono", 30L))).containsExactly(40L, 0L, 0L, 0L);
    assertThat(said(Map.of("mono", 30L))).containsExactly(30L, 0L, 0L, 0L);
    assertThat(said(Map.of("colour", 10L))).containsExactly(10L, 0L, 0L, 0L);
  }

  @Test
  void colourOfNothingPrintedIsKnownAndNone() {
    assertThat(said(Map.of("0", 40L, "colour", 0L))).containsExactly(40L, 0L, 40L, 0L);
  }

  @Test
  void theSecondPrinterOfAChainIsAddedAndNotToldApart() {
    assertThat(said(Map.of("0", 40L, "colour", 10L, "device-2", 5L)))
        .containsExactly(45L, 10L, 40L, 0L);
  }

  @Test
  void sheetsAreEstimatedByADeclaredRateOnlyAndInNoSum() {
    assertThat(said(Map.of("sheets", 10L), 0)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(said(Map.of("sheets", 10L), 135)).containsExactly(0L, 0L, 0L, 1350L);
  }

  @Test
  void whereImpressionsAreCountedTheRateOfSheetsIsNotUsed() {
    for (String impressions : List.of("0", "mono", "colour", "device-2")) {
      Map<String, Long> counters = new LinkedHashMap<>();
      counters.put("sheets", 10L);
      counters.put(impressions, 17L);
      assertThat(said(counters, 135)).as(impressions).containsExactly(17L, 0L, 0L, 0L);
    }
  }

  @Test
  void theTimeOfAPrinterIsThatOfOneCounter() {
    for (List<String> channels :
        List.of(
            List.of("0"),
            List.of("mono"),
            List.of("colour"),
            List.of("mono", "colour"),
            List.of("0", "mono", "colour", "sheets"))) {
      PageCounter.Booked booked = PageCounter.Booked.NONE;
      for (String channel : channels) {
        booked = booked.and(PageCounter.of(channel));
      }
      PageCounter.Booked all = booked;
      assertThat(channels.stream().filter(c -> PageCounter.of(c).countsTime(all)))
          .as("%s", channels)
          .hasSize(1);
    }
  }

  @Test
  void aSheetHasOneOrTwoPrintedSides() {
    assertThat(MeterProfile.DEFAULT.withSheetRate(200).sheetRate()).isEqualTo(200);
    for (long rate : new long[] {99, 201, -1}) {
      assertThatThrownBy(() -> MeterProfile.DEFAULT.withSheetRate(rate))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
