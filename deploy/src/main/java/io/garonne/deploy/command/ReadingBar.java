package io.garonne.deploy.command;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.publish.TopicReader;

/** How far the reading of a topic is; it begins once it is known how much there is. */
final class ReadingBar implements TopicReader.Progress {
  private final ProgressBar bar;
  private final String what;
  private boolean begun;
  private long done;

  ReadingBar(ProgressBar bar, String what) {
    this.bar = bar;
    this.what = what;
  }

  @Override
  public void at(long now, long of) {
    if (!begun) {
      begun = true;
      bar.begin(what, 0, of);
    }
    done = now;
    bar.at(now);
  }

  void end() {
    bar.end(done);
  }
}
