package io.garonne.deploy.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says how far a long work is, with rate and remaining time: on a terminal one line that is written
 * again and again, else a line every ten seconds.
 */
public final class ProgressBar {
  private static final int WIDTH = 24;
  private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long FILE_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final boolean terminal;
  private String what = "";
  private long total;
  private long first;
  private long begun;
  private long shown;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On standard error, as what that is. */
  public static ProgressBar onStandardError() {
    return new ProgressBar(System.err, isTerminal(Path.of("/proc/self/fd/2")));
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // Not Linux: who knows.
      return false;
    }
  }

  /**
   * Begins a part of the work.
   *
   * @param done how much of it is done already, and is not in the rate
   */
  public synchronized void begin(String part, long done, long of) {
    what = part;
    total = of;
    first = done;
    begun = System.nanoTime();
    shown = begun - (terminal ? TERMINAL_INTERVAL : 0);
  }

  /** So much is done now; shown if it is time to. */
  public synchronized void at(long done) {
    long now = System.nanoTime();
    if (now - shown >= (terminal ? TERMINAL_INTERVAL : FILE_INTERVAL)) {
      shown = now;
      print(line(what, done, total, (done - first) / seconds(now)));
    }
  }

  /** The part is done. */
  public synchronized void end(long done) {
    long now = System.nanoTime();
    print(
        "%s: %,d in %s (%,.0f/s)"
            .formatted(what, done - first, duration(now - begun), (done - first) / seconds(now)));
    if (terminal) {
      out.println();
    }
  }

  /** A line of its own. */
  public synchronized void say(String text) {
    print(text);
    if (terminal) {
      out.println();
    }
  }

  private double seconds(long now) {
    return Math.max(0.001, (now - begun) / 1e9);
  }

  private void print(String line) {
    if (terminal) {
      out.print("\r\u001B[K" + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** {@code publishing [#####-----] 45 % 1,234 of 5,678 9,876/s 0:12 left}. */
  static String line(String what, long done, long total, double rate) {
    double share = total <= 0 ? 1 : Math.min(1, (double) done / total);
    int filled = (int) (share * WIDTH);
    String left = rate > 0 ? duration((long) ((total - done) / rate * 1e9)) + " left" : "waiting";
    return String.format(
        Locale.ROOT,
        "%s  [%s%s] %3.0f %%  %,d of %,d  %,.0f/s  %s",
        what,
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        Math.floor(share * 100),
        done,
        total,
        rate,
        left);
  }

  private static String duration(long nanos) {
    long seconds = Math.max(0, Math.round(nanos / 1e9));
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
