package io.garonne.deploy.command;

import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has that reads topics and tells people in their language. */
final class ReadOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GARONNE_KAFKA_BOOTSTRAP:-127.0.0.1:9092}",
      description = "Kafka. Default: ${DEFAULT-VALUE}")
  private String bootstrap = "";

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "Language: fr or en. Default: ${DEFAULT-VALUE}")
  private String lang = "";

  String bootstrap() {
    return bootstrap;
  }

  Texts texts() {
    Language language = Language.ofCode(lang);
    if (language == null) {
      throw new ParameterException(spec.commandLine(), "--lang is fr or en");
    }
    return new Texts(language);
  }

  /** The indicators that are published; if none is, says why not. */
  PublishedIndicators indicators(Texts texts) {
    PublishedIndicators published = PublishedIndicators.read(bootstrap);
    if (published.byId().isEmpty()) {
      boolean counted = TopicReader.end(bootstrap, Topics.TOTALS) > 0;
      System.err.println(texts.get(counted ? "ind.none-computed" : "ind.none-measured"));
    }
    return published;
  }

  static Writer out() {
    return new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 65_536);
  }
}
