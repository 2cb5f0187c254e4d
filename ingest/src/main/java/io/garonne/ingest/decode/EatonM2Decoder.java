package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Units;
import java.util.List;

/**
 * Eaton's network cards Gigabit M2 and M3 in UPSs and PDUs. The outlets are the channels: outputs,
 * their phases, inputs and suppliers say the same electricity again, as sums or repeats.
 *
 * <p>Source: the card's manual, chapter MQTT.
 */
public final class EatonM2Decoder implements PayloadDecoder {
  private static final String ROOT = "mbdetnrs";
  private static final String DISTRIBUTIONS = "powerDistributions";

  /** The card adds up in floating point: what it writes beyond that is noise. */
  private static final long STEP = Units.MILLIJOULES_PER_WH / 10;

  @Override
  public String name() {
    return "eaton-m2";
  }

  @Override
  public Description description() {
    return new Description(
        "Eaton Gigabit Network Card M2 and M3 (UPS, ePDU)",
        List.of("[<prefix>/]mbdetnrs/<1.0|2.0>/powerDistributions/<n>/outlets/<outlet>/measures"),
        List.of(
            value("cumulatedEnergy", "Wh", "register, with a step of 0.1 Wh"),
            value("activePower, voltage, current, powerFactor", "W, V, A, -", "as they are"),
            value("averageEnergy", "W", "not read: power, despite its name"),
            value("apparentPower", "VA", "not read"),
            value("…/status switchedOn", "true, false", "state"),
            value(
                "outputs, inputs, phases, suppliers", "", "not read: sums and repeats of outlets"),
            value("backupSystem, environment", "", "not read: battery, kelvin")),
        List.of(
            "The topics do not name the card: with several cards on one broker give each a prefix,"
                + " which is then the device's name; else it is mbdetnrs.",
            "Outlets of distributions other than 1 are the channels <distribution>.<outlet>.",
            "A UPS that measures no outlet gives no readings; a rule of your own can read its output.",
            "There is no time in the messages: the arrival counts."),
        List.of("Eaton Gigabit Network Card user's guide, MQTT"));
  }

  @Override
  public boolean claims(String topic) {
    return topic.startsWith(ROOT + "/") || topic.contains("/" + ROOT + "/");
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    List<String> levels = List.of(message.topic().split("/", -1));
    int root = levels.indexOf(ROOT);
    String device = root == 0 ? ROOT : String.join("/", levels.subList(0, root));
    List<String> path = levels.subList(root + 1, levels.size());
    String last = path.get(path.size() - 1);
    boolean measures = last.equals("measures");
    boolean outlet =
        path.size() == 6 && path.get(1).equals(DISTRIBUTIONS) && path.get(3).equals("outlets");
    if (!outlet || (!measures && !last.equals("status"))) {
      return new Decoding.Ignored(measures ? notAnOutlet(path) : Reason.NOT_TELEMETRY);
    }
    if (Texts.word(message).equals("null")) {
      return new Decoding.Ignored(Reason.NO_ENERGY); // an outlet that is not measured
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        String distribution = path.get(2);
        String channel = distribution.equals("1") ? path.get(4) : distribution + "." + path.get(4);
        Channels channels = new Channels(context);
        Quantities said = channels.channel(channel);
        boolean mentioned =
            measures ? measures(parsed.object(), said) : status(parsed.object(), said);
        yield mentioned
            ? channels.decoding(
                device, Timing.of((String) null, device, message, context), message, this)
            : new Decoding.Ignored(measures ? Reason.NO_ENERGY : Reason.STATE_ONLY);
      }
    };
  }

  /** Values that are null are not there; returns whether one is. */
  private static boolean measures(ObjectNode measures, Quantities said) {
    said.energy(Decimals.number(measures.get("cumulatedEnergy")), Units.MILLIJOULES_PER_WH, STEP)
        .watts(measures.get("activePower"))
        .voltage(measures.get("voltage"), Quantities.UNIT)
        .current(measures.get("current"), Quantities.UNIT)
        .powerFactor(measures.get("powerFactor"));
    return measures.hasNonNull("cumulatedEnergy")
        || measures.hasNonNull("activePower")
        || measures.hasNonNull("voltage")
        || measures.hasNonNull("current");
  }

  private static boolean status(ObjectNode status, Quantities said) {
    JsonNode on = status.get("switchedOn");
    said.state(Texts.onOff(on));
    return !said.isEmpty();
  }

  private static Reason notAnOutlet(List<String> path) {
    return path.contains("outputs")
            || path.contains("inputs")
            || path.contains("phases")
            || path.contains("suppliers")
            || path.contains("outlets")
        ? Reason.SUM_OF_PARTS
        : Reason.NO_ENERGY;
  }
}
