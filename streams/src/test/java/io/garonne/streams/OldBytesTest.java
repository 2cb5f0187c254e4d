package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a version wrote that knew neither corrections nor causes is read. */
class OldBytesTest {

  @Test
  void aShareOfBeforeThereWereCausesDoesNotSayWhy() {
    RowId id = new RowId(Scope.ESTATE, Period.DAY, 0, TotalsDriver.PARIS);
    PartialTotal.Share share =
        new PartialTotal.Share(3, id, Sums.ZERO, 4, 5, Causes.of(Causes.Cause.PROGRESS));
    byte[] now = PartialTotal.serde().serializer().serialize("t", share);
    int ofCauses = Because.bytes(share.causes()).length;
    PartialTotal old =
        PartialTotal.serde()
            .deserializer()
            .deserialize("t", Arrays.copyOf(now, now.length - ofCauses));
    assertThat(old).isEqualTo(new PartialTotal.Share(3, id, Sums.ZERO, 4, 5, Causes.UNKNOWN));
    assertThat(PartialTotal.serde().deserializer().deserialize("t", now)).isEqualTo(share);
  }

  @Test
  void whatIsStillToBePublishedSinceThenDoesNotSayWhy() {
    assertThat(Because.of(new byte[0])).isEqualTo(Causes.UNKNOWN);
  }

  @Test
  void anInboxOfBeforeIsReadAndOneWithCorrectionsGoesOnAfterARestart() {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("inbox"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), store);
    ChannelKey channel = new ChannelKey("plug", "0");
    // Instant, energy follows, 42: as it was written.
    store.put(channel.key(0), new Packer().number(7).number(1).number(42).toBytes());
    Inbox inbox = new Inbox(store);
    Amendment of = new Amendment(8, Amendment.Kind.EXCHANGE, 50, 0, Sample.NONE);
    Sample exchange = Sample.ofRegister(9, of);
    Sample power = Sample.ofPower(9, new Amendment(8, Amendment.Kind.VOID, 0, 0, Sample.NONE));
    inbox.add(channel, new Inbox.Arrived(exchange, false));
    inbox.add(channel, new Inbox.Arrived(power, false));
    assertThat(new Inbox(store).drain(channel))
        .isEqualTo(
            List.of(
                new Inbox.Arrived(new Sample(7, 42, Sample.NONE, null, Sample.NONE), true),
                new Inbox.Arrived(exchange, false),
                new Inbox.Arrived(power, false)));
  }
}
