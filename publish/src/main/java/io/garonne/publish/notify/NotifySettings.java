package io.garonne.publish.notify;

import io.garonne.publish.text.Language;
import io.garonne.service.Settings;
import io.garonne.service.TlsFiles;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people are told of alerts; keys and meanings are in {@code docs/operations.md}. No text of
 * these holds a secret; addresses of web services are secrets, too.
 *
 * @param group first part of the consumer groups' names, one group for each channel
 * @param language of what is told
 * @param mqtt null: not by MQTT
 * @param webhook null: not by a webhook
 * @param mail null: not by e-mail
 * @param heartbeat where to give the sign of life, or null
 */
public record NotifySettings(
    String group,
    Language language,
    @Nullable Mqtt mqtt,
    @Nullable Webhook webhook,
    @Nullable Mail mail,
    @Nullable URI heartbeat) {

  private static final Set<String> HTTP = Set.of("http", "https");
  private static final Set<String> MQTT = Set.of("tcp", "ssl", "ws", "wss");
  private static final Set<String> ENCRYPTED = Set.of("ssl", "wss");

  /** Nobody is told, and no sign of life is given. */
  public static final NotifySettings NONE =
      new NotifySettings("garonne-notify", Language.FR, null, null, null, null);

  /**
   * The broker, the same that ingest listens to.
   *
   * @param user may be empty
   * @param password may be empty
   * @param tls whom we trust and who we are
   */
  record Mqtt(URI uri, String user, String password, TlsFiles tls) {
    boolean encrypted() {
      return ENCRYPTED.contains(String.valueOf(uri.getScheme()));
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /**
   * A web service.
   *
   * @param secret may be empty: not signed
   */
  record Webhook(URI url, String secret) {
    @Override
    public String toString() {
      return String.valueOf(url.getHost());
    }
  }

  /** How the way to the mail server is protected. */
  enum Security {
    NONE(25),
    /** Required, not only tried. */
    STARTTLS(587),
    TLS(465);

    private final int port;

    Security(int port) {
      this.port = port;
    }
  }

  /**
   * A mail server and who is written to.
   *
   * @param user may be empty: without logging in
   * @param password may be empty
   * @param trusted certificates in PEM that sign the server's; null for those the JVM trusts
   */
  record Mail(
      String host,
      int port,
      Security security,
      String user,
      String password,
      @Nullable Path trusted,
      String from,
      List<String> to) {
    Mail {
      to = List.copyOf(to);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Without addresses of web services and passwords. */
  @Override
  public String toString() {
    return "NotifySettings[group=%s, language=%s, mqtt=%s, webhook=%s, mail=%s, heartbeat=%s]"
        .formatted(
            group, language, mqtt, webhook, mail, heartbeat == null ? null : heartbeat.getHost());
  }

  /** Whether nobody is told anything. */
  public boolean isNothing() {
    return mqtt == null && webhook == null && mail == null && heartbeat == null;
  }

  /** Reads and checks {@code notify.*}, and {@code mqtt.*} for the broker. */
  public static NotifySettings from(Settings settings) {
    Language language = Language.ofCode(settings.string("notify.language", "fr"));
    if (language == null) {
      settings.problem("notify.language: must be fr or en");
      language = Language.FR;
    }
    URI url = webAddress(settings, "notify.webhook.url");
    String secret = settings.secret("notify.webhook.secret");
    if (url == null && !secret.isEmpty()) {
      settings.problem("notify.webhook.secret: there is no notify.webhook.url");
    }
    return new NotifySettings(
        settings.string("notify.group", "garonne-notify"),
        language,
        mqtt(settings),
        url == null ? null : new Webhook(url, secret),
        mail(settings),
        webAddress(settings, "notify.heartbeat-url"));
  }

  /** The value is in no message: such addresses are secrets. */
  private static @Nullable URI webAddress(Settings settings, String key) {
    String text = settings.secret(key);
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && HTTP.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    settings.problem(key + ": is no http or https address");
    return null;
  }

  private static @Nullable Mqtt mqtt(Settings settings) {
    boolean wanted = settings.flag("notify.mqtt", false);
    URI uri = settings.uri("mqtt.uri", URI.create("tcp://127.0.0.1:1883"));
    String user = settings.string("mqtt.user", "");
    String password = settings.secret("mqtt.password");
    TlsFiles tls =
        TlsFiles.from(settings, "mqtt.", ENCRYPTED.contains(String.valueOf(uri.getScheme())));
    if (!wanted) {
      return null;
    }
    if (!MQTT.contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
      settings.problem("mqtt.uri: \"" + uri + "\" is not like tcp://host:1883 or ssl://host:8883");
    }
    return new Mqtt(uri, user, password, tls);
  }

  private static @Nullable Path certificates(Settings settings, String key, String file) {
    if (file.isEmpty()) {
      return null;
    }
    Path pem = Path.of(file);
    try {
      new TlsFiles(pem, null, null).sockets();
    } catch (IOException | GeneralSecurityException e) {
      settings.problem(key + ": \"" + file + "\" holds no certificates (" + e + ")");
    }
    return pem;
  }

  private static @Nullable Mail mail(Settings settings) {
    String host = settings.string("notify.mail.host", "");
    Security security = security(settings);
    int port = settings.integer("notify.mail.port", security.port, 1, 65_535);
    String user = settings.string("notify.mail.user", "");
    String password = settings.secret("notify.mail.password");
    String file = settings.string("notify.mail.ca-file", "");
    String from = settings.string("notify.mail.from", "");
    List<String> to =
        Arrays.stream(settings.string("notify.mail.to", "").split(",", -1))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
    if (host.isEmpty()) {
      return null;
    }
    if (to.isEmpty()) {
      settings.problem("notify.mail.to: nobody is named");
    }
    address(settings, "notify.mail.from", from);
    to.forEach(address -> address(settings, "notify.mail.to", address));
    if (!password.isEmpty() && security == Security.NONE && !isThisMachine(host)) {
      settings.problem(
          "notify.mail.password: would cross the network readable; notify.mail.security must be"
              + " starttls or tls");
    }
    return new Mail(
        host,
        port,
        security,
        user,
        password,
        certificates(settings, "notify.mail.ca-file", file),
        from,
        to);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals(InetAddress.getLoopbackAddress().getHostAddress())
        || host.equals("::1");
  }

  private static Security security(Settings settings) {
    String text = settings.string("notify.mail.security", "starttls");
    for (Security security : Security.values()) {
      if (security.name().toLowerCase(Locale.ROOT).equals(text)) {
        return security;
      }
    }
    settings.problem("notify.mail.security: must be none, starttls or tls");
    return Security.STARTTLS;
  }

  private static void address(Settings settings, String key, String address) {
    try {
      new InternetAddress(address, true).validate();
    } catch (AddressException e) {
      settings.problem(key + ": \"" + address + "\" is no e-mail address");
    }
  }
}
