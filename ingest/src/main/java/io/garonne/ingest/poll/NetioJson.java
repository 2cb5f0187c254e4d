package io.garonne.ingest.poll;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code netio.json} (NETIO JSON API 2.x): outputs are the channels, in W, mA and whole,
 * resettable Wh; GlobalMeasure is their sum and has the voltage of all. Pure.
 */
final class NetioJson {
  static final String FAMILY = "netio";
  private static final String OUTPUTS = "Outputs";
  private static final String WHOLE = "GlobalMeasure";

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private NetioJson() {}

  /**
   * Reads an answer.
   *
   * @throws IOException if it is no JSON object
   */
  static Findings read(byte[] answer, Choices choices) throws IOException {
    JsonNode said = READER.readTree(answer);
    if (!said.isObject()) {
      throw new IOException("answers with JSON that is no object");
    }
    List<Measured> measured = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    JsonNode all = said.path("GlobalMeasure");
    BigDecimal voltage = notNegative(all.path("Voltage"));
    boolean metered = false;
    for (JsonNode output : said.path("Outputs")) {
      BigDecimal id = notNegative(output.path("ID"));
      if (id == null) {
        continue;
      }
      Measured one = output(id.toBigInteger().toString(), output, voltage);
      metered |= one.energyWh() != null || one.powerW() != null;
      measured.add(one);
    }
    boolean total = all.path("TotalEnergy").isNumber() || all.path("TotalLoad").isNumber();
    String kept = choices.kept(FAMILY);
    String counts = kept != null ? kept : metered ? OUTPUTS : total ? WHOLE : null;
    if (metered && WHOLE.equals(counts)) {
      measured.replaceAll(Measured::onlyState);
      refused.add(new Refused(OUTPUTS, Reason.SUM_OF_PARTS, WHOLE + " counts"));
    }
    if (total && WHOLE.equals(counts)) {
      measured.add(whole(all, voltage));
    } else if (total) {
      refused.add(new Refused(WHOLE, Reason.SUM_OF_PARTS, "the outputs count"));
    }
    if (kept != null && !(kept.equals(WHOLE) ? total : metered)) {
      refused.add(Refused.missing(kept));
    }
    measured.removeIf(one -> one.energyWh() == null && one.powerW() == null && one.state() == null);
    if (measured.isEmpty()) {
      refused.add(new Refused(FAMILY, Reason.NO_USABLE_VALUE, "no output has a usable value"));
    }
    return new Findings(
        FAMILY, measured, refused, counts == null ? null : new Basis(FAMILY, counts));
  }

  private static Measured output(String id, JsonNode output, @Nullable BigDecimal voltage) {
    BigDecimal energy = notNegative(output.path("Energy"));
    BigDecimal load = number(output.path("Load"));
    boolean metered = energy != null || load != null;
    return new Measured(
        id,
        energy,
        energy == null ? null : BigDecimal.ONE,
        null,
        load,
        metered ? voltage : null,
        amperes(output.path("Current")),
        number(output.path("PowerFactor")),
        null,
        null,
        state(output.path("State")),
        List.of(),
        "");
  }

  private static Measured whole(JsonNode all, @Nullable BigDecimal voltage) {
    BigDecimal energy = notNegative(all.path("TotalEnergy"));
    return new Measured(
        Reading.ONLY_CHANNEL,
        energy,
        energy == null ? null : BigDecimal.ONE,
        null,
        number(all.path("TotalLoad")),
        voltage,
        amperes(all.path("TotalCurrent")),
        number(all.path("OverallPowerFactor")),
        null,
        null,
        null,
        List.of(),
        "");
  }

  private static @Nullable State state(JsonNode said) {
    return switch (said.asInt(-1)) {
      case 0 -> State.OFF;
      case 1 -> State.ON;
      default -> null;
    };
  }

  private static @Nullable BigDecimal amperes(JsonNode milliamperes) {
    BigDecimal value = number(milliamperes);
    return value == null ? null : value.movePointLeft(3);
  }

  private static @Nullable BigDecimal notNegative(JsonNode said) {
    BigDecimal value = number(said);
    return value == null || value.signum() < 0 ? null : value;
  }

  private static @Nullable BigDecimal number(JsonNode said) {
    BigDecimal value = said.isNumber() ? said.decimalValue() : null;
    return value == null || Math.abs(value.scale()) > 12 || value.precision() > 24 ? null : value;
  }
}
