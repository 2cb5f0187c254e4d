package io.garonne.deploy.poll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A printer that speaks IPP over HTTP, and a NETIO beside it; notes the operations asked for. */
final class IppResponder implements AutoCloseable {
  final AtomicInteger impressions = new AtomicInteger(1000);
  final AtomicInteger netioWattHours = new AtomicInteger(500);

  private final Set<Integer> operations = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  IppResponder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ipp/print", this::print);
    server.createContext("/netio.json", this::netio);
    server.start();
  }

  URI printer() {
    return URI.create("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print");
  }

  URI netio() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/netio.json");
  }

  /** Operations asked for, as IPP numbers them. */
  Set<Integer> operations() {
    return Set.copyOf(operations);
  }

  private void print(HttpExchange exchange) throws IOException {
    byte[] question = exchange.getRequestBody().readAllBytes();
    operations.add((question[2] & 0xFF) << 8 | (question[3] & 0xFF));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    boolean two = question[0] == 2; // this one speaks 1.1 only
    out.write(new byte[] {1, 1});
    out.writeShort(two ? 0x0503 : 0);
    out.writeInt(1);
    out.writeByte(1);
    value(
        out,
        0x47,
        "attributes-charset",
        "utf-8".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    if (!two) {
      out.writeByte(4);
      value(out, 0x23, "printer-state", new byte[] {0, 0, 0, 3});
      int count = impressions.get();
      value(
          out,
          0x21,
          "printer-impressions-completed",
          new byte[] {0, (byte) (count >> 16), (byte) (count >> 8), (byte) count});
    }
    out.writeByte(3);
    answer(exchange, "application/ipp", bytes.toByteArray());
  }

  private static void value(DataOutputStream out, int tag, String name, byte[] value)
      throws IOException {
    out.writeByte(tag);
    out.writeUTF(name);
    out.writeShort(value.length);
    out.write(value);
  }

  private void netio(HttpExchange exchange) throws IOException {
    String json =
        """
        {"GlobalMeasure":{"Voltage":230.1,"TotalEnergy":%1$d},
         "Outputs":[{"ID":1,"State":1,"Current":400,"PowerFactor":0.98,"Load":90,"Energy":%1$d}]}
        """
            .formatted(netioWattHours.get());
    answer(exchange, "application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
