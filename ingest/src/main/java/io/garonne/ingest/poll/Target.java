package io.garonne.ingest.poll;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A device to ask.
 *
 * @param device its name in the readings
 * @param interval from one question to the next
 */
record Target(String device, Access access, Duration interval, Choices choices) {

  /** The same, of which this has counted until now. */
  Target keeping(@Nullable Basis kept) {
    return new Target(device, access, interval, choices.keeping(kept));
  }

  /** How a device is asked. Texts of these hold no secrets. */
  sealed interface Access {}

  /** SNMP over UDP. */
  record Snmp(String host, int port, Login login) implements Access {
    @Override
    public String toString() {
      return "snmp " + host + ":" + port;
    }
  }

  /** IPP, for printers. */
  record Ipp(URI uri) implements Access {
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /** NETIO's JSON over HTTP; user and password are null where none is asked for. */
  record Netio(URI uri, @Nullable String user, @Nullable String password) implements Access {
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /** Who asks over SNMP. */
  sealed interface Login {}

  /** Version 2c. */
  record Community(String name) implements Login {
    @Override
    public String toString() {
      return "v2c";
    }
  }

  /**
   * Version 3.
   *
   * @param authSecret empty with {@link Auth#NONE}
   * @param privSecret empty with {@link Priv#NONE}
   */
  record User(String name, Auth auth, String authSecret, Priv priv, String privSecret)
      implements Login {
    @Override
    public String toString() {
      return "v3 " + name + " " + auth + " " + priv;
    }
  }

  /** How a message is signed: RFC 3414 and RFC 7860. */
  enum Auth {
    NONE,
    MD5,
    SHA1,
    SHA224,
    SHA256,
    SHA384,
    SHA512
  }

  /** How a message is encrypted: RFC 3414, RFC 3826 and its longer keys. */
  enum Priv {
    NONE,
    DES,
    AES128,
    AES192,
    AES256
  }
}
