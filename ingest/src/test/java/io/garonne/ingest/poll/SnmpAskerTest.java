package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

@Timeout(60)
class SnmpAskerTest {
  @Test
  void aDeviceThatAnswersSlowlyForEverIsGivenUpWhenItsTimeIsOver() throws Exception {
    try (Endless device = new Endless(40)) {
      long began = System.nanoTime();
      assertThatThrownBy(
              () -> new SnmpAsker(2000, interval -> Duration.ofSeconds(2)).ask(device.target()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PT2S");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(7));
      assertThat(device.asked.get()).isLessThan(60);
    }
  }

  @Test
  void aDeviceThatNeverEndsIsGivenUpAfterSomeThousandObjects() throws Exception {
    try (Endless device = new Endless(0)) {
      assertThatThrownBy(
              () -> new SnmpAsker(2000, interval -> Duration.ofSeconds(50)).ask(device.target()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("more than " + SnmpQuestions.MOST_OBJECTS + " objects");
      assertThat(SnmpQuestions.MOST_OBJECTS).isLessThanOrEqualTo(5_000);
    }
  }

  @Test
  void aTurnTakesHalfTheIntervalFromTenSecondsToAMinute() {
    assertThat(SnmpAsker.budget(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(10));
    assertThat(SnmpAsker.budget(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(30));
    assertThat(SnmpAsker.budget(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(60));
  }

  /** An agent that has one more object behind each one, and takes its time to say so. */
  private static final class Endless implements CommandResponder, AutoCloseable {
    private final long pauseMillis;
    private final DefaultUdpTransportMapping transport;
    private final Snmp snmp;
    private final AtomicInteger asked = new AtomicInteger();

    Endless(long pauseMillis) throws IOException {
      this.pauseMillis = pauseMillis;
      transport = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
      snmp = new Snmp(transport);
      snmp.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
      snmp.addCommandResponder(this);
      snmp.listen();
    }

    Target target() {
      int port = transport.getListenAddress().getPort();
      return new Target(
          "endless",
          new Target.Snmp("127.0.0.1", port, new Target.Community("public")),
          Duration.ofMinutes(1),
          Choices.NONE);
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      asked.incrementAndGet();
      PDU question = event.getPDU();
      PDU answer = (PDU) question.clone();
      answer.clear();
      answer.setType(PDU.RESPONSE);
      answer.setRequestID(question.getRequestID());
      int times = question.getType() == PDU.GETBULK ? question.getMaxRepetitions() : 1;
      for (VariableBinding each : question.getVariableBindings()) {
        OID at = new OID(each.getOid());
        for (int i = 0; i < times; i++) {
          at = new OID(at);
          if (at.size() > 60) {
            at.set(at.size() - 1, at.last() + 1);
          } else {
            at.append(1);
          }
          answer.add(new VariableBinding(at, new Integer32(1)));
        }
      }
      event.setProcessed(true);
      try {
        Thread.sleep(pauseMillis);
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
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws IOException {
      snmp.close();
    }
  }
}
