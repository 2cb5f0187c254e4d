package io.garonne.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Kafka and passes everything on, but for the first request to store something in a
 * topic: it is answered as by a Kafka that has just started and does not lead the partition yet,
 * and that does when the next request comes.
 */
final class NotYetLeading implements AutoCloseable {
  /** How long the next request is waited for. */
  private static final long PATIENCE_MILLIS = 2_000;

  private final ServerSocket server;
  private final int kafkaPort;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile Uuid topic = Uuid.ZERO_UUID;

  NotYetLeading(int port, int kafkaPort) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.kafkaPort = kafkaPort;
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on, for this topic. */
  void refuseFirst(Uuid of) {
    topic = of;
  }

  boolean answered() {
    return answered.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket kafka = new Socket(InetAddress.getLoopbackAddress(), kafkaPort);
        Thread.ofVirtual().start(() -> requests(client, kafka));
        Thread.ofVirtual().start(() -> responses(client, kafka));
      }
    } catch (IOException closed) {
      // The end.
    }
  }

  private void requests(Socket client, Socket kafka) {
    try (client;
        kafka) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(kafka.getOutputStream());
      while (true) {
        byte[] request = in.readNBytes(in.readInt());
        byte[] answer = answer(request, in);
        if (answer == null) {
          out.writeInt(request.length);
          out.write(request);
        } else {
          DataOutputStream back = new DataOutputStream(client.getOutputStream());
          back.writeInt(answer.length);
          back.write(answer);
        }
      }
    } catch (IOException | InterruptedException closed) {
      // One of the two went away.
    }
  }

  private byte @Nullable [] answer(byte[] request, DataInputStream next)
      throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.wrap(request);
    if (buffer.getShort(0) != ApiKeys.PRODUCE.id || topic.equals(Uuid.ZERO_UUID)) {
      return null;
    }
    RequestHeader header = RequestHeader.parse(buffer);
    ProduceRequest produce =
        ProduceRequest.parse(new ByteBufferAccessor(buffer), header.apiVersion());
    if (produce.data().topicData().stream().noneMatch(each -> each.topicId().equals(topic))
        || !answered.compareAndSet(false, true)) {
      return null;
    }
    for (long waited = 0; waited < PATIENCE_MILLIS && next.available() == 0; waited += 10) {
      Thread.sleep(10);
    }
    AbstractResponse response =
        produce.getErrorResponse(0, Errors.NOT_LEADER_OR_FOLLOWER.exception());
    ByteBuffer bytes =
        RequestUtils.serialize(
            header.toResponseHeader().data(),
            header.toResponseHeader().headerVersion(),
            response.data(),
            header.apiVersion());
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return all;
  }

  private static void responses(Socket client, Socket kafka) {
    try (client;
        kafka) {
      kafka.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException closed) {
      // One of the two went away.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
