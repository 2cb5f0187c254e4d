package io.garonne.service;

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

  /** Stops within 5 seconds without losing what it has taken on. May be called twice. */
  @Override
  void close();
}
