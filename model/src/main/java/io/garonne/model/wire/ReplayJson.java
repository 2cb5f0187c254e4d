package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.Replay;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Replay} on the wire; schema {@code energy.replays.v1.schema.json}. */
public final class ReplayJson {
  private ReplayJson() {}

  /** For Kafka. */
  public static Serde<Replay> serde() {
    return Json.serde(ReplayJson::write, ReplayJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Replay r) {
    return Json.object(
        out -> {
          out.writeStringField("id", r.id());
          out.writeNumberField("partition", r.partition());
          out.writeStringField("state", ReadingJson.label(r.state()));
          out.writeNumberField("untilOffset", r.untilOffset());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a replay record
   */
  public static Replay read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Replay(
        Json.required(b.id, "id"),
        Json.required(b.partition, "partition"),
        Json.required(b.state, "state"),
        b.untilOffset);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String id;
    private @Nullable Integer partition;
    private Replay.@Nullable State state;
    private long untilOffset;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "id" -> id = in.getText();
        case "partition" -> partition = in.getIntValue();
        case "state" -> state = ReadingJson.constant(Replay.State.class, in.getText());
        case "untilOffset" -> untilOffset = in.getLongValue();
        default -> in.skipChildren();
      }
    }
  }
}
