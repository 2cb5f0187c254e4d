package io.garonne.publish.view;

import io.garonne.model.wire.Topics;

/**
 * What is remembered of one topic. Written by one thread, read by many. A view bounds its own
 * memory.
 */
public sealed interface View
    permits AdviceView,
        AlertsView,
        DevicesView,
        EstateView,
        FindingsView,
        IndicatorsView,
        LedgerView,
        LiveView,
        TotalsView {

  /** The topic it follows. */
  Topics topic();

  /**
   * Takes a record.
   *
   * @throws RuntimeException if the value is not what the topic carries
   */
  void take(String key, byte[] value);

  /** Takes a tombstone. */
  void remove(String key);

  /** How many records are remembered. */
  int size();
}
