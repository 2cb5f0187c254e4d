package io.garonne.ingest.poll;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpAnswersTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void anAnswerThatStallsBehindItsHeadersEndsInTimeAndTheConnectionWithIt() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (ServerSocket server =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123", hungUp)) {
      assertThatThrownBy(() -> new HttpAnswers(SHORT).body(request(server)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PT0.3S");
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() throws Exception {
    String mebibyte = "x".repeat(1024 * 1024);
    try (ServerSocket server =
        answering("HTTP/1.1 200 OK\r\n\r\n" + mebibyte + "x", new CountDownLatch(1))) {
      assertThatThrownBy(() -> new HttpAnswers(Duration.ofSeconds(20)).body(request(server)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("more than 1048576 bytes");
    }
  }

  @Test
  void whatIsNoSuccessIsSaidWithItsStatus() throws Exception {
    try (ServerSocket server =
        answering("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno", new CountDownLatch(1))) {
      assertThatThrownBy(() -> new HttpAnswers(Duration.ofSeconds(20)).body(request(server)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("401");
    }
  }

  @Test
  void anAnswerInTimeIsReadAsItIs() throws Exception {
    try (ServerSocket server =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyes!", new CountDownLatch(1))) {
      assertThat(new HttpAnswers(Duration.ofSeconds(20)).body(request(server)))
          .isEqualTo("yes!".getBytes(US_ASCII));
    }
  }

  private static HttpRequest.Builder request(ServerSocket server) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
        .GET();
  }

  /** Says this to the first who connects and nothing more, until that one hangs up. */
  private static ServerSocket answering(String answer, CountDownLatch hungUp) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                client.getOutputStream().write(answer.getBytes(US_ASCII));
                while (client.getInputStream().read() >= 0) {
                  // The question.
                }
              } catch (IOException e) {
                // Hanging up in the middle is hanging up.
              } finally {
                hungUp.countDown();
              }
            });
    return server;
  }
}
