package io.garonne.model.wire;

import io.garonne.model.advice.Advice;

/** {@link Advice} on the wire; schema {@code energy.advice.v1.schema.json}. */
public final class AdviceJson {
  private AdviceJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Advice advice) {
    return Json.object(out -> out.writeStringField("key", advice.key()));
  }
}
