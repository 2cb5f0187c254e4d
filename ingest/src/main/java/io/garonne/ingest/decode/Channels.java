package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the channels of one device said in one message, in the order in which they came up. */
final class Channels {
  private final DecodeContext context;
  private final Map<String, Quantities> said = new LinkedHashMap<>();

  Channels(DecodeContext context) {
    this.context = context;
  }

  /** What a channel said so far. */
  Quantities channel(String name) {
    return said.computeIfAbsent(name, absent -> new Quantities(context));
  }

  /** The only channel of a device. */
  Quantities only() {
    return channel(Reading.ONLY_CHANNEL);
  }

  /** Whether no channel said anything usable. */
  boolean isEmpty() {
    return said.values().stream().allMatch(Quantities::isEmpty);
  }

  /** As readings of a device, or why there are none. */
  Decoding decoding(String device, Timing timing, InboundMessage message, PayloadDecoder decoder) {
    if (!Names.acceptable(device) || !said.keySet().stream().allMatch(Names::acceptable)) {
      return Names.refused();
    }
    if (isEmpty()) {
      return said.values().stream()
          .filter(Quantities::isAbsurd)
          .findFirst()
          .orElseGet(() -> new Quantities(context))
          .nothing();
    }
    return switch (timing) {
      case Timing.Unknown unknown -> unknown.decoding();
      case Timing.At when -> {
        List<Reading> readings = new ArrayList<>(said.size());
        said.forEach(
            (name, quantities) -> {
              if (!quantities.isEmpty()) {
                readings.add(quantities.reading(device, name, when, message, decoder.name()));
              }
            });
        yield new Decoding.Readings(readings);
      }
    };
  }
}
