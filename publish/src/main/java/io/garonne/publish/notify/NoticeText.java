package io.garonne.publish.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.alert.Alert;
import io.garonne.model.wire.AlertJson;
import io.garonne.publish.alert.AlertTexts;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A notice in words, and as what machines take. One thread: number formats are not for several. */
final class NoticeText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Texts texts;
  private final AlertTexts alerts;

  NoticeText(Language language, ZoneId zone) {
    this.texts = new Texts(language);
    this.alerts = new AlertTexts(texts, zone);
  }

  /** One line: how urgent, what, where. */
  String subject(Notice notice) {
    return texts.get("notice.subject", urgency(notice), title(notice), where(notice));
  }

  private String urgency(Notice notice) {
    return notice.event() == Notice.Event.ENDED
        ? texts.get("notice.ended")
        : alerts.severity(notice.alert());
  }

  private String title(Notice notice) {
    String title = alerts.title(notice.alert());
    return notice.event() == Notice.Event.AGAIN
        ? texts.get("notice.again", title, texts.count(notice.alert().told()))
        : title;
  }

  private String where(Notice notice) {
    return alerts.where(notice.alert().place());
  }

  /** Everything, in lines. */
  String body(Notice notice) {
    Alert alert = notice.alert();
    List<String> lines = new ArrayList<>();
    lines.add(title(notice));
    lines.add(where(notice) + ", " + alerts.time(alert));
    lines.add(alerts.sentence(alert));
    if (notice.event() == Notice.Event.ENDED) {
      lines.add(texts.get("notice.over"));
    } else {
      lines.add(texts.get("alert.first", alerts.firstThing(alert)));
    }
    lines.addAll(alerts.beside(alert));
    if (notice.event() != Notice.Event.ENDED && alert.acknowledged() == null) {
      lines.add("");
      lines.add(texts.get("notice.acknowledge", alert.id()));
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * As UTF-8 JSON: {@code delivery}, {@code event}, {@code language}, {@code subject}, {@code text}
   * (which chat systems show), and {@code alert} as it is in the topic.
   */
  byte[] json(Notice notice) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("delivery", notice.delivery());
      out.writeStringField("event", notice.event().label());
      out.writeStringField("language", texts.language().code());
      out.writeStringField("subject", subject(notice));
      out.writeStringField("text", body(notice));
      out.writeFieldName("alert");
      out.writeRawValue(new String(AlertJson.write(notice.alert()), StandardCharsets.UTF_8));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
