package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** A message as templates see it; its JSON is read once, if a template asks. */
final class TemplateInput {
  private final InboundMessage message;
  private @Nullable JsonPayload read;

  TemplateInput(InboundMessage message) {
    this.message = message;
  }

  /** The payload as a text without blanks around it. */
  JsonNode word() {
    return TextNode.valueOf(Texts.word(message));
  }

  /** The payload as JSON; a bare number is one; null if it is none. */
  @Nullable JsonNode json() {
    JsonPayload payload = read;
    if (payload == null) {
      payload = JsonPayload.read(message.payload());
      read = payload;
    }
    if (payload instanceof JsonPayload.Parsed parsed) {
      return parsed.object();
    }
    JsonNode word = word();
    return Decimals.number(word) == null ? null : word;
  }

  /** Why the payload is no JSON object though a template needs one; null if none did, or it is. */
  @Nullable Decoding unusable() {
    return read instanceof JsonPayload.Unusable unusable && Decimals.number(word()) == null
        ? unusable.decoding()
        : null;
  }
}
