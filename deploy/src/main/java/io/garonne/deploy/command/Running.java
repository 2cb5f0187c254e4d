package io.garonne.deploy.command;

import io.garonne.deploy.runtime.Chain;
import io.garonne.service.Stage;
import io.garonne.service.StageFailure;
import org.jspecify.annotations.Nullable;

/** A chain and, if there is one, the source that feeds it; the source is closed first. */
final class Running implements AutoCloseable {
  private final Chain chain;
  private volatile @Nullable Stage source;

  Running(Chain chain) {
    this.chain = chain;
  }

  Chain chain() {
    return chain;
  }

  void start(Stage newSource) {
    source = newSource;
    newSource.start();
  }

  /** Why it cannot go on; null while it can. */
  @Nullable StageFailure failure() {
    Stage feeding = source;
    StageFailure failure = chain.failure();
    return failure == null && feeding != null ? feeding.failure() : failure;
  }

  @Override
  public void close() {
    Stage feeding = source;
    if (feeding != null) {
      feeding.close();
    }
    chain.close();
  }
}
