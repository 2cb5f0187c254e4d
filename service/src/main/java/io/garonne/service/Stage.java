package io.garonne.service;

import org.jspecify.annotations.Nullable;

/** A part of Garonne that runs: alone in a process, or with the others in one. */
public interface Stage extends AutoCloseable {

  /** Short lower-case name, as in {@code ./garonne NAME}. */
  String name();

  /**
   * Starts and returns when the stage works or has begun to try.
   *
   * @throws SettingsException if it can never work as configured
   */
  void start();

  /** Whether the stage does its work now. Cheap, from any thread, before start and after close. */
  Readiness readiness();

  /**
   * Why the stage has stopped for good, or null while it works or may work again. Cheap, from any
   * thread. A process that runs only this stage ends with exit code 1.
   */
  default @Nullable StageFailure failure() {
    return null;
  }

  /** Stops within 5 seconds without losing what it has taken on. May be called twice. */
  @Override
  void close();
}
