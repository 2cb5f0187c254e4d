package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;

/** With the rules in deploy's NeverWritesTest: no SNMP SET is ever sent, no command topic used. */
class SnmpQuestionTest {
  @Test
  void everyKindOfRequestOnlyReads() {
    for (SnmpQuestion question : SnmpQuestion.values()) {
      assertThat(question.type()).isIn(PDU.GET, PDU.GETNEXT, PDU.GETBULK);
    }
  }

  @Test
  void aMessagesTopicIsOursWhateverADeviceCallsItsRows() {
    for (String channel : List.of("0", "../cmnd/x", "a/b", "+", "#", "é\u0000", "x".repeat(500))) {
      Measured measured = Measured.pages(channel, BigDecimal.ONE, Measured.PageUnit.SHEETS);
      assertThat(PlainJson.of("d", measured, 0, "f").topic())
          .matches("garonne/d/[^/+#\\p{Cntrl}]{1,100}");
    }
  }

  @Test
  void aDeviceIsAskedForTheColumnsOfItsOwnTableOnly() {
    List<Oid> roots = new ArrayList<>();
    Tables.all().getFirst().families().forEach(family -> roots.add(family.root()));
    assertThat(Questions.of(new java.util.HashSet<>(roots)))
        .hasSize(11)
        .allMatch(oid -> roots.getFirst().contains(oid) || oid.equals(Oid.of("1.3.6.1.2.1.1.1")));
  }
}
