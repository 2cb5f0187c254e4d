package io.garonne.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A payload as JSON, with the decimals of its numbers as they were written. */
sealed interface JsonPayload {
  /** Levels of nesting; no device needs a third of it. */
  int MAX_DEPTH = 32;

  /** It is an object. */
  record Parsed(ObjectNode object) implements JsonPayload {}

  /** It is not. */
  record Unusable(Decoding decoding) implements JsonPayload {}

  /** Reads the bytes; a key that comes twice has its last value. */
  static JsonPayload read(byte[] bytes) {
    try {
      JsonNode node = Reader.READER.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return new Parsed(object);
      }
      return new Unusable(
          node.isMissingNode()
              ? new Decoding.Ignored(Reason.EMPTY)
              : new Decoding.Rejected(
                  Reason.NOT_AN_OBJECT, node.getNodeType() + " instead of an object"));
    } catch (JsonProcessingException e) {
      return new Unusable(new Decoding.Rejected(Reason.NOT_JSON, e.getOriginalMessage()));
    } catch (NumberFormatException e) {
      return new Unusable(new Decoding.Rejected(Reason.NOT_JSON, "a number beyond all limits"));
    } catch (IOException e) {
      // Bytes that are not UTF-8 come as this one.
      return new Unusable(new Decoding.Rejected(Reason.NOT_JSON, String.valueOf(e.getMessage())));
    }
  }

  /** The configured reader. */
  final class Reader {
    private static final ObjectReader READER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .build())
            // NaN is then a value that is not usable instead of the end of the whole message.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // 8.000 says that the register has three decimals.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private Reader() {}
  }
}
