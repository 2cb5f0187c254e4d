package io.garonne.deploy.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Kafka that wants TLS, a certificate of the client and SASL, for tests in other packages. */
public final class SecureKafka implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final int secured;

  /**
   * Starts it with the readings' topics.
   *
   * @param both the server's key and certificate
   * @param ca whose clients may connect
   * @param user who may log in, with SCRAM; with OAUTHBEARER everybody whose token says so may
   */
  public SecureKafka(Path directory, Path both, Path ca, String user, String password)
      throws Exception {
    int open = Ports.free();
    int controller = Ports.free();
    secured = Ports.free();
    String listeners = "PLAINTEXT://127.0.0.1:" + open + ",SASL_SSL://127.0.0.1:" + secured;
    String sasl = "listener.name.sasl_ssl.";
    kafka =
        EmbeddedKafka.start(
            directory,
            open,
            false,
            Map.ofEntries(
                Map.entry("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", listeners),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry(
                    "listener.security.protocol.map",
                    "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.location", both.toString()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", ca.toString()),
                Map.entry(sasl + "ssl.client.auth", "required"),
                Map.entry(
                    sasl + "scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry(
                    sasl + "oauthbearer.sasl.jaas.config",
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
                        + " required;")));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get();
      new TopicSetup(admin).create(1, 1);
    }
  }

  /** Where one needs no key, for looking in from inside. */
  public String open() {
    return kafka.bootstrap();
  }

  /** The guarded door. */
  public String secured() {
    return "127.0.0.1:" + secured;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
