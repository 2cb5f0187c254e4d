package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.replay.VendorMessages.Message;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class VendorMessagesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long AT = Instant.parse("2026-07-02T10:00:00Z").toEpochMilli();

  @Test
  void aRegisterSpeaksTasmotaWithTheSourcesDigitsAndAnOffset() {
    assertThat(
            new VendorMessages("plug", PARIS, true, 36_000L)
                .of(new SourceReading(AT, 186_600L, 552_564_000L, "186.60", "0.15349")))
        .isEqualTo(
            new Message(
                "tele/plug/SENSOR",
                "{\"Time\":\"2026-07-02T12:00:00+02:00\","
                    + "\"ENERGY\":{\"Total\":0.15349,\"Power\":186.60}}"));
  }

  @Test
  void whatTasmotaCannotSayExactlyIsPlainJson() {
    VendorMessages plug = new VendorMessages("plug", PARIS, true, 36_000L);
    assertThat(plug.of(new SourceReading(AT + 5, null, 3_600_000_000L, null, "1")))
        .isEqualTo(
            new Message(
                "garonne/plug",
                "{\"at\":\"2026-07-02T10:00:00.005Z\",\"energyKwh\":1,\"resolutionWh\":0.01}"));
    assertThat(plug.of(new SourceReading(AT, 5_000L, null, "5", null)).topic())
        .isEqualTo("garonne/plug");
  }

  @Test
  void numbersThatJsonDoesNotKnowBecomeTheSameAmount() {
    VendorMessages server = new VendorMessages("server", PARIS, false, null);
    assertThat(server.of(new SourceReading(AT, 1_000_000L, null, "1e3", null)).payload())
        .isEqualTo("{\"at\":\"2026-07-02T10:00:00Z\",\"powerW\":1000.000}");
    assertThat(server.of(new SourceReading(AT, 500L, null, ".5", null)).payload())
        .isEqualTo("{\"at\":\"2026-07-02T10:00:00Z\",\"powerW\":0.500}");
    assertThat(server.of(new SourceReading(AT, 0L, null, "007", null)).payload())
        .endsWith("\"powerW\":0.000}");
  }
}
