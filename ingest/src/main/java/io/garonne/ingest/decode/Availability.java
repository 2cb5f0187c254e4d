package io.garonne.ingest.decode;

import io.garonne.model.Reading.State;
import org.jspecify.annotations.Nullable;

/**
 * Where a device says whether it can be reached.
 *
 * @param available text for yes
 * @param unavailable text for no
 */
record Availability(
    String device, String topic, ValueTemplate template, String available, String unavailable) {

  /** What a message says, or null. */
  @Nullable State state(TemplateInput in) {
    String said = template.text(in);
    if (said == null) {
      return null;
    }
    return said.equals(available)
        ? State.AVAILABLE
        : said.equals(unavailable) ? State.UNAVAILABLE : null;
  }
}
