package io.garonne.deploy.correction;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Device;
import io.garonne.model.Reading;
import io.garonne.model.Statement;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Amendment.Kind;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectionCheckTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;
  private static final long AT = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long NOW = AT + 3_600_000;

  private static Reading reading(long at, double kilowattHours) {
    return new Reading(
        "plug",
        "0",
        at,
        Reading.AtSource.PAYLOAD,
        at,
        Math.round(kilowattHours * KWH),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "test");
  }

  private static Answer answer(
      Kind kind, long at, long last, @Nullable Device described, Statement... said) {
    boolean toTheSecond = at % 1000 == 0;
    Wanted wanted =
        new Wanted(
            "plug", "0", Measure.ENERGY, at, toTheSecond, kind, last, 0, Sample.NONE, "Ada", "so");
    Heard heard = new Heard(described, List.of(said));
    return CorrectionCheck.of(wanted, heard, Meter.DEFAULT_HORIZON, PARIS, NOW);
  }

  private static Answer.Prepared prepared(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Prepared.class);
    return (Answer.Prepared) answer;
  }

  private static Answer.Refused refused(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return (Answer.Refused) answer;
  }

  private static Device desk() {
    return new Device(
        "plug",
        List.of(
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "hq",
                "hq",
                "pc",
                PARIS,
                null,
                true,
                true,
                MeterProfile.DEFAULT)));
  }

  @Test
  void theOnlyReadingOfTheSecondIsMeantAndWhatItBookedIsShownByDay() {
    Statement[] said = {
      reading(AT - 600_000, 1), reading(AT + 250, 1.5), reading(AT + 600_000, 1.1)
    };
    Answer.Prepared voided = prepared(answer(Kind.VOID, AT, 0, null, said));
    assertThat(voided.correction().at()).isEqualTo(AT + 250);
    assertThat(voided.days()).containsExactly(Map.entry(LocalDate.of(2026, 3, 2), -KWH * 2 / 5));
    assertThat(
            refused(answer(Kind.VOID, AT, 0, null, reading(AT + 1, 1), reading(AT + 2, 1))).key())
        .isEqualTo("correct.several");
  }

  @Test
  void whatWasSaidBeforeIsSupersededAlsoIfThatClockWasAheadAndCanBeWithdrawn() {
    Amendment before = new Amendment(NOW + 9_000, Kind.VOID, 0, 0, Sample.NONE);
    Correction said = new Correction("plug", "0", Measure.ENERGY, AT + 250, before, "Bo", "so");
    Answer.Prepared back =
        prepared(answer(Kind.WITHDRAWN, AT, 0, null, reading(AT + 250, 1), said));
    assertThat(back.correction().at()).isEqualTo(AT + 250);
    assertThat(back.correction().amendment().recordedAt()).isEqualTo(NOW + 9_001);
    assertThat(refused(answer(Kind.WITHDRAWN, AT, 0, null, reading(AT + 250, 1))).key())
        .isEqualTo("correct.nothing-there");
  }

  @Test
  void aMistypedReadingIsSaidToFitNothing() {
    Answer.Prepared typed =
        prepared(
            answer(
                Kind.MANUAL,
                AT,
                5_000 * KWH,
                null,
                reading(AT - 60_000, 1),
                reading(AT + 60_000, 1)));
    assertThat(typed.days()).isEmpty();
    assertThat(typed.fits()).isFalse();
  }

  @Test
  void aMistypedReadingBehindTheNewestOrBeforeTheFirstWasPassedOverInSilence() {
    Statement[] before = {reading(AT - 120_000, 1), reading(AT - 60_000, 1.001)};
    assertThat(prepared(answer(Kind.MANUAL, AT, 5_000 * KWH, null, before)).fits()).isFalse();
    assertThat(prepared(answer(Kind.MANUAL, AT, KWH + KWH / 500, null, before)).fits()).isTrue();
    Statement[] after = {reading(AT + 60_000, 1), reading(AT + 120_000, 1.001)};
    assertThat(prepared(answer(Kind.MANUAL, AT, 5_000 * KWH, null, after)).fits()).isFalse();
    assertThat(prepared(answer(Kind.MANUAL, AT, KWH - KWH / 500, null, after)).fits()).isTrue();
  }

  @Test
  void pagesReadOfAPlugWereTakenInAndAreRefusedLikeWhatNobodyEverSaid() {
    Heard plug = new Heard(null, List.of(reading(AT - 60_000, 1)));
    assertThat(refused(manual(Measure.PAGES, plug)).key()).isEqualTo("correct.no-counter.pages");
    Heard power = new Heard(null, List.of(said(AT - 60_000, null, 40_000L, null)));
    assertThat(refused(manual(Measure.ENERGY, power)).key()).isEqualTo("correct.no-counter.energy");
    Heard printer = new Heard(null, List.of(said(AT - 60_000, null, null, 990L)));
    assertThat(prepared(manual(Measure.PAGES, printer)).fits()).isTrue();
    assertThat(prepared(manual(Measure.PAGES, new Heard(desk(), List.of()))).personal()).isTrue();
  }

  private static Answer manual(Measure measure, Heard heard) {
    Wanted wanted =
        new Wanted("plug", "0", measure, AT, true, Kind.MANUAL, 1000, 0, Sample.NONE, "Ada", "so");
    return CorrectionCheck.of(wanted, heard, Meter.DEFAULT_HORIZON, PARIS, NOW);
  }

  private static Reading said(
      long at, @Nullable Long energy, @Nullable Long power, @Nullable Long pages) {
    return new Reading(
        "plug",
        "0",
        at,
        Reading.AtSource.PAYLOAD,
        at,
        energy,
        power,
        null,
        null,
        null,
        pages,
        null,
        null,
        "test");
  }

  @Test
  void nobodyIsToldWhenSomebodysOwnDeviceSpoke() {
    Answer.Refused none = refused(answer(Kind.VOID, AT, 0, desk(), reading(AT - 60_000, 1)));
    assertThat(none.key()).isEqualTo("correct.no-reading");
    assertThat(none.arguments()).containsExactly("2026-03-02T10:00:00Z", "–");
    assertThat(prepared(answer(Kind.MANUAL, AT, KWH, desk())).personal()).isTrue();
  }

  @Test
  void whatIsBeyondTheHorizonOrStillToComeIsRefused() {
    long old = AT - Meter.DEFAULT_HORIZON - 1;
    assertThat(refused(answer(Kind.MANUAL, old, KWH, null, reading(AT, 1))).key())
        .isEqualTo("correct.too-late");
    assertThat(refused(answer(Kind.MANUAL, NOW + 1, KWH, null, reading(AT, 1))).key())
        .isEqualTo("correct.to-come");
  }
}
