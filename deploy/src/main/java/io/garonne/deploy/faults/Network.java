package io.garonne.deploy.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process in a network namespace of its own, reached over a pair of virtual interfaces on which
 * packets can be made to vanish without either side being told. Needs root on Linux.
 */
final class Network implements AutoCloseable {
  private final String name;
  private final String link;
  private final String insideLink;
  private final String outsideHost;
  private final String host;

  private Network(String name, String link, String insideLink, String outsideHost, String host) {
    this.name = name;
    this.link = link;
    this.insideLink = insideLink;
    this.outsideHost = outsideHost;
    this.host = host;
  }

  /** A namespace, if this machine lets us make one. */
  static Optional<Network> make() {
    int number = ThreadLocalRandom.current().nextInt(0x10000);
    String name = "garonne-%04x".formatted(number);
    String outside = "gn%04xo".formatted(number);
    String inside = "gn%04xi".formatted(number);
    // RFC 2544: for tests between devices, routed nowhere.
    String subnet = "198.18.%d.%d/30";
    int high = number >> 8;
    int low = number & 0xFC;
    Network made =
        new Network(
            name,
            outside,
            inside,
            "198.18.%d.%d".formatted(high, low + 1),
            "198.18.%d.%d".formatted(high, low + 2));
    try {
      Commands.run(List.of("ip", "netns", "add", name));
      Commands.run(List.of("ip", "link", "add", outside, "type", "veth", "peer", "name", inside));
      Commands.run(List.of("ip", "link", "set", inside, "netns", name));
      Commands.run(List.of("ip", "addr", "add", subnet.formatted(high, low + 1), "dev", outside));
      Commands.run(List.of("ip", "link", "set", outside, "up"));
      Commands.run(
          made.inside(
              List.of("ip", "addr", "add", subnet.formatted(high, low + 2), "dev", inside)));
      Commands.run(made.inside(List.of("ip", "link", "set", inside, "up")));
      Commands.run(made.inside(List.of("ip", "link", "set", "lo", "up")));
      return Optional.of(made);
    } catch (IOException e) {
      made.close();
      return Optional.empty();
    }
  }

  /** The address of what runs inside. */
  String host() {
    return host;
  }

  /** The command that runs this one inside, as the same process. */
  List<String> inside(List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
    all.addAll(command);
    return all;
  }

  /**
   * Lets packets vanish for so long: both sides send to a hardware address that nobody has. An
   * interface that is down would not do: without a route, packets go to this machine's gateway, and
   * who knows what answers there.
   */
  void cut(long millis) throws IOException, InterruptedException {
    Commands.run(astray(host, link));
    Commands.run(inside(astray(outsideHost, insideLink)));
    try {
      Thread.sleep(millis);
    } finally {
      Commands.run(found(host, link));
      Commands.run(inside(found(outsideHost, insideLink)));
    }
  }

  private static List<String> astray(String address, String device) {
    return List.of(
        "ip",
        "neigh",
        "replace",
        address,
        "lladdr",
        "02:00:00:00:00:01",
        "dev",
        device,
        "nud",
        "permanent");
  }

  private static List<String> found(String address, String device) {
    return List.of("ip", "neigh", "del", address, "dev", device);
  }

  @Override
  public void close() {
    Commands.attempt(List.of("ip", "link", "del", link));
    Commands.attempt(List.of("ip", "netns", "del", name));
  }
}
