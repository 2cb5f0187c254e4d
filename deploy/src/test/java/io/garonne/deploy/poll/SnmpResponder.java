package io.garonne.deploy.poll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * An SNMP agent over UDP that serves a recorded walk: version 2c for everybody who knows the
 * community, version 3 for one user with SHA-256 and AES. It notes the kinds of requests it gets.
 */
final class SnmpResponder implements CommandResponder, AutoCloseable {
  static final String COMMUNITY = "s3cret-community";
  static final String USER = "reader";
  static final String AUTH = "auth-passphrase";
  static final String PRIV = "priv-passphrase";

  private final ConcurrentSkipListMap<OID, Variable> objects = new ConcurrentSkipListMap<>();
  private final Set<Integer> kinds = ConcurrentHashMap.newKeySet();
  private final DefaultUdpTransportMapping transport;
  private final Snmp snmp;

  SnmpResponder(Path walk) throws IOException {
    for (String line : Files.readAllLines(walk)) {
      String[] parts = line.split("\\|", 3);
      if (!line.startsWith("#") && parts.length == 3) {
        objects.put(new OID(parts[0]), variable(parts[1], parts[2]));
      }
    }
    SecurityProtocols protocols = SecurityProtocols.getInstance();
    protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
    protocols.addPrivacyProtocol(new PrivAES128());
    USM usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 1);
    usm.addUser(
        new UsmUser(
            new OctetString(USER),
            AuthHMAC192SHA256.ID,
            new OctetString(AUTH),
            PrivAES128.ID,
            new OctetString(PRIV)));
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(usm));
    transport = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    snmp = new Snmp(dispatcher, transport);
    snmp.addCommandResponder(this);
    snmp.listen();
  }

  int port() {
    return transport.getListenAddress().getPort();
  }

  /** Kinds of requests so far, as SNMP numbers them. */
  Set<Integer> kinds() {
    return Set.copyOf(kinds);
  }

  /** From now on it says this at an OID. */
  void says(String oid, long number) {
    objects.computeIfPresent(new OID(oid), (at, old) -> like(old, number));
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    PDU question = event.getPDU();
    if (question == null || !allowed(event)) {
      return; // as agents do: silence
    }
    kinds.add(question.getType());
    PDU answer = (PDU) question.clone();
    answer.clear();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(question.getRequestID());
    int times = question.getType() == PDU.GETBULK ? question.getMaxRepetitions() : 1;
    for (VariableBinding asked : question.getVariableBindings()) {
      OID at = asked.getOid();
      for (int i = 0; i < times; i++) {
        Map.Entry<OID, Variable> next = objects.higherEntry(at);
        if (next == null) {
          answer.add(new VariableBinding(at, Null.endOfMibView));
          break;
        }
        at = next.getKey();
        answer.add(new VariableBinding(at, next.getValue()));
      }
    }
    event.setProcessed(true);
    try {
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              answer,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean allowed(CommandResponderEvent<?> event) {
    String name = new OctetString(event.getSecurityName()).toString();
    return event.getSecurityModel() == SecurityModel.SECURITY_MODEL_USM
        ? name.equals(USER) && event.getSecurityLevel() == SecurityLevel.AUTH_PRIV
        : name.equals(COMMUNITY);
  }

  private static Variable variable(String type, String text) {
    return switch (type) {
      case "2" -> new Integer32(Integer.parseInt(text));
      case "4" -> new OctetString(text.getBytes(StandardCharsets.UTF_8));
      case "4x" -> new OctetString(HexFormat.of().parseHex(text));
      case "6" -> new OID(text);
      case "65" -> new Counter32(Long.parseLong(text));
      case "66" -> new Gauge32(Long.parseLong(text));
      case "67" -> new TimeTicks(Long.parseLong(text));
      case "70" -> new Counter64(Long.parseLong(text));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static @Nullable Variable like(Variable old, long number) {
    return switch (old) {
      case Gauge32 gauge -> new Gauge32(number);
      case Counter32 counter -> new Counter32(number);
      default -> new Integer32((int) number);
    };
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
