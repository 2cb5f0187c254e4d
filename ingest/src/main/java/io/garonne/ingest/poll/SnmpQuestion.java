package io.garonne.ingest.poll;

import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.util.DefaultPDUFactory;

/**
 * All kinds of requests that are ever sent to a device: they read. There is no SET, and no other
 * class makes requests; a test holds both.
 */
enum SnmpQuestion {
  /** What comes after these objects. */
  NEXT(PDU.GETNEXT),

  /** What comes after an object, twenty at once. */
  BULK(PDU.GETBULK);

  private static final int AT_ONCE = 20;

  private final int type;

  SnmpQuestion(int type) {
    this.type = type;
  }

  /** The PDU's type, as SNMP numbers it. */
  int type() {
    return type;
  }

  /** An empty request for a device, in its version of SNMP. */
  PDU to(Target<?> target) {
    return DefaultPDUFactory.createPDU(target, type, AT_ONCE, 0);
  }
}
