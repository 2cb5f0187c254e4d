package io.garonne.ingest.mqtt;

import io.garonne.service.Settings;
import io.garonne.service.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * @param tls whom we trust and who we are, with {@code ssl://} and {@code wss://}
 */
public record Broker(URI uri, @Nullable String user, @Nullable String password, TlsFiles tls) {
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl", "ws", "wss");

  /** Reads and checks {@code mqtt.uri}, {@code .user}, {@code .password} and its TLS files. */
  public static Broker from(Settings settings) {
    URI uri = settings.uri("mqtt.uri", URI.create("tcp://127.0.0.1:1883"));
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      settings.problem("mqtt.uri: \"" + uri + "\" is not like tcp://host:1883 or ssl://host:8883");
    }
    return new Broker(
        uri,
        orNull(settings.string("mqtt.user", "")),
        orNull(settings.secret("mqtt.password")),
        TlsFiles.from(settings, "mqtt.", encrypted(uri)));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static boolean encrypted(URI uri) {
    return "ssl".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
  }

  /**
   * Sets what a connection needs: sockets, user and password.
   *
   * @throws IllegalStateException if the certificates cannot be read any more
   */
  public void apply(MqttConnectionOptions options) {
    options.setSocketFactory(
        encrypted(uri) ? NoDelaySockets.over(sockets()) : NoDelaySockets.plain());
    if (user != null) {
      options.setUserName(user);
    }
    if (password != null) {
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
  }

  private SSLSocketFactory sockets() {
    try {
      return tls.sockets();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("mqtt.*-file: " + e.getMessage(), e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
