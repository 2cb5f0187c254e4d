package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Load curves while they are read in parts, and while their site changes. */
class KeptCurvesTest {
  private static final Scope A = new Scope("city", "site", "printer", "a");
  private static final Scope B = new Scope("city", "site", "printer", "b");

  private final KeptCurves curves = new KeptCurves(store());

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("curves"), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  private void put(Scope scope, String at, long energy, String zone) {
    IndicatorsDriver.Input in = IndicatorsDriver.quarterHour(scope, Instant.parse(at), energy);
    String said = new String(Objects.requireNonNull(in.value()), StandardCharsets.UTF_8);
    curves.put(
        in.key(),
        TotalJson.read(said.replace("Europe/Paris", zone).getBytes(StandardCharsets.UTF_8)));
  }

  private void put(Scope scope, String at, long energy) {
    put(scope, at, energy, "Europe/Paris");
  }

  @Test
  void aDayThatBeginsBetweenTwoPartsDoesNotMakeASecondDeviceOfOne() {
    put(A, "2026-03-10T10:00:00Z", 1);
    put(B, "2026-03-10T10:00:00Z", 1);
    KeptCurves.Some first = curves.behind(null, 1);
    assertThat(first.histories()).extracting(LoadHistory::scope).containsExactly(A);
    put(A, "2026-03-10T23:00:00Z", 1);
    List<Scope> all = new ArrayList<>(List.of(A));
    curves.behind(first.last(), 1).histories().forEach(history -> all.add(history.scope()));
    assertThat(all).containsExactly(A, B);
  }

  @Test
  void whatItsSiteSaysInAnotherZoneBeginsItsDaysAnew() {
    put(A, "2026-03-09T10:00:00Z", 1);
    put(A, "2026-03-10T10:00:00Z", 2);
    put(A, "2026-03-10T23:15:00Z", 3, "Europe/London");
    List<LoadHistory> histories = curves.behind(null, 1).histories();
    assertThat(histories).hasSize(1);
    assertThat(histories.get(0).zone()).hasToString("Europe/London");
    assertThat(histories.get(0).days()).containsOnlyKeys(LocalDate.of(2026, 3, 10));
    DayCurve day = histories.get(0).days().firstEntry().getValue();
    assertThat(day.energy(93)).isEqualTo(3);
    assertThat(day.energy(40)).isZero();
  }
}
