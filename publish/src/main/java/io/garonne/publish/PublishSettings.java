package io.garonne.publish;

import io.garonne.publish.http.AccessSettings;
import io.garonne.publish.notify.NotifySettings;
import io.garonne.publish.page.Declaration;
import io.garonne.service.Settings;
import java.time.ZoneId;

/**
 * What publish needs to know.
 *
 * @param bootstrap Kafka, {@code host:port[,host:port…]}
 * @param host address the page is served on
 * @param port port the page is served on; 0 for any free one
 * @param zone zone of the clock times on the page and in what is told
 * @param access how it is known who asks
 * @param declaration what is declared of the page's accessibility
 * @param notices how people are told of alerts
 */
public record PublishSettings(
    String bootstrap,
    String host,
    int port,
    ZoneId zone,
    AccessSettings access,
    Declaration declaration,
    NotifySettings notices) {

  /**
   * Reads {@code kafka.bootstrap}, {@code http.host}, {@code http.port}, {@code http.users} and the
   * like, {@code estate.zone}, {@code page.*} and {@code notify.*}.
   */
  public static PublishSettings from(Settings settings) {
    return new PublishSettings(
        settings.servers("kafka.bootstrap", "127.0.0.1:9092"),
        settings.string("http.host", "127.0.0.1"),
        settings.integer("http.port", 8080, 0, 65535),
        settings.zone("estate.zone", ZoneId.of("Europe/Paris")),
        AccessSettings.from(settings),
        Declaration.from(settings),
        NotifySettings.from(settings));
  }
}
