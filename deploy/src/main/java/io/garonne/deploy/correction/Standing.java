package io.garonne.deploy.correction;

import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.metering.Amendment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a correction is what holds of its instant, as far as corrections alone can say: not
 * whether there was anything to correct, whether it came too late, or whether it fits.
 */
enum Standing {
  HOLDS,
  /** A later one says something else of the same instant. */
  SUPERSEDED,
  WITHDRAWN;

  private record Instant(String device, String channel, Measure measure, long at) {
    static Instant of(Correction c) {
      return new Instant(c.device(), c.channel(), c.measure(), c.at());
    }
  }

  /** Of each instant of which something was said: what was recorded last. */
  static final class Latest {
    private final Map<Instant, Amendment> latest = new HashMap<>();

    Latest(Collection<Correction> all) {
      for (Correction c : all) {
        latest.merge(
            Instant.of(c), c.amendment(), (one, other) -> one.compareTo(other) < 0 ? other : one);
      }
    }

    Standing of(Correction c) {
      Amendment last = latest.getOrDefault(Instant.of(c), c.amendment());
      return last.equals(c.amendment())
          ? HOLDS
          : last.kind() == Amendment.Kind.WITHDRAWN ? WITHDRAWN : SUPERSEDED;
    }
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
