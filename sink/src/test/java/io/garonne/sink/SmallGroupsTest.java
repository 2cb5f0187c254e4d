package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which records the sink does not write because they would tell of one person. */
class SmallGroupsTest {
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
  private static final Conversion WITHHELD = new Conversion.Ignored(SinkMetrics.SMALL_GROUP);

  private static Conversion of(Total total, Device... inventory) {
    return conversions(inventory).of(TotalJson.topic(total).topic(), null, TotalJson.write(total));
  }

  private static Conversion of(LivePower live, Device... inventory) {
    return conversions(inventory).of(Topics.LIVE.topic(), null, LivePowerJson.write(live));
  }

  private static Conversions conversions(Device... inventory) {
    return new Conversions(Map.of(), Clock.systemUTC(), Samples.inventory(inventory));
  }

  @Test
  void onePersonsDeskIsNoPointInAnySumOfADayOrLessAndInMonthsAndYearsItIs() {
    Device desk = Samples.desk("plug-1", "lab2", "pc");
    for (Scope scope : scopes()) {
      for (Period period : Period.values()) {
        Total total = Samples.total(scope, period, AT, 5, false, 40);
        if (period.compareTo(Period.DAY) <= 0) {
          assertThat(of(total, desk)).isEqualTo(WITHHELD);
        } else {
          assertThat(of(total, desk)).isEqualTo(Schema.of(total));
        }
        assertThat(of(total)).as("nobody's own").isEqualTo(Schema.of(total));
      }
    }
    assertThat(of(Samples.live("lab2", "pc", 55_000, AT, 1), desk)).isEqualTo(WITHHELD);
    LivePower other = Samples.live("lab2", "switch", 9_000, AT, 1);
    assertThat(of(other, desk)).isEqualTo(Schema.of(other));
  }

  private static List<Scope> scopes() {
    return List.of(
        Samples.siteClass("lab2", "pc"),
        new Scope("lab2", "lab2", null, null),
        new Scope(null, null, "pc", null),
        Scope.ofEntity("lab2"),
        Scope.ESTATE);
  }

  @Test
  void nothingInThePlaceOfWhatMovedAwayIsWritten() {
    Total gone = Samples.total(Samples.siteClass("lab2", "pc"), Period.DAY, AT, 0);
    Total nothing = gone.withoutPages();
    assertThat(nothing.isMetered()).isFalse();
    assertThat(of(nothing, Samples.desk("plug-1", "lab2", "pc"))).isEqualTo(Schema.of(nothing));
  }

  @Test
  void pagesOfOnePersonsPrinterAreNotInThePointOfItsClass() {
    Device[] desks = {
      Samples.desk("a", "lab2", "pc"),
      Samples.desk("b", "lab2", "pc"),
      Samples.desk("c", "lab2", "pc")
    };
    Total total = Samples.total(Samples.siteClass("lab2", "pc"), Period.HOUR, AT, 5, false, 3);
    assertThat(total.pageCounters()).isEqualTo(1);
    assertThat(of(total, desks)).isEqualTo(Schema.of(total.withoutPages()));
  }
}
