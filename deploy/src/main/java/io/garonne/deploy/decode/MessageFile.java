package io.garonne.deploy.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.model.wire.IsoTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages in a file, in order: an object with a list {@code messages}, that list alone, or one
 * message. A message has {@code topic}, {@code payload} (verbatim text) or {@code payloadBase64},
 * and optionally {@code retained} and {@code receivedAt} (ISO 8601). A file of any other content is
 * itself the payload of one message: what a device answers over HTTP, for example.
 */
public final class MessageFile {
  private static final String LOOKS =
      "a message has \"topic\" and \"payload\" or \"payloadBase64\", both texts";

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();

  private final Path file;
  private final @Nullable String topic;
  private final long now;

  private MessageFile(Path file, @Nullable String topic, long now) {
    this.file = file;
    this.topic = topic;
    this.now = now;
  }

  /**
   * Reads a file.
   *
   * @param topic of messages that name none; null: the file's name without its ending
   * @param now arrival of messages that state none, milliseconds since 1970 UTC
   * @throws BadFile with the file and the reason
   */
  public static List<InboundMessage> read(Path file, @Nullable String topic, long now)
      throws BadFile {
    return new MessageFile(file, topic, now).messages();
  }

  private List<InboundMessage> messages() throws BadFile {
    byte[] bytes = bytes();
    JsonNode content;
    try {
      content = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      if (file.toString().endsWith(".json")) {
        throw new BadFile(
            file + ":" + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage());
      }
      return List.of(payload(bytes));
    } catch (IOException e) {
      return List.of(payload(bytes));
    }
    if (content.has("messages") && !content.get("messages").isArray()) {
      throw new BadFile(file + ": \"messages\" is not a list");
    }
    JsonNode list = content.isArray() ? content : content.get("messages");
    if (list == null) {
      return List.of(isMessage(content) ? message(content, "the message") : payload(bytes));
    }
    List<InboundMessage> messages = new ArrayList<>(list.size());
    for (JsonNode each : list) {
      messages.add(message(each, "message " + (messages.size() + 1)));
    }
    if (messages.isEmpty()) {
      throw new BadFile(file + ": there is no message in it");
    }
    return messages;
  }

  private byte[] bytes() throws BadFile {
    if (!Files.exists(file)) {
      throw new BadFile(file + ": does not exist");
    }
    if (file.toString().endsWith(".snmprec")) {
      throw new BadFile(file + ": an SNMP walk holds no messages; try poll --walk");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadFile(file + ": cannot be read");
    }
  }

  private static boolean isMessage(JsonNode node) {
    return node.path("topic").isTextual() && (node.has("payload") || node.has("payloadBase64"));
  }

  private InboundMessage message(JsonNode node, String which) throws BadFile {
    JsonNode topicNode = node.path("topic");
    String topicOfIt = topicNode.isTextual() ? topicNode.textValue() : topic;
    if (topicOfIt == null || !(node.has("payload") || node.has("payloadBase64"))) {
      throw new BadFile(file + ": " + which + ": " + LOOKS);
    }
    return new InboundMessage(
        topicOfIt,
        payload(node, which),
        node.path("retained").booleanValue(),
        arrival(node, which));
  }

  private byte[] payload(JsonNode node, String which) throws BadFile {
    JsonNode encoded = node.get("payloadBase64");
    if (encoded == null) {
      JsonNode verbatim = node.get("payload");
      // A payload that somebody has pasted as JSON instead of text is still meant.
      String text = verbatim.isTextual() ? verbatim.textValue() : verbatim.toString();
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getMimeDecoder().decode(encoded.asText());
    } catch (IllegalArgumentException e) {
      throw new BadFile(file + ": " + which + ": payloadBase64: " + e.getMessage());
    }
  }

  private long arrival(JsonNode node, String which) throws BadFile {
    JsonNode receivedAt = node.path("receivedAt");
    if (receivedAt.isMissingNode() || receivedAt.isNull()) {
      return now;
    }
    try {
      return IsoTime.parse(receivedAt.asText());
    } catch (DateTimeException e) {
      throw new BadFile(
          file
              + ": "
              + which
              + ": receivedAt \""
              + receivedAt.asText()
              + "\" is not ISO 8601 with a zone");
    }
  }

  private InboundMessage payload(byte[] bytes) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String ownName = dot > 0 ? name.substring(0, dot) : name;
    return new InboundMessage(topic == null ? ownName : topic, bytes, false, now);
  }

  /** A file that holds no messages; its message names the file and says why. */
  public static final class BadFile extends Exception {
    private static final long serialVersionUID = 1L;

    BadFile(String message) {
      super(message);
    }
  }
}
