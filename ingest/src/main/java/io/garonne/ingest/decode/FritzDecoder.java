package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * FRITZ!Box device lists ({@code getdevicelistinfos}) that a bridge publishes as they are. Each
 * device in the list is a device here, named by its identification number without blanks.
 *
 * <p>Source: AVM, AHA-HTTP-Interface.
 */
public final class FritzDecoder implements PayloadDecoder {
  private static final String IMPORT = "-1";
  private static final String EXPORT = "-2";

  /** Bytes in which the root element must begin. */
  private static final int HEAD = 200;

  @Override
  public String name() {
    return "fritz";
  }

  @Override
  public Description description() {
    return new Description(
        "FRITZ!DECT and FRITZ!Powerline, by a bridge",
        List.of("the XML of getdevicelistinfos under any topic"),
        List.of(
            value("powermeter/energy", "Wh", "register"),
            value("powermeter/power, voltage", "mW, mV", "power, voltage"),
            value("switch/state", "1, 0", "state"),
            value("present", "0", "unavailable; its other values are old and not read"),
            value("group", "", "not read: repeats its members"),
            value(
                "<AIN>-1, <AIN>-2",
                "",
                "Smart Energy 250: import is the device, export is not read"),
            value("getbasicdevicestats", "", "not read: sums of days and months")),
        List.of(
            "A device is named by its AIN without blanks.",
            "There is no time in the list: the arrival counts. Plugs refresh about every 2 minutes.",
            "A document type or an entity in the XML is refused.",
            "Bridges that republish in Shelly's form are read as Shelly Gen2."),
        List.of("fritz.com/service/schnittstellen (AHA-HTTP-Interface)"));
  }

  @Override
  public boolean claims(String topic) {
    return false;
  }

  @Override
  public boolean recognises(String topic, byte[] payload) {
    if (payload.length == 0
        || (payload[0] != '<' && payload[0] > ' ' && payload[0] != (byte) 0xEF)) {
      return false;
    }
    String head = new String(payload, 0, Math.min(payload.length, HEAD), StandardCharsets.UTF_8);
    return head.contains("<devicelist") || head.contains("<devicestats");
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    return switch (FritzDeviceList.read(message.payload())) {
      case FritzDeviceList.Unreadable unreadable ->
          new Decoding.Rejected(Reason.NOT_XML, unreadable.why());
      case FritzDeviceList.Statistics statistics -> new Decoding.Ignored(Reason.NOT_THE_REGISTER);
      case FritzDeviceList.Devices list -> readings(list.devices(), message, context);
    };
  }

  private Decoding readings(
      List<FritzDeviceList.Device> devices, InboundMessage message, DecodeContext context) {
    Set<String> names = new HashSet<>();
    devices.forEach(device -> names.add(device.name()));
    List<Reading> readings = new ArrayList<>();
    Decoding otherwise = new Decoding.Ignored(Reason.NO_ENERGY);
    for (FritzDeviceList.Device device : devices) {
      String name = device.name();
      boolean repeated = device.group() || name.endsWith(EXPORT) || names.contains(name + IMPORT);
      if (repeated || !device.metered()) {
        otherwise = device.metered() ? new Decoding.Ignored(Reason.SUM_OF_PARTS) : otherwise;
        continue;
      }
      String own =
          name.endsWith(IMPORT) ? name.substring(0, name.length() - IMPORT.length()) : name;
      Channels channels = new Channels(context);
      read(device, channels.only());
      Decoding decoding =
          channels.decoding(own, Timing.of((String) null, own, message, context), message, this);
      if (decoding instanceof Decoding.Readings some) {
        readings.addAll(some.readings());
      } else {
        otherwise = decoding;
      }
    }
    return readings.isEmpty() ? otherwise : new Decoding.Readings(readings);
  }

  private static void read(FritzDeviceList.Device device, Quantities said) {
    if (!device.present()) {
      said.state(State.UNAVAILABLE);
      return;
    }
    said.energy(Decimals.number(device.energy()), Units.MILLIJOULES_PER_WH, null)
        .power(Decimals.number(device.power()), Quantities.MILLI)
        .voltage(Decimals.number(device.voltage()), Quantities.MILLI)
        .state(Texts.onOff(device.state()));
  }
}
