package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.PageKinds;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class SumsTest {
  private static final ChannelTimes CHANNELS = new ChannelTimes(Map.of("L1", 5L, "L2", -6L));

  private static final PowerHistogram POWERS = new PowerHistogram(Map.of(7, 2L));

  @Test
  void whatWasStoredBeforeThereWerePagesIsReadAndIsStillWrittenSo() {
    Packer before = new Packer();
    for (long number = 1; number <= 8; number++) {
      before.number(number);
    }
    POWERS.pack(before);
    before.number(42);
    Unpacker in = new Unpacker(before.toBytes());
    Sums read = Sums.unpack(in);
    assertThat(read)
        .isEqualTo(
            new Sums(
                1, 2, 3, 4, 5, 6, 7, 8, POWERS, 0, 0, 0, PageKinds.NONE, ChannelTimes.NONE, 0));
    assertThat(in.number()).as("what follows").isEqualTo(42);
    Packer again = new Packer();
    read.pack(again);
    assertThat(again.number(42).toBytes()).isEqualTo(before.toBytes());
  }

  @Test
  void pagesComeBackAsTheyWereStored() {
    for (Sums sums :
        new Sums[] {
          new Sums(
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              POWERS,
              -9,
              10,
              11,
              new PageKinds(-12, 13, -14),
              ChannelTimes.NONE,
              0),
          new Sums(
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              POWERS,
              0,
              0,
              0,
              new PageKinds(0, 0, 1),
              ChannelTimes.NONE,
              0),
          new Sums(1, 2, 3, 4, 5, 6, 7, 8, POWERS, 0, 0, 0, PageKinds.NONE, CHANNELS, 12),
          new Sums(1, 2, 3, 4, 5, 6, 7, 8, POWERS, 9, 10, 11, new PageKinds(1, 2, 3), CHANNELS, 0)
        }) {
      Packer out = new Packer();
      sums.pack(out);
      assertThat(Sums.unpack(new Unpacker(out.toBytes()))).isEqualTo(sums);
      assertThat(sums.plus(sums).minus(sums)).isEqualTo(sums);
    }
  }

  @Test
  void ofWhatIsForgottenOnlyThatItWasThereIsKept() {
    Sums sums =
        new Sums(1, 2, 3, 4, 5, 6, 7, 1, POWERS, 9, 10, 1, new PageKinds(1, 2, 3), CHANNELS, 7);
    Sums present = sums.presenceOnly();
    assertThat(present.pages()).isZero();
    assertThat(present.pagesBooked()).isPositive();
    assertThat(present.bookedTime() + present.pagesBookedTime()).isZero();
    assertThat(present.presenceOnly()).isEqualTo(present);
    assertThat(sums.timeOnly().pages()).isZero();
    assertThat(sums.timeOnly().pageKinds().isNone()).isTrue();
    assertThat(present.pageKinds().isNone()).isTrue();
    assertThat(present.channels().further()).isEqualTo(1);
    assertThat(present.channels().minus(CHANNELS).further())
        .as("no correction takes a channel away")
        .isEqualTo(1);
    Sums later = present.plus(Sums.ofPageTime(60_000));
    assertThat(later.pagesBookedTime()).isEqualTo(60_000);
  }

  @Test
  void aPageCounterIsNotInTheRangeOfItsChannelsEnergy() {
    ChannelKey energy = new ChannelKey("d", "pages");
    ChannelKey pages = energy.other();
    assertThat(ChannelKey.in(pages.key(5), 8)).isEqualTo(pages);
    assertThat(ChannelKey.in(energy.key(), 0)).isEqualTo(energy);
    assertThat(pages.ofEnergy()).isEqualTo(energy);
    for (long at : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      Bytes key = pages.key(at);
      assertThat(
              key.compareTo(energy.key(Long.MIN_VALUE)) >= 0
                  && key.compareTo(energy.key(Long.MAX_VALUE)) <= 0)
          .isFalse();
      assertThat(key.compareTo(ChannelKey.firstOf("d"))).isPositive();
      assertThat(key.compareTo(ChannelKey.behind("d"))).isNegative();
    }
  }
}
