package io.garonne.ingest.mqtt;

import io.garonne.service.Settings;
import io.garonne.service.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and who we are there.
 *
 * @param uri {@code tcp://}, {@code ssl://}, {@code ws://} or {@code wss://}
 * @param user null for none
 * @param password null for none
 * @param trusted certificates in PEM that sign the broker's; null for those the JVM trusts
 */
public record Broker(
    URI uri, @Nullable String user, @Nullable String password, @Nullable Path trusted) {
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl", "ws", "wss");

  /** Reads and checks {@code mqtt.uri}, {@code .user}, {@code .password} and {@code .ca-file}. */
  public static Broker from(Settings settings) {
    URI uri = settings.uri("mqtt.uri", URI.create("tcp://127.0.0.1:1883"));
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      settings.problem("mqtt.uri: \"" + uri + "\" is not like tcp://host:1883 or ssl://host:8883");
    }
    String file = settings.string("mqtt.ca-file", "");
    Broker broker =
        new Broker(
            uri,
            orNull(settings.string("mqtt.user", "")),
            orNull(settings.string("mqtt.password", "")),
            file.isEmpty() ? null : Path.of(file));
    if (broker.trusted != null) {
      if (!broker.encrypted()) {
        settings.problem("mqtt.ca-file: mqtt.uri does not begin with ssl:// or wss://");
      }
      try {
        TrustedCertificates.sockets(broker.trusted);
      } catch (IOException | GeneralSecurityException e) {
        settings.problem("mqtt.ca-file: \"" + file + "\" holds no certificates (" + e + ")");
      }
    }
    return broker;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private boolean encrypted() {
    return "ssl".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
  }

  /**
   * Sets what a connection needs: sockets, user and password.
   *
   * @throws IllegalStateException if the certificates cannot be read any more
   */
  public void apply(MqttConnectionOptions options) {
    options.setSocketFactory(encrypted() ? NoDelaySockets.over(tls()) : NoDelaySockets.plain());
    if (user != null) {
      options.setUserName(user);
    }
    if (password != null) {
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
  }

  private SSLSocketFactory tls() {
    if (trusted == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try {
      return TrustedCertificates.sockets(trusted);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("mqtt.ca-file: " + e.getMessage(), e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
