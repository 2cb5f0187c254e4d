package io.garonne.deploy.doors;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Signs certificates for servers on the loopback and for their clients; files in PEM. */
final class Authority {
  private static final String SECRET = "changeit";

  private final Path directory;
  private final Path store;

  Authority(Path directory) throws Exception {
    this.directory = Files.createDirectories(directory);
    this.store = directory.resolve("keys.p12");
    keytool("ca", "-ext", "bc:c");
    pem("ca.pem", "CERTIFICATE", keys().getCertificate("ca").getEncoded());
  }

  /** Its own certificate. */
  Path ca() {
    return directory.resolve("ca.pem");
  }

  /** Signs one for a name, to serve on 127.0.0.1 or to be a client. */
  Authority issue(String name) throws Exception {
    keytool(name, "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    KeyStore keys = keys();
    Certificate certificate = keys.getCertificate(name);
    Key key = keys.getKey(name, SECRET.toCharArray());
    String chain = pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
    String secret = pem(name + ".key", "PRIVATE KEY", key.getEncoded());
    Files.writeString(directory.resolve(name + ".both.pem"), secret + chain);
    return this;
  }

  Path certificate(String name) {
    return directory.resolve(name + ".pem");
  }

  Path key(String name) {
    return directory.resolve(name + ".key");
  }

  /** Key and certificate in one file, as Kafka wants them. */
  Path both(String name) {
    return directory.resolve(name + ".both.pem");
  }

  private KeyStore keys() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    return keys;
  }

  private void keytool(String alias, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", SECRET));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private String pem(String file, String what, byte[] der) throws Exception {
    String text =
        "-----BEGIN "
            + what
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + what
            + "-----\n";
    Files.writeString(directory.resolve(file), text);
    return text;
  }
}
