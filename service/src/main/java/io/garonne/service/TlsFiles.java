package io.garonne.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a TLS connection trusts and who we are on it, as files in PEM.
 *
 * @param trusted certificates that sign the server's; null for those the JVM trusts
 * @param certificate ours, then those that sign it; null for none
 * @param key the private key of ours, PKCS#8 without a password; null if and only if there is no
 *     certificate
 */
public record TlsFiles(@Nullable Path trusted, @Nullable Path certificate, @Nullable Path key) {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  public TlsFiles {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("a certificate and its key belong together");
    }
  }

  /**
   * Reads and checks {@code PREFIXca-file}, {@code PREFIXcertificate-file} and {@code
   * PREFIXkey-file}.
   *
   * @param encrypted whether the connection has TLS at all
   */
  public static TlsFiles from(Settings settings, String prefix, boolean encrypted) {
    Path trusted = file(settings, prefix + "ca-file", encrypted);
    Path certificate = file(settings, prefix + "certificate-file", encrypted);
    Path key = file(settings, prefix + "key-file", encrypted);
    if ((certificate == null) != (key == null)) {
      settings.problem(
          prefix + "certificate-file and " + prefix + "key-file: one without the other");
      return new TlsFiles(trusted, null, null);
    }
    TlsFiles files = new TlsFiles(trusted, certificate, key);
    files.check(settings, prefix);
    return files;
  }

  private static @Nullable Path file(Settings settings, String key, boolean encrypted) {
    String file = settings.string(key, "");
    if (!file.isEmpty() && !encrypted) {
      settings.problem(key + ": the address does not begin with ssl:// or wss://");
    }
    return file.isEmpty() ? null : Path.of(file);
  }

  private void check(Settings settings, String prefix) {
    try {
      if (trusted != null) {
        chain(trusted);
      }
    } catch (IOException | GeneralSecurityException e) {
      settings.problem(prefix + "ca-file: \"" + trusted + "\" holds no certificates (" + e + ")");
    }
    try {
      if (certificate != null && key != null) {
        chain(certificate);
        privateKey(key);
      }
    } catch (IOException | GeneralSecurityException e) {
      settings.problem(
          prefix + "certificate-file, " + prefix + "key-file: cannot be used (" + e + ")");
    }
  }

  /**
   * Sockets that trust and identify themselves so.
   *
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if it does not hold what it should
   */
  public SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
    if (trusted == null && certificate == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted == null ? null : trustStore(trusted));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate == null || key == null ? null : identity(certificate, key).getKeyManagers(),
        trust.getTrustManagers(),
        null);
    return context.getSocketFactory();
  }

  private static KeyStore trustStore(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : chain(pem)) {
      store.setCertificateEntry("trusted-" + number++, each);
    }
    return store;
  }

  private static KeyManagerFactory identity(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = chain(certificate).toArray(Certificate[]::new);
    store.setKeyEntry("ours", privateKey(key), new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    return keys;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static List<Certificate> chain(Path pem) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      List<Certificate> chain =
          new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new CertificateException("no certificate in it");
      }
      return chain;
    }
  }

  /** No message of a failure quotes the file. */
  private static PrivateKey privateKey(Path pem) throws IOException, GeneralSecurityException {
    Matcher matcher = PRIVATE_KEY.matcher(Files.readString(pem));
    if (!matcher.find()) {
      throw new InvalidKeySpecException("no \"BEGIN PRIVATE KEY\" (PKCS#8, no password) in it");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // The next kind.
      }
    }
    throw new InvalidKeySpecException("its key is none of " + ALGORITHMS);
  }
}
