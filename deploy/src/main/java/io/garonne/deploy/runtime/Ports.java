package io.garonne.deploy.runtime;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports to listen on. */
public final class Ports {
  // Below the range from which systems take the ports of outgoing connections: a port found free
  // here stays free until we bind it, unless another server wants just that one.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  /** Where servers listen that nobody else shall reach. */
  static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /** A port of the loopback address that is free now. */
  public static int free() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(LOOPBACK, port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
  }

  /**
   * The port asked for, or a free one if that is 0.
   *
   * @param purpose what it is for, for example {@code MQTT}
   * @param option the option that chooses another, for example {@code --mqtt-port}
   * @throws SettingsException if it is taken, or the address is none of this machine's
   */
  public static int require(String purpose, String option, String host, int port) {
    if (port == 0) {
      return free();
    }
    if (port < 0 || port > 65_535) {
      throw new SettingsException(
          List.of(purpose + " port " + port + ": " + option + " is from 0 to 65535."));
    }
    if (!isFree(host, port)) {
      throw new SettingsException(
          List.of(
              purpose
                  + " port "
                  + port
                  + " on "
                  + host
                  + " cannot be opened: another program uses it (another Garonne?), or it needs"
                  + " more rights. Choose another with "
                  + option
                  + " N (0 takes any free one)."));
    }
    return port;
  }

  /** Whether this machine has that address. */
  static boolean canListenOn(InetAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether somebody could listen there now. */
  public static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a process that has just ended linger in TIME_WAIT; they are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
