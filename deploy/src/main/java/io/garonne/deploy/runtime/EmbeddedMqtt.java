package io.garonne.deploy.runtime;

import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 3.1 to 5 broker in this process (ActiveMQ Artemis). Sessions and what they have not yet
 * acknowledged survive a restart and a kill.
 */
public final class EmbeddedMqtt implements AutoCloseable {
  private static final int MIB = 1024 * 1024;

  private final EmbeddedActiveMQ server;
  private final String host;
  private final int port;
  private final ScheduledFuture<?> goingOn;

  private EmbeddedMqtt(EmbeddedActiveMQ server, String host, int port) {
    this.server = server;
    this.host = host;
    this.port = port;
    this.goingOn =
        server
            .getActiveMQServer()
            .getScheduledPool()
            .scheduleWithFixedDelay(this::goOn, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Starts it and returns when it serves.
   *
   * @param directory its data; made if not there
   * @param host address to listen on, for example {@code 127.0.0.1}
   * @param port to listen on; 0 takes a free one
   * @param durable write every message to the disk before it is acknowledged (slow)
   */
  public static EmbeddedMqtt start(Path directory, String host, int port, boolean durable) {
    int chosen = port == 0 ? Ports.free() : port;
    try {
      EmbeddedActiveMQ server =
          new EmbeddedActiveMQ().setConfiguration(configuration(directory, host, chosen, durable));
      server.start();
      return new EmbeddedMqtt(server, host, chosen);
    } catch (Exception e) {
      throw new IllegalStateException("the MQTT broker does not start: " + e.getMessage(), e);
    }
  }

  /** Where clients of this machine connect: {@code tcp://host:port}. */
  public String uri() {

    return "tcp://" + Hosts.reachable(host) + ":" + port;
  }

  /**
   * Messages that publishers have got acknowledged and subscribers have not yet acknowledged in
   * turn: waiting, on their way, or on the disk.
   */
  public long undelivered() {
    return queues()
        // The broker keeps its sessions in queues, too.
        .filter(queue -> !queue.getAddress().toString().startsWith("$sys."))
        .mapToLong(Queue::getMessageCount)
        .sum();
  }

  /**
   * Has queues deliver what they can. A client of a shared subscription that comes back gets a
   * consumer when it connects and another when it subscribes; Artemis (2.55) does not go on after
   * acknowledgements of what the first one delivered, and if that was as much as the client takes
   * at once, the second would wait for ever.
   */
  private void goOn() {
    queues()
        .filter(queue -> queue.getConsumerCount() > 0)
        .filter(queue -> queue.getMessageCount() > queue.getDeliveringCount())
        .forEach(Queue::deliverAsync);
  }

  private Stream<Queue> queues() {
    return server
        .getActiveMQServer()
        .getPostOffice()
        .getAllBindings()
        .filter(LocalQueueBinding.class::isInstance)
        .map(binding -> ((LocalQueueBinding) binding).getQueue());
  }

  /** Stops in under a second; durable sessions are kept. */
  @Override
  public void close() {
    goingOn.cancel(false);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the MQTT broker does not stop: " + e.getMessage(), e);
    }
  }

  private static ConfigurationImpl configuration(
      Path directory, String host, int port, boolean durable) throws Exception {
    ConfigurationImpl c = new ConfigurationImpl();
    c.setName("garonne");
    c.setSecurityEnabled(false);
    c.setJMXManagementEnabled(false);
    c.setPersistenceEnabled(true);
    c.setJournalType(JournalType.NIO);
    c.setJournalDatasync(durable);
    c.setJournalDirectory(directory.resolve("journal").toString());
    c.setBindingsDirectory(directory.resolve("bindings").toString());
    c.setLargeMessagesDirectory(directory.resolve("large").toString());
    c.setPagingDirectory(directory.resolve("paging").toString());
    c.setJournalMinFiles(2);
    c.setJournalPoolFiles(4);
    c.setJournalFileSize(10 * MIB);
    // By default a disk more than 90 % full blocks every publisher.
    c.setMaxDiskUsage(100);
    // What waits beyond this lies on the disk: a long stop of Kafka must not fill the heap.
    c.setGlobalMaxSize(24L * MIB);
    c.setThreadPoolMaxSize(8);
    c.setScheduledThreadPoolMaxSize(2);
    // Its watchdog may shut the broker down on a machine that was asleep.
    c.setCriticalAnalyzer(false);
    // MQTT's own separators, so that a topic with a dot in it needs no escape.
    c.setWildCardConfiguration(
        new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#'));
    c.addAcceptorConfiguration(
        "mqtt",
        "tcp://"
            + Hosts.inUri(host)
            + ":"
            + port
            + "?protocols=MQTT;tcpNoDelay=true;nioRemotingThreads=2");
    c.addAddressSetting("#", addressSettings());
    c.registerBrokerPlugin(new MessageOrder());
    return c;
  }

  private static AddressSettings addressSettings() {
    return new AddressSettings()
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setPageSizeBytes(MIB)
        .setMaxReadPageBytes(2 * MIB)
        // Undelivered is kept however often the subscriber vanished; the default drops the message
        // after ten attempts. The address below is therefore never used; without one, every queue
        // costs a warning.
        .setMaxDeliveryAttempts(-1)
        .setDeadLetterAddress(SimpleString.of("garonne-undeliverable"))
        .setExpiryAddress(SimpleString.of("garonne-expired"))
        .setAutoDeleteAddressesDelay(TimeUnit.HOURS.toMillis(1));
  }
}
