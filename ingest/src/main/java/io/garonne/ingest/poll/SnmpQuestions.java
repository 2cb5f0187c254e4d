package io.garonne.ingest.poll;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Asks one device, with the requests of {@link SnmpQuestion}. */
final class SnmpQuestions {
  /** Objects beneath one root; a device that has more is out of order, or lies. */
  static final int MOST_OBJECTS = 5_000;

  private static final int PROBES_AT_ONCE = 8;

  private final Snmp session;
  private final Target<UdpAddress> target;
  private final long timeoutMillis;
  private final Duration budget;
  private final long began = System.nanoTime();

  /**
   * For one turn, which begins now.
   *
   * @param target waits as long for an answer as it says
   * @param budget of all questions together: a device that answers slowly for ever is given up
   */
  SnmpQuestions(Snmp session, Target<UdpAddress> target, Duration budget) {
    this.session = session;
    this.target = target;
    this.timeoutMillis = target.getTimeout();
    this.budget = budget;
  }

  /** Those beneath which there is something. */
  Set<Oid> present(List<Oid> roots) throws IOException {
    Set<Oid> present = new HashSet<>();
    for (int from = 0; from < roots.size(); from += PROBES_AT_ONCE) {
      List<Oid> some = roots.subList(from, Math.min(from + PROBES_AT_ONCE, roots.size()));
      PDU question = SnmpQuestion.NEXT.to(target);
      some.forEach(root -> question.add(new VariableBinding(new OID(root.toString()))));
      List<? extends VariableBinding> said = answer(question).getVariableBindings();
      for (int i = 0; i < Math.min(said.size(), some.size()); i++) {
        if (!said.get(i).isException() && some.get(i).contains(oid(said.get(i)))) {
          present.add(some.get(i));
        }
      }
    }
    return present;
  }

  /** Reads everything beneath a root. */
  void read(Oid root, SortedMap<Oid, Value> into) throws IOException {
    Oid last = root;
    for (int read = 0; read < MOST_OBJECTS; ) {
      PDU question = SnmpQuestion.BULK.to(target);
      question.add(new VariableBinding(new OID(last.toString())));
      List<? extends VariableBinding> said = answer(question).getVariableBindings();
      if (said.isEmpty()) {
        return;
      }
      for (VariableBinding each : said) {
        Oid oid = oid(each);
        if (each.isException() || !root.contains(oid)) {
          return;
        }
        if (oid.compareTo(last) <= 0) {
          throw new IOException("goes round in circles at " + oid);
        }
        into.put(oid, value(each.getVariable()));
        last = oid;
        read++;
      }
    }
    throw new IOException("has more than " + MOST_OBJECTS + " objects at " + root);
  }

  private PDU answer(PDU question) throws IOException {
    target.setTimeout(Math.clamp(left(), 1, timeoutMillis));
    ResponseEvent<UdpAddress> event = session.send(question, target);
    PDU answer = event == null ? null : event.getResponse();
    if (left() <= 0) {
      throw new IOException("is too slow: it has not said everything after " + budget);
    }
    if (answer == null) {
      Exception error = event == null ? null : event.getError();
      throw new IOException(error == null ? "does not answer" : String.valueOf(error.getMessage()));
    }
    if (answer.getType() == PDU.REPORT) {
      throw new IOException("refuses us: report " + answer.getVariableBindings());
    }
    if (answer.getErrorStatus() != PDU.noError) {
      throw new IOException("refuses: " + answer.getErrorStatusText());
    }
    return answer;
  }

  private long left() {
    return budget.minusNanos(System.nanoTime() - began).toMillis();
  }

  private static Oid oid(VariableBinding said) {
    return Oid.of(said.getOid().toDottedString());
  }

  private static Value value(Variable said) {
    return said instanceof OctetString octets
        ? Value.octets(octets.getValue())
        : new Value(
            said.getSyntax(),
            said instanceof TimeTicks ticks ? Long.toString(ticks.getValue()) : said.toString());
  }
}
