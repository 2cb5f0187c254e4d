package io.garonne.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What every process of ours says about itself: memory, collections, threads, load, its build. */
public final class ProcessMetrics {
  private ProcessMetrics() {}

  /**
   * Begins to measure; ends with the process.
   *
   * @param version of the build; becomes a tag of {@code garonne.build.info}, which is always 1
   */
  public static void register(MeterRegistry registry, String version) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("garonne.build.info", () -> 1)
        .description("Always 1; the tags say which build runs")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }
}
