package io.garonne.ingest.decode;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The XML of a FRITZ!Box, without document types and entities. */
sealed interface FritzDeviceList {
  /** Levels of nesting; a list has four. */
  int MAX_DEPTH = 16;

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
   * @param values texts of the elements by path, such as {@code powermeter/energy}
   */
  record Device(String name, boolean group, Map<String, String> values) {
    /** Whether it has an electricity meter. */
    boolean metered() {
      return values.containsKey("powermeter");
    }

    /** Whether the box reaches it; it does if nothing is said. */
    boolean present() {
      return !values.getOrDefault("present", "1").equals("0");
    }

    /** Watt-hours, or empty. */
    String energy() {
      return values.getOrDefault("powermeter/energy", "");
    }

    /** Milliwatts, or empty. */
    String power() {
      return values.getOrDefault("powermeter/power", "");
    }

    /** Millivolts, or empty. */
    String voltage() {
      return values.getOrDefault("powermeter/voltage", "");
    }

    /** 1, 0, or empty. */
    String state() {
      return values.getOrDefault("switch/state", "");
    }
  }

  /** Reads the bytes. */
  static FritzDeviceList read(byte[] xml) {
    try {
      XMLStreamReader reader = Xml.FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
      try {
        return document(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      return new Unreadable(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static FritzDeviceList document(XMLStreamReader reader) throws XMLStreamException {
    List<Device> devices = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    Map<String, String> values = null;
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return new Unreadable("a document type or an entity");
        }
        case XMLStreamConstants.START_ELEMENT -> {
          String element = reader.getLocalName();
          text.setLength(0);
          if (values == null && path.isEmpty() && element.equals("devicestats")) {
            return new Statistics();
          }
          if (path.size() == 1 && isDevice(element)) {
            values = new HashMap<>();
            values.put("", nameOf(reader));
          } else if (values != null) {
            values.put(key(path, element), "");
          }
          path.addLast(element);
          if (path.size() > MAX_DEPTH || devices.size() > MAX_DEVICES) {
            return new Unreadable("too deep or too long");
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          String element = path.removeLast();
          if (values != null && path.size() == 1) {
            devices.add(new Device(values.remove(""), element.equals("group"), values));
            values = null;
          } else if (values != null && text.length() > 0) {
            values.put(key(path, element), text.toString().strip());
          }
          text.setLength(0);
        }
        default -> {
          // comments and processing instructions say nothing
        }
      }
    }
    return new Devices(devices);
  }

  private static boolean isDevice(String element) {
    return element.equals("device") || element.equals("group");
  }

  private static String nameOf(XMLStreamReader reader) {
    @Nullable String identifier = reader.getAttributeValue(null, "identifier");
    return identifier == null ? "" : identifier.replace(" ", "");
  }

  /** The path of an element below its device. */
  private static String key(Deque<String> path, String element) {
    if (path.size() <= 2) {
      return element;
    }
    return path.peekLast() + "/" + element;
  }

  /** The configured parser; it makes a reader of its own for each payload. */
  final class Xml {
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
      FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      FACTORY.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    private Xml() {}
  }
}
