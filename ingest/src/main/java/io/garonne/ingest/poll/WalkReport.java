package io.garonne.ingest.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.GaronneDecoder;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.Reading;
import io.garonne.model.wire.IsoTime;
import io.garonne.service.SettingsException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded walk yields, as lines for people and scripts. It takes the way of a live poll:
 * what is printed is what ingest makes of the messages that a poller would have published.
 *
 * @param lines a JSON object each: readings first, then what was found and refused
 * @param problems lines of the file that are none, with {@code file:line}
 * @param readings how many of the lines are readings
 */
public record WalkReport(List<String> lines, List<String> problems, int readings) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public WalkReport {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a walk in the SNMP simulator's format.
   *
   * @param text the file's text
   * @param file the file's name, for problems
   * @param device name of the device in the readings
   * @param options {@code level=NAME}, {@code unit.LEVEL.QUANTITY=FACTOR UNIT}, {@code
   *     pages=impressions|sheets}
   * @param now milliseconds since 1970 UTC, the time of the readings
   * @throws SettingsException if an option means nothing, or the name is none
   */
  public static WalkReport of(
      String text, String file, String device, Map<String, String> options, long now) {
    String wrong = TargetsFile.wrongName(device);
    if (wrong != null) {
      throw new SettingsException(List.of("\"" + device + "\": " + wrong));
    }
    WalkFile walk = WalkFile.parse(text, file);
    Choices choices = ChoiceSettings.read(options);
    if (walk.walk().isEmpty()) {
      return new WalkReport(List.of(), walk.problems(), 0);
    }
    Findings found = WalkReader.read(walk.walk(), choices);
    List<String> lines = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Measured measured : found.measured()) {
      PlainJson message = PlainJson.of(device, measured, now, found.family());
      switch (decode(message, now)) {
        case Decoding.Readings readings ->
            readings
                .readings()
                .forEach(reading -> lines.add(line(reading, measured, found.family())));
        case Decoding.Rejected no ->
            refused.add(
                refusal(device, found, measured.channel(), no.reason().label(), no.detail()));
        case Decoding.Ignored no ->
            refused.add(refusal(device, found, measured.channel(), no.reason().label(), ""));
        case Decoding.Announced no ->
            throw new IllegalStateException("plain JSON announces nothing: " + no);
      }
    }
    int readings = lines.size();
    lines.addAll(refused);
    for (Findings.Refused each : found.refused()) {
      lines.add(refusal(device, found, each.what(), each.reason().label(), each.detail()));
    }
    return new WalkReport(lines, walk.problems(), readings);
  }

  /** As ingest would, when it arrives at once. */
  static Decoding decode(PlainJson message, long now) {
    return new GaronneDecoder()
        .decode(
            new InboundMessage(message.topic(), message.payload(), false, now),
            DecodeContext.live(ZoneOffset.UTC));
  }

  private static String line(Reading reading, Measured said, String family) {
    ObjectNode line = JSON.createObjectNode();
    line.put("device", reading.device());
    line.put("channel", reading.channel());
    put(line, "powerW", reading.power(), 3, 1);
    put(line, "energyWh", reading.energy(), 0, 3_600_000);
    put(line, "voltageV", reading.voltage(), 3, 1);
    put(line, "currentA", reading.current(), 3, 1);
    put(line, "powerFactor", reading.powerFactor(), 3, 1);
    put(line, "pages", reading.pages(), 0, 1);
    Reading.State state = reading.state();
    if (state != null) {
      line.put("state", label(state));
    }
    line.put("at", IsoTime.format(reading.at()));
    // The poller's clock, not the device's: these devices have no time to tell.
    line.put("atSource", "arrival");
    line.put("decoder", "snmp");
    line.put("family", family);
    put(line, "resolutionWh", reading.resolution(), 0, 3_600_000);
    if (said.modulusWh() != null) {
      line.put("registerModulusWh", said.modulusWh());
    }
    if (said.pagesUnit() != null) {
      line.put("pagesUnit", label(said.pagesUnit()));
    }
    if (!said.errors().isEmpty()) {
      said.errors().forEach(line.putArray("errors")::add);
    }
    if (!said.console().isEmpty()) {
      line.put("console", said.console());
    }
    return text(line);
  }

  private static String refusal(
      String device, Findings found, String what, String reason, String detail) {
    ObjectNode line = JSON.createObjectNode();
    line.put("device", device);
    line.put("family", found.family());
    line.put("refused", what);
    line.put("reason", reason);
    line.put("detail", detail);
    return text(line);
  }

  private static void put(
      ObjectNode line, String name, @Nullable Long value, int decimals, long divisor) {
    if (value == null) {
      return;
    }
    BigDecimal exact = BigDecimal.valueOf(value, decimals);
    BigDecimal shown =
        divisor == 1 ? exact : exact.divide(BigDecimal.valueOf(divisor), 6, RoundingMode.HALF_EVEN);
    BigDecimal plain = shown.stripTrailingZeros();
    line.put(name, plain.scale() < 0 ? plain.setScale(0) : plain);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers only
    }
  }
}
