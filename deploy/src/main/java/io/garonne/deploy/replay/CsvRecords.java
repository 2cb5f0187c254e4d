package io.garonne.deploy.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Records of a CSV stream one after the other, with memory for one: made for files of millions of
 * short lines. Quotes as RFC 4180 has them; lines end with LF or CRLF.
 */
final class CsvRecords {
  /** A longer record is no reading but a broken file. */
  static final int GREATEST_RECORD = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte separator;
  private byte[] record = new byte[256];
  private int[] ends = new int[16];
  private int fields;
  private long line;
  private long nextLine = 1;
  private boolean lastWasQuote;

  CsvRecords(InputStream in, char separator) {
    this.in = in;
    this.separator = (byte) separator;
  }

  void separator(char c) {
    separator = (byte) c;
  }

  /** Line of the file where the current record starts, from 1. */
  long line() {
    return line;
  }

  /** Number of fields of the current record. */
  int fields() {
    return fields;
  }

  /** A field of the current record without blanks around it; empty if it has fewer. */
  String field(int index) {
    if (index >= fields) {
      return "";
    }
    int from = index == 0 ? 0 : ends[index - 1];
    int to = ends[index];
    while (from < to && record[from] <= ' ' && record[from] >= 0) {
      from++;
    }
    while (from < to && record[to - 1] <= ' ' && record[to - 1] >= 0) {
      to--;
    }
    return new String(record, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * Goes to the next record that is not empty.
   *
   * @return false at the end
   * @throws IOException if the stream breaks or a record is longer than a mebibyte
   */
  boolean next() throws IOException {
    while (true) {
      line = nextLine;
      int length = read();
      if (length < 0) {
        return false;
      }
      if (length > 0 || fields > 1) {
        return true;
      }
    }
  }

  /** Reads one record; its length without separators, or -1 at the end. */
  private int read() throws IOException {
    int length = 0;
    fields = 0;
    boolean quoted = false;
    boolean any = false;
    while (true) {
      if (position == limit && !fill()) {
        if (quoted) {
          throw new IOException("line " + line + ": a quote is not closed");
        }
        return any ? end(length) : -1;
      }
      any = true;
      byte b = buffer[position++];
      if (b == '\n') {
        nextLine++;
        if (!quoted) {
          boolean crlf = length > 0 && record[length - 1] == '\r';
          return end(crlf ? length - 1 : length);
        }
      } else if (b == '"') {
        // A doubled quote inside quotes closes and opens again: it stands once.
        if (!quoted && lastWasQuote) {
          append(length++, b);
        }
        quoted = !quoted;
        lastWasQuote = !quoted;
        continue;
      } else if (b == separator && !quoted) {
        endField(length);
        lastWasQuote = false;
        continue;
      }
      lastWasQuote = false;
      append(length++, b);
    }
  }

  private void append(int at, byte b) throws IOException {
    if (at == record.length) {
      if (at >= GREATEST_RECORD) {
        throw new IOException("line " + line + " is longer than " + GREATEST_RECORD + " bytes");
      }
      record = Arrays.copyOf(record, at * 2);
    }
    record[at] = b;
  }

  private void endField(int length) {
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, fields * 2);
    }
    ends[fields++] = length;
  }

  private int end(int length) {
    endField(length);
    lastWasQuote = false;
    return length;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
