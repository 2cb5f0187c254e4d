package io.garonne.publish.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password that can be recognised and not be read: PBKDF2 with HMAC-SHA-256 (RFC 8018), as {@code
 * pbkdf2-sha256$ITERATIONS$SALT$KEY} with both in Base64.
 *
 * @param iterations {@link #LEAST} to {@link #MOST}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared but in constant time
public record PasswordHash(int iterations, byte[] salt, byte[] key) {
  /** As OWASP's Password Storage Cheat Sheet has it for this function. */
  static final int ITERATIONS = 600_000;

  static final int LEAST = 100_000;

  /** More would keep a processor busy for seconds at each attempt. */
  static final int MOST = 5_000_000;

  private static final String NAME = "pbkdf2-sha256";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  public PasswordHash {
    if (iterations < LEAST || iterations > MOST) {
      throw new IllegalArgumentException("iterations are from " + LEAST + " to " + MOST);
    }
    if (salt.length < 8 || key.length < 16 || key.length > 64) {
      throw new IllegalArgumentException("salt or key is too short, or the key too long");
    }
  }

  /** Of a password, with a salt of its own; takes about half a second on purpose. */
  public static PasswordHash of(String password) {
    return of(password, ITERATIONS);
  }

  static PasswordHash of(String password, int iterations) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return new PasswordHash(iterations, salt, derive(password, salt, iterations, BYTES));
  }

  /**
   * From what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PasswordHash parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(NAME)) {
      throw new IllegalArgumentException(
          "is no hash like " + NAME + "$ITERATIONS$SALT$KEY; garonne user makes one");
    }
    try {
      return new PasswordHash(
          Integer.parseInt(parts[1]),
          Base64.getDecoder().decode(parts[2]),
          Base64.getDecoder().decode(parts[3]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has no number of iterations", e);
    }
  }

  /** As it stands in a file of users. */
  public String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "%s$%d$%s$%s"
        .formatted(NAME, iterations, base64.encodeToString(salt), base64.encodeToString(key));
  }

  /** Whether this is the password; takes as long either way. */
  boolean isOf(String password) {
    return MessageDigest.isEqual(key, derive(password, salt, iterations, key.length));
  }

  private static byte[] derive(String password, byte[] salt, int iterations, int bytes) {
    // The JDK refuses an empty password; no user has one.
    String some = password.isEmpty() ? "\0" : password;
    PBEKeySpec spec = new PBEKeySpec(some.toCharArray(), salt, iterations, 8 * bytes);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Without salt and key. */
  @Override
  public String toString() {
    return NAME;
  }
}
