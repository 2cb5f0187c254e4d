package io.garonne.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The XML of a FRITZ!Box, as far as electricity is concerned. */
sealed interface FritzDeviceList {
  /** Devices; a box manages some dozens. */
  int MAX_DEVICES = 1000;

  /** A list of devices. */
  record Devices(List<Device> devices) implements FritzDeviceList {}

  /** Sums of windows. */
  record Statistics() implements FritzDeviceList {}

  /** Neither. */
  record Unreadable(String why) implements FritzDeviceList {}

  /**
   * A device or a group.
   *
   * @param name identification number without blanks
   * @param values texts of the elements by parent and name, such as {@code powermeter/energy}
   */
  record Device(String name, boolean group, Map<String, String> values) {
    /** Whether it has an electricity meter. */
    boolean metered() {
      return !energy().isEmpty() || !power().isEmpty() || !voltage().isEmpty();
    }

    /** Whether the box reaches it; it does if nothing is said. */
    boolean present() {
      return !value("device/present").equals("0");
    }

    /** Watt-hours, or empty. */
    String energy() {
      return value("powermeter/energy");
    }

    /** Milliwatts, or empty. */
    String power() {
      return value("powermeter/power");
    }

    /** Millivolts, or empty. */
    String voltage() {
      return value("powermeter/voltage");
    }

    /** 1, 0, or empty. */
    String state() {
      return value("switch/state");
    }

    private String value(String path) {
      return values.getOrDefault(path, "");
    }
  }

  /** Reads the bytes. */
  static FritzDeviceList read(byte[] bytes) {
    XmlScanner xml = new XmlScanner(new String(bytes, StandardCharsets.UTF_8));
    List<Device> devices = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    String name = "";
    while (true) {
      switch (xml.next()) {
        case START -> {
          if (xml.depth() == 1 && xml.element().equals("devicestats")) {
            return new Statistics();
          }
          if (xml.depth() == 2) {
            values = new HashMap<>();
            name = xml.attribute("identifier").replace(" ", "");
          }
        }
        case END -> {
          boolean group = xml.element().equals("group");
          if (xml.depth() > 1) {
            values.put(xml.parent() + '/' + xml.element(), xml.text());
          } else if (xml.depth() == 1 && (group || xml.element().equals("device"))) {
            devices.add(new Device(name, group, values));
          }
          if (devices.size() > MAX_DEVICES) {
            return new Unreadable("more than " + MAX_DEVICES + " devices");
          }
        }
        case FINISHED -> {
          return new Devices(devices);
        }
        case BROKEN -> {
          return new Unreadable(xml.problem());
        }
      }
    }
  }
}
