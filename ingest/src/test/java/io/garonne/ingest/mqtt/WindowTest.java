package io.garonne.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void thereIsNoRoomBeyondSoManyMessages() throws Exception {
    Window window = new Window(2, 1000);
    assertThat(window.enter(1, 0)).isTrue();
    assertThat(window.enter(1, 0)).isTrue();
    assertThat(window.enter(1, 20)).isFalse();
    window.leave(1);
    assertThat(window.enter(1, 0)).isTrue();
  }

  @Test
  void thereIsNoRoomBeyondSoManyBytesButAlwaysForOneMessage() throws Exception {
    Window window = new Window(10, 1000);
    assertThat(window.enter(5000, 0)).isTrue();
    assertThat(window.enter(1, 0)).isFalse();
    window.leave(5000);
    assertThat(window.enter(600, 0)).isTrue();
    assertThat(window.enter(500, 0)).isFalse();
    assertThat(window.enter(400, 0)).isTrue();
    assertThat(window.bytes()).isEqualTo(1000);
    assertThat(window.messages()).isEqualTo(2);
  }

  @Test
  void whoWaitsIsWokenByRoom() throws Exception {
    Window window = new Window(1, 1000);
    assertThat(window.enter(1, 0)).isTrue();
    Thread other = Thread.ofVirtual().start(() -> window.leave(1));
    assertThat(window.enter(1, 10_000)).isTrue();
    other.join();
    window.leave(1);
    assertThat(window.awaitEmpty(1000)).isTrue();
  }

  @Test
  void pausesGrowUpToABoundAndBeginAgain() {
    Backoff backoff = new Backoff(1000);
    assertThat(backoff.next()).isBetween(50L, 100L);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isBetween(100L, 1000L);
    }
    assertThat(backoff.next()).isBetween(500L, 1000L);
    backoff.reset();
    assertThat(backoff.next()).isBetween(50L, 100L);
  }
}
