package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.ingest.poll.IppCaptures;
import io.garonne.ingest.poll.WalkReport;
import io.garonne.model.Reading;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.wire.IsoTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A kind of captured file, read as the product would read it; one line per message. */
interface CaptureReader {
  /** When a message arrived if its file does not say: later than all of them were captured. */
  String ARRIVAL = "2026-11-20T00:00:00Z";

  ObjectMapper JSON = new ObjectMapper();

  Decoders DECODERS = Decoders.standard();

  /** Whether it is a file of this kind, by its name below the captures' folder. */
  boolean reads(String name);

  /** What each of its messages becomes. */
  List<String> results(Path file) throws IOException;

  /** Whether another test holds its results against the facts; here they are only shown. */
  default boolean isCheckedElsewhere() {
    return false;
  }

  /** Every kind that is known here. */
  static List<CaptureReader> all() {
    return List.of(
        new MqttMessages(), new Documents(), new Walks(), new Attributes(), new Series());
  }

  /** Files with {@code messages[]}, as a broker would deliver them. */
  final class MqttMessages implements CaptureReader {
    @Override
    public boolean reads(String name) {
      return name.endsWith(".json")
          && !Documents.isDocument(name)
          && !name.startsWith("traps/")
          && !name.startsWith("printers-ipp/");
    }

    @Override
    public List<String> results(Path file) throws IOException {
      DecodeContext context = DecodeContext.captured(ZoneId.of("Europe/Paris"));
      List<String> results = new ArrayList<>();
      for (JsonNode message : JSON.readTree(file.toFile()).path("messages")) {
        byte[] payload =
            message.has("payloadBase64")
                ? Base64.getDecoder().decode(message.get("payloadBase64").textValue())
                : message.path("payload").asText().getBytes(StandardCharsets.UTF_8);
        results.add(
            decoded(
                new InboundMessage(
                    message.get("topic").textValue(),
                    payload,
                    message.path("retained").booleanValue(),
                    IsoTime.parse(message.path("receivedAt").asText(ARRIVAL))),
                context));
      }
      return results;
    }
  }

  /** Answers to HTTP requests, as a bridge would publish them. */
  final class Documents implements CaptureReader {
    private static final List<String> NAMES =
        List.of(
            "pdu-http/netio_4all.json",
            "pdu-http/raritan_datapush_sample.json",
            "pdu-http/redfish_outlet_a1.json",
            "pdu-http/redfish_pdu_metrics.json");

    static boolean isDocument(String name) {
      return NAMES.contains(name) || name.endsWith(".xml");
    }

    @Override
    public boolean reads(String name) {
      return isDocument(name);
    }

    @Override
    public List<String> results(Path file) throws IOException {
      return List.of(
          decoded(
              new InboundMessage(
                  "bridge/answer", Files.readAllBytes(file), false, IsoTime.parse(ARRIVAL)),
              DecodeContext.captured(ZoneId.of("Europe/Paris"))));
    }
  }

  /** What an SNMP agent answered, as the poller reads it; SharedWalksTest knows what is right. */
  final class Walks implements CaptureReader {
    @Override
    public boolean isCheckedElsewhere() {
      return true;
    }

    @Override
    public boolean reads(String name) {
      return name.endsWith(".snmprec");
    }

    @Override
    public List<String> results(Path file) throws IOException {
      WalkReport report =
          WalkReport.of(Files.readString(file), "", "device", Map.of(), IsoTime.parse(ARRIVAL));
      BigDecimal energy = BigDecimal.ZERO;
      BigDecimal power = BigDecimal.ZERO;
      BigDecimal pages = BigDecimal.ZERO;
      List<String> refused = new ArrayList<>();
      for (String line : report.lines()) {
        JsonNode json = JSON.readTree(line);
        energy = energy.add(json.path("energyWh").decimalValue());
        power = power.add(json.path("powerW").decimalValue());
        pages = pages.add(json.path("pages").decimalValue());
        if (json.has("refused")) {
          refused.add(json.get("refused").asText() + " " + json.get("reason").asText());
        }
      }
      String what = report.readings() + (report.readings() == 1 ? " channel" : " channels");
      return List.of(
          "%s, Wh=%s W=%s pages=%s%s"
              .formatted(
                  what,
                  plain(energy),
                  plain(power),
                  plain(pages),
                  refused.isEmpty() ? "" : ", refused: " + String.join(", ", refused)));
    }

    private static String plain(BigDecimal sum) {
      return sum.stripTrailingZeros().toPlainString();
    }
  }

  /** What a printer answered over IPP, as the poller reads it; IppTest knows what is right. */
  final class Attributes implements CaptureReader {
    @Override
    public boolean isCheckedElsewhere() {
      return true;
    }

    @Override
    public boolean reads(String name) {
      return name.startsWith("printers-ipp/");
    }

    @Override
    public List<String> results(Path file) throws IOException {
      return IppCaptures.lines(file);
    }
  }

  /** Readings of one register, sent as plain JSON and metered as the rules say. */
  final class Series implements CaptureReader {
    @Override
    public boolean reads(String name) {
      return name.startsWith("traps/");
    }

    @Override
    public List<String> results(Path file) throws IOException {
      JsonNode series = JSON.readTree(file.toFile());
      Long modulus =
          series.has("counterMax")
              ? (Long) Math.multiplyExact(series.get("counterMax").longValue() + 1, 3_600_000L)
              : null;
      MeterProfile known = MeterProfile.DEFAULT;
      MeterProfile profile =
          new MeterProfile(
              known.ratedPower(),
              known.ratingStated(),
              known.resolution(),
              modulus,
              known.register(),
              known.reporting(),
              known.interval(),
              known.maxGap());
      List<Sample> samples = new ArrayList<>();
      for (JsonNode sample : series.path("samples")) {
        String payload =
            "{\"at\":\"%s\",\"energyWh\":%s,\"powerW\":%s}"
                .formatted(sample.get("at").asText(), sample.get("counter"), sample.get("powerW"));
        InboundMessage message =
            new InboundMessage(
                "garonne/trap",
                payload.getBytes(StandardCharsets.UTF_8),
                false,
                IsoTime.parse(ARRIVAL));
        if (DECODERS.decode(message, DecodeContext.recorded(ZoneId.of("Europe/Paris")))
            instanceof Decoding.Readings readings) {
          readings.readings().forEach(reading -> samples.add(Sample.of(reading, profile)));
        }
      }
      long millijoules =
          PlainMeter.of(Samples.sorted(samples), profile, 48 * 3_600_000L).slots().values().stream()
              .mapToLong(SlotEnergy::energy)
              .sum();
      return List.of("metered Wh=" + millijoules / 3_600_000.0);
    }
  }

  /** A message's fate in a line. */
  static String decoded(InboundMessage message, DecodeContext context) {
    return switch (DECODERS.decode(message, context)) {
      case Decoding.Announced said -> {
        context.announced().learn(said.announcement());
        Decoding.Rejected refused = said.refused();
        yield refused == null ? "announced" : "refused " + refused.reason().label();
      }
      case Decoding.Ignored ignored -> "ignored " + ignored.reason().label();
      case Decoding.Rejected rejected -> "refused " + rejected.reason().label();
      case Decoding.Readings readings ->
          readings.readings().stream().map(CaptureReader::line).collect(Collectors.joining("; "));
    };
  }

  private static String line(Reading reading) {
    StringBuilder line = new StringBuilder(reading.decoder());
    line.append(' ').append(reading.device()).append(" [").append(reading.channel()).append(']');
    append(line, "Wh", reading.energy(), 3_600_000);
    append(line, "±", reading.resolution(), 3_600_000);
    append(line, "W", reading.power(), 1000);
    append(line, "V", reading.voltage(), 1000);
    append(line, "A", reading.current(), 1000);
    append(line, "PF", reading.powerFactor(), 1000);
    append(line, "pages", reading.pages(), 1);
    if (reading.state() != null) {
      line.append(' ').append(reading.state().name().toLowerCase(Locale.ROOT));
    }
    if (reading.atSource() != Reading.AtSource.ARRIVAL) {
      line.append(" at ").append(IsoTime.format(reading.at()));
      line.append(reading.atSource() == Reading.AtSource.SITE_ZONE ? " (site)" : "");
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String unit, @Nullable Long value, long perUnit) {
    if (value != null) {
      BigDecimal shown =
          new BigDecimal(value)
              .divide(new BigDecimal(perUnit), 7, java.math.RoundingMode.HALF_EVEN)
              .stripTrailingZeros();
      line.append(' ').append(unit).append('=').append(shown.toPlainString());
    }
  }
}
