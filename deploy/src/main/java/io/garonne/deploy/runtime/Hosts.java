package io.garonne.deploy.runtime;

/** Addresses to listen on and to connect to. */
final class Hosts {
  private Hosts() {}

  /** Where a program of this machine reaches what listens on {@code host}; fit for a URI. */
  static String reachable(String host) {
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "127.0.0.1";
    }
    return inUri(host);
  }

  /** The address as it stands in a URI: IPv6 in brackets. */
  static String inUri(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
