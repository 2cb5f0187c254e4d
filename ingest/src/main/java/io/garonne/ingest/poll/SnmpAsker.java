package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Target.Community;
import io.garonne.ingest.poll.Target.Snmp;
import io.garonne.ingest.poll.Target.User;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Asks over SNMP 2c and 3. What a device can be asked is found out once, with a GETNEXT for each
 * family; after that only the columns of its own family are read.
 */
final class SnmpAsker implements Asker {
  private static final int RETRIES = 1;

  private static final Duration SHORTEST_TURN = Duration.ofSeconds(10);
  private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

  private final long timeoutMillis;
  private final UnaryOperator<Duration> budget;

  /** What each device turned out to know, so that it is asked for nothing else. */
  private final Map<Target.Access, List<Oid>> known = new ConcurrentHashMap<>();

  static {
    SecurityProtocols protocols = SecurityProtocols.getInstance();
    protocols.addAuthenticationProtocol(new AuthMD5());
    protocols.addAuthenticationProtocol(new AuthSHA());
    protocols.addAuthenticationProtocol(new AuthHMAC128SHA224());
    protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
    protocols.addAuthenticationProtocol(new AuthHMAC256SHA384());
    protocols.addAuthenticationProtocol(new AuthHMAC384SHA512());
    protocols.addPrivacyProtocol(new PrivDES());
    protocols.addPrivacyProtocol(new PrivAES128());
    protocols.addPrivacyProtocol(new PrivAES192());
    protocols.addPrivacyProtocol(new PrivAES256());
  }

  /** Waits so long for an answer, twice. */
  SnmpAsker(long timeoutMillis) {
    this(timeoutMillis, SnmpAsker::budget);
  }

  /** As above; all questions of a turn take no longer than what the budget makes of an interval. */
  SnmpAsker(long timeoutMillis, UnaryOperator<Duration> budget) {
    this.timeoutMillis = timeoutMillis;
    this.budget = budget;
  }

  /**
   * How long a turn may take: half the interval, but ten seconds where devices are asked often
   * (some take that long) and a minute where they are asked rarely.
   */
  static Duration budget(Duration interval) {
    Duration half = interval.dividedBy(2);
    Duration atLeast = half.compareTo(SHORTEST_TURN) < 0 ? SHORTEST_TURN : half;
    return atLeast.compareTo(LONGEST_TURN) > 0 ? LONGEST_TURN : atLeast;
  }

  @Override
  public Findings ask(Target target) throws IOException {
    if (!(target.access() instanceof Snmp snmp)) {
      throw new IllegalArgumentException(target.device() + " is not asked over SNMP");
    }
    try (org.snmp4j.Snmp session = session(snmp)) {
      SnmpQuestions questions =
          new SnmpQuestions(session, address(snmp), budget.apply(target.interval()));
      List<Oid> roots = known.get(snmp);
      if (roots == null) {
        roots = Questions.of(questions.present(Questions.probes()));
      }
      TreeMap<Oid, Value> values = new TreeMap<>();
      for (Oid root : roots) {
        questions.read(root, values);
      }
      Findings found = WalkReader.read(new Walk(values), target.choices());
      if (found.measured().isEmpty()) {
        known.remove(snmp); // other firmware may know more
      } else {
        known.put(snmp, roots);
      }
      return found;
    }
  }

  private static org.snmp4j.Snmp session(Snmp snmp) throws IOException {
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    switch (snmp.login()) {
      case Community community -> dispatcher.addMessageProcessingModel(new MPv2c());
      case User user -> {
        // A table of users for each device: two devices may know one name by two passwords.
        USM usm =
            new USM(
                SecurityProtocols.getInstance(), new OctetString(MPv3.createLocalEngineID()), 0);
        usm.addUser(
            new UsmUser(
                new OctetString(user.name()),
                auth(user.auth()),
                secret(user.authSecret()),
                priv(user.priv()),
                secret(user.privSecret())));
        dispatcher.addMessageProcessingModel(new MPv3(usm));
      }
    }
    org.snmp4j.Snmp session = new org.snmp4j.Snmp(dispatcher, new DefaultUdpTransportMapping());
    session.listen();
    return session;
  }

  private org.snmp4j.Target<UdpAddress> address(Snmp snmp) throws IOException {
    UdpAddress address = new UdpAddress(InetAddress.getByName(snmp.host()), snmp.port());
    org.snmp4j.Target<UdpAddress> target =
        switch (snmp.login()) {
          case Community community -> {
            CommunityTarget<UdpAddress> v2c =
                new CommunityTarget<>(address, new OctetString(community.name()));
            v2c.setVersion(SnmpConstants.version2c);
            yield v2c;
          }
          case User user -> {
            UserTarget<UdpAddress> v3 = new UserTarget<>();
            v3.setAddress(address);
            v3.setVersion(SnmpConstants.version3);
            v3.setSecurityName(new OctetString(user.name()));
            v3.setSecurityLevel(level(user));
            yield v3;
          }
        };
    target.setTimeout(timeoutMillis);
    target.setRetries(RETRIES);
    return target;
  }

  private static int level(User user) {
    if (user.auth() == Target.Auth.NONE) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return user.priv() == Target.Priv.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
  }

  private static @Nullable OID auth(Target.Auth auth) {
    return switch (auth) {
      case NONE -> null;
      case MD5 -> AuthMD5.ID;
      case SHA1 -> AuthSHA.ID;
      case SHA224 -> AuthHMAC128SHA224.ID;
      case SHA256 -> AuthHMAC192SHA256.ID;
      case SHA384 -> AuthHMAC256SHA384.ID;
      case SHA512 -> AuthHMAC384SHA512.ID;
    };
  }

  private static @Nullable OID priv(Target.Priv priv) {
    return switch (priv) {
      case NONE -> null;
      case DES -> PrivDES.ID;
      case AES128 -> PrivAES128.ID;
      case AES192 -> PrivAES192.ID;
      case AES256 -> PrivAES256.ID;
    };
  }

  private static @Nullable OctetString secret(String secret) {
    return secret.isEmpty() ? null : new OctetString(secret);
  }
}
