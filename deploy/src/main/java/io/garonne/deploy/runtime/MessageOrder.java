package io.garonne.deploy.runtime;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of MQTT messages, which Artemis alone does not (its issue ARTEMIS-6191). It puts
 * a message into its queue, and sends one to a subscriber, when the journal has caught up with the
 * storage context of the thread at work; the threads of its pool take turns, each with a context of
 * its own, and so messages overtake each other. With the session's context, whatever the thread,
 * they do not.
 */
final class MessageOrder implements ActiveMQServerPlugin {
  private @Nullable ActiveMQServer broker;

  @Override
  public void registered(ActiveMQServer server) {
    broker = server;
  }

  /** Before a publisher's message goes to the journal and, after it, into its queues. */
  @Override
  public void beforeSend(
      ServerSession session,
      Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    use(session);
  }

  /** Before a message goes to a subscriber. */
  @Override
  public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
    ActiveMQServer current = broker;
    if (current != null) {
      use(current.getSessionByID(consumer.getSessionID()));
    }
  }

  private void use(@Nullable ServerSession session) {
    ActiveMQServer current = broker;
    if (current != null && session != null) {
      current.getStorageManager().setContext(session.getSessionContext());
    }
  }
}
