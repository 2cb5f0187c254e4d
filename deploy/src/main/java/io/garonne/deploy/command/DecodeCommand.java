package io.garonne.deploy.command;

import io.garonne.deploy.decode.DecodedLines;
import io.garonne.deploy.decode.MessageFile;
import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.HomeAssistantDecoder;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.ingest.decode.Rules;
import io.garonne.service.SettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what ingest understands of a message, without a broker. */
@Command(
    name = "decode",
    description = {
      "Shows what ingest understands of MQTT messages: a JSON object for each reading,",
      "or one that says why there is none. Needs no broker and no Kafka.",
      "Ends with 1 if a message was refused."
    })
public final class DecodeCommand implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", description = "The MQTT topic.")
  private @Nullable String topic;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAYLOAD",
      description = "The payload as text; after -- if it begins with a hyphen.")
  private @Nullable String payload;

  @Option(
      names = "--fixture",
      paramLabel = "FILE",
      description = {
        "Messages in order: {\"messages\":[{\"topic\":…,\"payload\":…,\"retained\":…,"
            + "\"receivedAt\":…}]}; \"payloadBase64\" for bytes.",
        "What one message announces, the next ones know.",
        "A file of other content is one payload, for example what a device answers over HTTP."
      })
  private @Nullable Path fixture;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "Topic of messages in the file that name none. Default: the file's name without ending.")
  private @Nullable String fixtureTopic;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Zone of local times. Default: ${DEFAULT-VALUE}")
  private @Nullable ZoneId zone;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules for devices that no decoder knows; as the setting ingest.rules.")
  private @Nullable Path rules;

  @Option(
      names = "--discovery-prefix",
      paramLabel = "TOPIC",
      defaultValue = HomeAssistantDecoder.DEFAULT_PREFIX,
      description = "As the setting ingest.discovery-prefix. Default: ${DEFAULT-VALUE}")
  private String discoveryPrefix = HomeAssistantDecoder.DEFAULT_PREFIX;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<InboundMessage> messages;
    Decoders decoders;
    try {
      messages = messages();
      decoders = Decoders.of(rules == null ? Rules.NONE : Rules.read(rules), discoveryPrefix);
    } catch (SettingsException e) {
      e.problems().forEach(spec.commandLine().getErr()::println);
      return 2;
    } catch (MessageFile.BadFile e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    }
    DecodeContext context = DecodeContext.captured(zone == null ? ZoneId.of("Europe/Paris") : zone);
    PrintWriter out = spec.commandLine().getOut();
    boolean refused = false;
    for (InboundMessage message : messages) {
      Decoding decoding = decoders.decode(message, context);
      if (decoding instanceof Decoding.Announced announced) {
        context.announced().learn(announced.announcement());
        refused |= announced.refused() != null;
      }
      refused |= decoding instanceof Decoding.Rejected;
      DecodedLines.of(message, decoding).forEach(out::println);
    }
    out.flush();
    return refused ? 1 : 0;
  }

  private List<InboundMessage> messages() throws MessageFile.BadFile {
    long now = System.currentTimeMillis();
    if (fixture != null) {
      if (topic != null) {
        throw new ParameterException(
            spec.commandLine(), "--fixture FILE or TOPIC PAYLOAD, not both");
      }
      return MessageFile.read(fixture, fixtureTopic, now);
    }
    if (topic == null || payload == null) {
      throw new ParameterException(spec.commandLine(), "which message? TOPIC PAYLOAD or --fixture");
    }
    return List.of(new InboundMessage(topic, payload.getBytes(StandardCharsets.UTF_8), false, now));
  }
}
