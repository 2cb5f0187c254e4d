package io.garonne.publish.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts notices as JSON. With a secret the header {@code X-Garonne-Signature} is {@code sha256=}
 * and the HMAC-SHA256 of the body in hexadecimal digits, so that the receiver knows who sent it.
 */
final class WebhookChannel implements Channel {
  static final String SIGNATURE = "X-Garonne-Signature";
  static final String DELIVERY = "X-Garonne-Delivery";
  private static final String ALGORITHM = "HmacSHA256";

  private final NotifySettings.Webhook settings;
  private final HttpClient client;
  private final Duration patience;
  private final NoticeText text;

  WebhookChannel(
      NotifySettings.Webhook settings, HttpClient client, Duration patience, NoticeText text) {
    this.settings = settings;
    this.client = client;
    this.patience = patience;
    this.text = text;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Outcome deliver(Notice notice) throws IOException, InterruptedException {
    byte[] body = text.json(notice);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(patience)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "garonne")
            .header(DELIVERY, notice.delivery())
            .POST(BodyPublishers.ofByteArray(body));
    if (!settings.secret().isEmpty()) {
      request.header(SIGNATURE, signature(settings.secret(), body));
    }
    int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    return outcome(status);
  }

  /**
   * What a status means: too slow (408), too many (429) and the server's own faults pass, whatever
   * else is not a success does not; a redirection is to be put into the setting.
   */
  static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered();
    }
    String reason = "the receiver answered " + status;
    return status >= 500 || status == 408 || status == 429
        ? new Outcome.Failed(reason)
        : new Outcome.Refused(reason);
  }

  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
