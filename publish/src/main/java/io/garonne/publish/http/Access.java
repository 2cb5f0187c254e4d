package io.garonne.publish.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decides who asks: by a proxy's header, else by basic authentication (RFC 7617), else by where the
 * request comes from. Without either of the first two, the user of this machine is operator and
 * everybody else public; what a proxy has passed on is not this machine's user, whatever the
 * address. Any thread.
 */
public final class Access {
  private static final String BASIC = "basic ";

  /** What proxies add; a browser does not send them by itself. */
  private static final List<String> PASSED_ON =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "X-Real-IP",
          "X-Client-IP",
          "CF-Connecting-IP",
          "True-Client-IP",
          "Via");

  /** What nginx speaks to what is behind it unless told otherwise, and browsers do not. */
  private static final String OF_PROXIES = "HTTP/1.0";

  /** Checks of passwords at once: they are slow on purpose and must not take every processor. */
  private static final int CHECKS_AT_ONCE = 2;

  private final AccessSettings settings;
  private final Attempts attempts;
  private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

  /** What was right once, by name: a keyed digest of name and password, for this process only. */
  private final Map<String, byte[]> right = new ConcurrentHashMap<>();

  private final SecretKeySpec digestKey;

  /** Checked for names that there are not, so that these take as long. */
  private final @Nullable PasswordHash nobody;

  public Access(AccessSettings settings, InstantSource clock) {
    this.settings = settings;
    this.attempts = new Attempts(clock);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.digestKey = new SecretKeySpec(random, "HmacSHA256");
    this.nobody =
        settings.users().byName().values().stream()
            .map(Users.User::hash)
            .max(Comparator.comparingInt(PasswordHash::iterations))
            .orElse(null);
  }

  /** Whether logging in with name and password is possible. */
  boolean takesPasswords() {
    return !settings.users().isEmpty();
  }

  /**
   * Who asks.
   *
   * @param peer the address at the other end of the connection
   * @param protocol of the request: {@code HTTP/1.1}
   * @param headers the first value of a header, or null if there is none
   */
  Asker of(InetAddress peer, String protocol, UnaryOperator<@Nullable String> headers) {
    String header = settings.roleHeader();
    if (header != null && settings.trusts(peer)) {
      String said = headers.apply(header);
      Role role = said == null ? null : Role.ofLabel(said);
      if (role != null) {
        return new Asker.Known(role, true);
      }
    }
    String authorization = headers.apply("Authorization");
    if (takesPasswords()
        && authorization != null
        && authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return byPassword(authorization.substring(BASIC.length()).strip(), source(peer, headers));
    }
    boolean own =
        !settings.isConfigured() && !protocol.equals(OF_PROXIES) && isOwnUser(peer, headers);
    return new Asker.Known(own ? Role.OPERATOR : Role.PUBLIC, false);
  }

  /** Whether it is this machine's user, and neither a proxy nor a foreign page by a name of its. */
  private static boolean isOwnUser(InetAddress peer, UnaryOperator<@Nullable String> headers) {
    return peer.isLoopbackAddress()
        && PASSED_ON.stream().allMatch(name -> headers.apply(name) == null)
        && isLoopbackName(headers.apply("Host"));
  }

  /** A page from elsewhere whose name was made to point here (DNS rebinding) sends that name. */
  private static boolean isLoopbackName(@Nullable String host) {
    return host == null
        || host.matches("(?i)(localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1])(:[0-9]+)?");
  }

  /** Where a request comes from: before a proxy that is trusted, what it says. */
  private InetAddress source(InetAddress peer, UnaryOperator<@Nullable String> headers) {
    String passed = headers.apply("X-Forwarded-For");
    if (passed == null || !settings.trusts(peer)) {
      return peer;
    }
    InetAddress last = IpLiteral.parse(passed.substring(passed.lastIndexOf(',') + 1).strip());
    return last == null ? peer : last;
  }

  private Asker byPassword(String base64, InetAddress source) {
    String said;
    try {
      said = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Asker.Wrong();
    }
    int colon = said.indexOf(':');
    if (colon < 0) {
      return new Asker.Wrong();
    }
    String name = said.substring(0, colon);
    Users.@Nullable User user = settings.users().byName().get(name);
    byte[] digest = digest(said);
    byte[] known = right.get(name);
    if (user != null && known != null && MessageDigest.isEqual(known, digest)) {
      return new Asker.Known(user.role(), true);
    }
    long wait = attempts.begin(source);
    if (wait > 0) {
      return new Asker.Slowed(Math.ceilDiv(wait, 1000));
    }
    if (!isRight(user, said.substring(colon + 1)) || user == null) {
      return new Asker.Wrong();
    }
    attempts.succeeded(source);
    right.put(name, digest);
    return new Asker.Known(user.role(), true);
  }

  private boolean isRight(Users.@Nullable User user, String password) {
    PasswordHash hash = user == null ? nobody : user.hash();
    checks.acquireUninterruptibly();
    try {
      return hash != null && hash.isOf(password);
    } finally {
      checks.release();
    }
  }

  private byte[] digest(String said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(digestKey);
      return mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
