package io.garonne.ingest.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that send at once. The client's own wait for more to send; against brokers that do the
 * same an acknowledgement then takes 40 ms.
 */
final class NoDelaySockets {
  private NoDelaySockets() {}

  /** Without encryption. */
  static SocketFactory plain() {
    return new Plain();
  }

  /** Encrypted as that factory does it. */
  static SSLSocketFactory over(SSLSocketFactory encrypted) {
    return new Tls(encrypted);
  }

  private static Socket noDelay(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return noDelay(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return noDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return noDelay(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return noDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return noDelay(new Socket(host, port, from, fromPort));
    }
  }

  private static final class Tls extends SSLSocketFactory {
    private final SSLSocketFactory factory;

    private Tls(SSLSocketFactory factory) {
      this.factory = factory;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return noDelay(factory.createSocket());
    }

    @Override
    public Socket createSocket(Socket over, String host, int port, boolean closeIt)
        throws IOException {
      return noDelay(factory.createSocket(over, host, port, closeIt));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return noDelay(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return noDelay(factory.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return noDelay(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return noDelay(factory.createSocket(host, port, from, fromPort));
    }
  }
}
