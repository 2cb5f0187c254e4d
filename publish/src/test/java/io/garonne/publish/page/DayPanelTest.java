package io.garonne.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.Samples;
import io.garonne.publish.view.Views;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayPanelTest {
  @Test
  void theEstatesDayIsNotThatOfAnEntityOrFamily() {
    Total estate = Samples.total(Period.DAY, "2026-03-02T10:00:00Z", null, null, null, 100);
    List<Total> days =
        List.of(
            Samples.total(estate, Scope.ofFamily(null, "printing")),
            estate,
            Samples.total(estate, Scope.ofEntity("city")),
            Samples.total(estate, Scope.ofFamily("city", "printing")));
    long now = Instant.parse("2026-03-02T11:00:00Z").toEpochMilli();
    DayPanel panel =
        DayPanel.of(
            days,
            Views.empty(InstantSource.system()).division(),
            now,
            ZoneId.of("Europe/Paris"),
            null);
    assertThat(panel.whole()).isSameAs(estate);
  }
}
