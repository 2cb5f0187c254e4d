package io.garonne.streams;

import io.garonne.model.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells what people should look at, seldom enough that they do, and nothing of somebody's own
 * device that is nobody's business. One thread.
 */
final class MeterFindings {
  private static final long HOUR = 3_600_000L;

  /** What a technician is to see of somebody's own device, too: that it is broken. */
  private static final Set<Finding.Kind> FAULTS =
      Set.of(
          Finding.Kind.IMPLAUSIBLE,
          Finding.Kind.POWER_ABOVE_RATING,
          Finding.Kind.RESET,
          Finding.Kind.DISCONTINUITY);

  private final ProcessorContext<String, Object> context;
  private final DeviceTable devices;
  private final Map<String, Long> told = new HashMap<>();

  MeterFindings(ProcessorContext<String, Object> context, DeviceTable devices) {
    this.context = context;
    this.devices = devices;
  }

  /**
   * Tells at most one of a kind for a channel in an hour: the first says enough.
   *
   * @param of what of the channel it is about
   */
  void tell(String of, Finding finding) {
    long now = context.currentSystemTimeMs();
    String what = String.join("|", finding.kind().name(), finding.device(), finding.channel(), of);
    Long last = told.get(what);
    if (last != null && now - last < HOUR) {
      return;
    }
    told.put(what, now);
    String device = Objects.requireNonNull(finding.device());
    if (devices.isPersonal(device, finding.channel(), finding.at())
        && !FAULTS.contains(finding.kind())) {
      return;
    }
    context.forward(new Record<>(device, finding, now), Names.FINDINGS_OUT);
  }

  /** The same of a channel, or of a device, as a whole. */
  void tell(Finding.Kind kind, String device, @Nullable String channel, long at, String detail) {
    tell("", new Finding(kind, device, channel, at, detail));
  }

  /** Lets go of what was told more than an hour ago. */
  void trim(long now) {
    told.values().removeIf(at -> at < now - HOUR);
  }
}
