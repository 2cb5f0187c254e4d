package io.garonne.model.wire;

import io.garonne.model.Correction;
import io.garonne.model.Reading;
import io.garonne.model.Statement;
import org.apache.kafka.common.serialization.Serde;

/** The records of {@code energy.readings.v1}, of either kind. */
public final class StatementJson {
  private StatementJson() {}

  /** For Kafka. */
  public static Serde<Statement> serde() {
    return Json.serde(StatementJson::write, StatementJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Statement statement) {
    return switch (statement) {
      case Reading reading -> ReadingJson.write(reading);
      case Correction correction -> CorrectionJson.write(correction);
    };
  }

  /**
   * From UTF-8 JSON: a correction where it says {@code correction}; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Statement read(byte[] json) {
    CorrectionJson.Builder correction = new CorrectionJson.Builder();
    ReadingJson.Builder reading = new ReadingJson.Builder(correction);
    Json.readObject(json, reading);
    return correction.isCorrection() ? reading.build(correction) : reading.build();
  }
}
