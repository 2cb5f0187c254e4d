package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a message whose meaning was announced: each channel's entities into one reading. */
final class AnnouncedMessage {
  /** What devices say when they do not know. */
  private static final Set<String> UNKNOWN =
      Set.of("", "nan", "none", "null", "unknown", "unavailable", "inf", "-inf");

  private final InboundMessage message;
  private final DecodeContext context;
  private final PayloadDecoder decoder;
  private final TemplateInput in;
  private final Map<String, Channels> devices = new LinkedHashMap<>();
  private final Set<Reason> ignored = new TreeSet<>();
  private Decoding.@Nullable Rejected refused;

  AnnouncedMessage(InboundMessage message, DecodeContext context, PayloadDecoder decoder) {
    this.message = message;
    this.context = context;
    this.decoder = decoder;
    this.in = new TemplateInput(message);
  }

  /** Whether a text is a device's way to say that it does not know. */
  static boolean isUnknown(String word) {
    return UNKNOWN.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Reads it as a message of one device, whose name is known. */
  Decoding decode(String device) {
    return decode(said -> device, said -> true);
  }

  /**
   * Reads it as a message of the devices that the announcements name.
   *
   * @param readElsewhere whether a device is read by another decoder; then it is not said here
   *     whether it can be reached
   */
  Decoding decode(Predicate<String> readElsewhere) {
    return decode(said -> said, readElsewhere.negate());
  }

  private Decoding decode(UnaryOperator<String> names, Predicate<String> isReadHere) {
    Announcements announced = context.announced();
    for (Entity entity : announced.entities(message.topic())) {
      read(entity, names.apply(entity.device()), announced);
    }
    for (Availability each : announced.availability(message.topic())) {
      State state = isReadHere.test(each.device()) ? each.state(in) : null;
      if (state != null) {
        channels(names.apply(each.device())).only().state(state);
      }
      ignored.add(Reason.AVAILABILITY);
    }
    return outcome();
  }

  private void read(Entity entity, String device, Announcements announced) {
    switch (entity.use()) {
      case Entity.Use.Ignored use -> ignored.add(use.reason());
      case Entity.Use.Refused use -> refused = use.why();
      case Entity.Use.Measures use -> {
        if (announced.isCountedElsewhere(entity)) {
          ignored.add(Reason.SUM_OF_PARTS);
          return;
        }
        Scaled number = entity.template().number(in);
        if (number != null) {
          use.unit()
              .say(
                  channels(device).channel(announced.channel(entity)),
                  number.value(),
                  number.step());
          return;
        }
        String text = entity.template().path().text(in);
        if (text == null || isUnknown(text.strip())) {
          ignored.add(Reason.NO_VALUE);
        } else if (refused == null) {
          refused =
              new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no number for " + entity.channel());
        }
      }
    }
  }

  private Channels channels(String device) {
    return devices.computeIfAbsent(device, absent -> new Channels(context));
  }

  private Decoding outcome() {
    List<Reading> readings = new ArrayList<>();
    Decoding other = null;
    Timing timing = Timing.of((String) null, "", message, context);
    for (Map.Entry<String, Channels> each : devices.entrySet()) {
      switch (each.getValue().decoding(each.getKey(), timing, message, decoder)) {
        case Decoding.Readings found -> readings.addAll(found.readings());
        case Decoding decoding -> other = decoding;
      }
    }
    if (!readings.isEmpty()) {
      return new Decoding.Readings(readings);
    }
    if (other != null) {
      return other;
    }
    Decoding unusable = in.unusable();
    if (unusable != null) {
      return unusable;
    }
    if (refused != null) {
      return refused;
    }
    for (Reason reason :
        List.of(
            Reason.SUM_OF_PARTS, Reason.NO_VALUE, Reason.NOT_THE_REGISTER, Reason.AVAILABILITY)) {
      if (ignored.contains(reason)) {
        return new Decoding.Ignored(reason);
      }
    }
    return new Decoding.Ignored(
        ignored.contains(Reason.STATE_ONLY) ? Reason.STATE_ONLY : Reason.NO_ENERGY);
  }
}
