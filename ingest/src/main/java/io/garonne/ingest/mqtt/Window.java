package io.garonne.ingest.mqtt;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What may be in memory at once, in messages and bytes, from arrival to acknowledgement. The
 * receive maximum keeps an honest broker below it; it is there for messages of QoS 0, for brokers
 * that overrun the receive maximum, and for large payloads.
 */
public final class Window {
  private final int maxMessages;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int messages;
  private long bytes;
  private volatile long lastEntry = System.nanoTime();

  public Window(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes room for a message; one that is greater than everything has it when it is alone.
   *
   * @param patienceMillis how long to wait for room
   * @return whether there was room
   */
  boolean enter(int size, long patienceMillis) throws InterruptedException {
    long patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    lock.lock();
    try {
      lastEntry = System.nanoTime();
      while (messages > 0 && (messages >= maxMessages || bytes + size > maxBytes)) {
        if (patience <= 0) {
          return false;
        }
        patience = changed.awaitNanos(patience);
      }
      messages++;
      bytes += size;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(int size) {
    lock.lock();
    try {
      messages--;
      bytes -= size;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at most half of it is taken. */
  void awaitHalf() throws InterruptedException {
    lock.lock();
    try {
      while (messages > maxMessages / 2 || bytes > maxBytes / 2) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing is in it.
   *
   * @return whether that came within {@code patienceMillis}
   */
  public boolean awaitEmpty(long patienceMillis) throws InterruptedException {
    long patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    lock.lock();
    try {
      while (messages > 0) {
        if (patience <= 0) {
          return false;
        }
        patience = changed.awaitNanos(patience);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Messages in it. */
  public int messages() {
    lock.lock();
    try {
      return messages;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes in it. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Milliseconds since a message last arrived. */
  public long idleMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastEntry);
  }
}
