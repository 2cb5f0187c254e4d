package io.garonne.publish.http;

import io.garonne.service.Settings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How it is known who asks.
 *
 * @param users who has a password; none: there is no logging in here
 * @param roleHeader header in which a proxy in front says the role, or null: none does
 * @param proxies addresses whose header is believed, beside the loopback ones
 */
public record AccessSettings(Users users, @Nullable String roleHeader, Set<InetAddress> proxies) {
  /** Nobody logs in: the machine's own user is operator, everybody else public. */
  public static final AccessSettings NONE = new AccessSettings(Users.NONE, null, Set.of());

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public AccessSettings {
    proxies = Set.copyOf(proxies);
  }

  /** Reads {@code http.users}, {@code http.role-header} and {@code http.trusted-proxies}. */
  public static AccessSettings from(Settings settings) {
    String file = settings.string("http.users", "");
    List<String> problems = new ArrayList<>();
    Users users = file.isEmpty() ? Users.NONE : Users.read(Path.of(file), problems);
    problems.forEach(problem -> settings.problem("http.users: " + problem));
    String header = settings.string("http.role-header", "");
    if (!header.isEmpty() && !HEADER.matcher(header).matches()) {
      settings.problem("http.role-header: \"" + header + "\" is no name of a header");
    }
    Set<InetAddress> proxies = new HashSet<>();
    for (String address : settings.string("http.trusted-proxies", "").split(",", -1)) {
      InetAddress proxy = IpLiteral.parse(address.strip());
      if (proxy != null) {
        proxies.add(proxy);
      } else if (!address.isBlank()) {
        settings.problem("http.trusted-proxies: \"" + address.strip() + "\" is no IP address");
      }
    }
    return new AccessSettings(users, header.isEmpty() ? null : header, proxies);
  }

  /** Whether anybody can say who they are. */
  boolean isConfigured() {
    return !users.isEmpty() || roleHeader != null;
  }

  boolean trusts(InetAddress peer) {
    return peer.isLoopbackAddress() || proxies.contains(peer);
  }
}
