package io.garonne.ingest.poll;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The binary form of IPP (RFC 8010), as much of it as Get-Printer-Attributes needs. Pure.
 *
 * @param status of an answer; up to 0xFF is success
 * @param attributes of the printer: Long, Boolean, String or Map (a collection) each; values that
 *     are "unknown", "unsupported" or "no-value" are left out
 */
record IppMessage(int status, Map<String, List<Object>> attributes) {
  /** The server does not speak this version of IPP. */
  static final int VERSION_NOT_SUPPORTED = 0x0503;

  private static final int GET_PRINTER_ATTRIBUTES = 0x000B;
  private static final int MOST_DEPTH = 8;

  private static final int OPERATION = 0x01;
  private static final int END = 0x03;
  private static final int PRINTER = 0x04;
  private static final int LAST_DELIMITER = 0x0F;
  private static final int LAST_OUT_OF_BAND = 0x1F;
  private static final int INTEGER = 0x21;
  private static final int BOOLEAN = 0x22;
  private static final int ENUM = 0x23;
  private static final int BEGIN_COLLECTION = 0x34;
  private static final int END_COLLECTION = 0x37;
  private static final int FIRST_TEXT = 0x40;
  private static final int KEYWORD = 0x44;
  private static final int URI = 0x45;
  private static final int CHARSET = 0x47;
  private static final int LANGUAGE = 0x48;
  private static final int MEMBER_NAME = 0x4A;

  /** A question for these attributes of a printer. */
  static byte[] question(int major, int minor, String printer, List<String> wanted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(major);
      out.writeByte(minor);
      out.writeShort(GET_PRINTER_ATTRIBUTES);
      out.writeInt(1);
      out.writeByte(OPERATION);
      text(out, CHARSET, "attributes-charset", "utf-8");
      text(out, LANGUAGE, "attributes-natural-language", "en");
      text(out, URI, "printer-uri", printer);
      String name = "requested-attributes";
      for (String each : wanted) {
        text(out, KEYWORD, name, each);
        name = ""; // a further value of the same attribute
      }
      out.writeByte(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, int tag, String name, String value)
      throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeByte(tag);
    out.writeShort(nameBytes.length);
    out.write(nameBytes);
    out.writeShort(valueBytes.length);
    out.write(valueBytes);
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it is none
   */
  static IppMessage answer(byte[] bytes) throws IOException {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      in.getShort(); // the version it was answered in
      int status = in.getShort() & 0xFFFF;
      in.getInt();
      Map<String, List<Object>> attributes = new LinkedHashMap<>();
      int group = 0;
      String name = "";
      while (in.hasRemaining()) {
        int tag = in.get() & 0xFF;
        if (tag == END) {
          break;
        }
        if (tag <= LAST_DELIMITER) {
          group = tag;
          continue;
        }
        String own = string(in);
        name = own.isEmpty() ? name : own;
        List<Object> values = group == PRINTER ? values(attributes, name) : new ArrayList<>();
        value(tag, in, values, 0);
      }
      return new IppMessage(status, attributes);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("no IPP: it is cut or garbled", e);
    }
  }

  private static void value(int tag, ByteBuffer in, List<Object> values, int depth)
      throws IOException {
    ByteBuffer value = slice(in);
    if (tag == BEGIN_COLLECTION) {
      values.add(collection(in, depth + 1));
    } else if (tag == INTEGER || tag == ENUM) {
      values.add((long) value.getInt());
    } else if (tag == BOOLEAN) {
      values.add(value.get() != 0);
    } else if (tag >= FIRST_TEXT) {
      values.add(StandardCharsets.UTF_8.decode(value).toString());
    } else if (tag > LAST_OUT_OF_BAND) {
      return; // dates, ranges, resolutions: nothing that is asked for
    }
  }

  private static Map<String, List<Object>> collection(ByteBuffer in, int depth) throws IOException {
    if (depth > MOST_DEPTH) {
      throw new IOException("no IPP: nested too deeply");
    }
    Map<String, List<Object>> members = new LinkedHashMap<>();
    String name = "";
    while (true) {
      int tag = in.get() & 0xFF;
      string(in); // a member's own name is always empty
      if (tag == END_COLLECTION) {
        slice(in);
        return members;
      }
      if (tag == MEMBER_NAME) {
        name = StandardCharsets.UTF_8.decode(slice(in)).toString();
      } else {
        value(tag, in, values(members, name), depth);
      }
    }
  }

  private static List<Object> values(Map<String, List<Object>> attributes, String name) {
    return attributes.computeIfAbsent(name, each -> new ArrayList<>());
  }

  private static String string(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(slice(in)).toString();
  }

  private static ByteBuffer slice(ByteBuffer in) {
    int length = in.getShort() & 0xFFFF;
    ByteBuffer slice = in.slice(in.position(), Math.min(length, in.remaining()));
    if (slice.remaining() < length) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + length);
    return slice;
  }
}
