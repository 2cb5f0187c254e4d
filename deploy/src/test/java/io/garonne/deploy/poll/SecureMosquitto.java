package io.garonne.deploy.poll;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A real MQTT broker with TLS and passwords, as a child process that can go away and come back. */
final class SecureMosquitto implements AutoCloseable {
  static final String PASSWORD = "broker-password";
  private static final List<String> USERS = List.of("garonne-poll", "garonne-ingest");
  private static final int ITERATIONS = 101;

  private final Path directory;
  private final int port;
  private @Nullable Process process;

  SecureMosquitto(Path directory) throws Exception {
    this.directory = Files.createDirectories(directory);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    certificate();
    passwords();
    Files.writeString(
        directory.resolve("mosquitto.conf"),
        """
        listener %1$d 127.0.0.1
        certfile %2$s/broker.pem
        keyfile %2$s/broker.key
        allow_anonymous false
        password_file %2$s/passwords
        persistence true
        persistence_location %2$s/
        user root
        """
            .formatted(port, directory));
  }

  /** Where it is, or null if there is none on this machine. */
  static @Nullable Path binary() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder, "mosquitto");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  URI uri() {
    return URI.create("ssl://127.0.0.1:" + port);
  }

  /** The certificate that signs its own. */
  Path caFile() {
    return directory.resolve("broker.pem");
  }

  void start() throws IOException, InterruptedException {
    Process started =
        new ProcessBuilder(
                String.valueOf(binary()), "-c", directory.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("mosquitto.log").toFile()))
            .start();
    process = started;
    for (int i = 0; i < 250; i++) {
      if (!started.isAlive()) {
        throw new IOException(Files.readString(directory.resolve("mosquitto.log")));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new IOException("mosquitto does not listen");
  }

  void stop() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroy();
      running.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void certificate() throws Exception {
    Path store = directory.resolve("broker.p12");
    String secret = "changeit";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                secret)
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(store.toFile())) {
      keys.load(in, secret.toCharArray());
    }
    pem("broker.pem", "CERTIFICATE", keys.getCertificate("broker").getEncoded());
    pem("broker.key", "PRIVATE KEY", keys.getKey("broker", secret.toCharArray()).getEncoded());
  }

  private void pem(String file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  /** In mosquitto's own format: PBKDF2 with SHA-512. */
  private void passwords() throws Exception {
    StringBuilder lines = new StringBuilder();
    byte[] salt = "twelve-bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (String user : USERS) {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, 512))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      lines
          .append(user)
          .append(":$7$")
          .append(ITERATIONS)
          .append('$')
          .append(base64.encodeToString(salt))
          .append('$')
          .append(base64.encodeToString(hash))
          .append('\n');
    }
    Files.writeString(directory.resolve("passwords"), lines);
  }
}
