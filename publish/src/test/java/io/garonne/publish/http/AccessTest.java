package io.garonne.publish.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final InetAddress ELSEWHERE = ip("192.0.2.7");
  private static final Asker ANYBODY = new Asker.Known(Role.PUBLIC, false);
  private static final PasswordHash SESAME = PasswordHash.of("sésame", PasswordHash.LEAST);

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

  @Test
  void withoutAnyLoggingInThisMachinesUserIsOperatorAndEverybodyElsePublic() {
    Access access = new Access(AccessSettings.NONE, clock);
    assertThat(ask(access, HERE, Map.of("Host", "127.0.0.1:8080")))
        .isEqualTo(new Asker.Known(Role.OPERATOR, false));
    assertThat(ask(access, HERE, Map.of("Host", "localhost")))
        .isEqualTo(new Asker.Known(Role.OPERATOR, false));
    assertThat(ask(access, ELSEWHERE, Map.of("Host", "127.0.0.1:8080"))).isEqualTo(ANYBODY);
  }

  @Test
  void whatAProxyOnThisMachinePassesOnAndAForeignNameThatPointsHereAreNotItsUser() {
    Access access = new Access(AccessSettings.NONE, clock);
    for (String passed :
        List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP")) {
      assertThat(ask(access, HERE, Map.of("Host", "127.0.0.1", passed, "x"))).isEqualTo(ANYBODY);
    }
    // nginx without further settings passes on neither name nor address, and speaks HTTP/1.0.
    assertThat(access.of(HERE, "HTTP/1.0", Map.of("Host", "127.0.0.1:8080")::get))
        .isEqualTo(ANYBODY);
    assertThat(ask(access, HERE, Map.of("Host", "energy.example"))).isEqualTo(ANYBODY);
    assertThat(ask(access, HERE, Map.of("Host", "127.0.0.1.evil.example"))).isEqualTo(ANYBODY);
  }

  @Test
  void aRoleIsBelievedFromTrustedProxiesOnly() {
    Access access =
        new Access(
            new AccessSettings(Users.NONE, "X-Garonne-Role", Set.of(ip("192.0.2.1"))), clock);
    Map<String, String> technician = Map.of("X-Garonne-Role", "Technician");
    Asker believed = new Asker.Known(Role.TECHNICIAN, true);
    assertThat(ask(access, ip("192.0.2.1"), technician)).isEqualTo(believed);
    assertThat(ask(access, HERE, technician)).isEqualTo(believed);
    assertThat(ask(access, ELSEWHERE, technician)).isEqualTo(ANYBODY);
    assertThat(ask(access, HERE, Map.of("X-Garonne-Role", "root"))).isEqualTo(ANYBODY);
    assertThat(ask(access, HERE, Map.of("Host", "localhost"))).isEqualTo(ANYBODY);
  }

  @Test
  void whoKnowsThePasswordHasTheRoleOfTheirLineAndNobodyElseHas() {
    Access access = withUser();
    assertThat(ask(access, ELSEWHERE, basic("anne:sésame")))
        .isEqualTo(new Asker.Known(Role.ANALYST, true));
    for (String wrong :
        List.of("anne:sesame", "anne:", "ann:sésame", ":", "anne", "anne:sésame ")) {
      assertThat(ask(access, ELSEWHERE, basic(wrong))).as(wrong).isEqualTo(new Asker.Wrong());
    }
    assertThat(ask(access, ELSEWHERE, Map.of("Authorization", "Basic ***")))
        .isEqualTo(new Asker.Wrong());
    assertThat(ask(access, HERE, Map.of("Host", "localhost"))).isEqualTo(ANYBODY);
  }

  @Test
  void guessingIsSlowedWhereItComesFromAndNobodyWhoIsLoggedInNoticesIt() {
    Access access = withUser();
    Asker anne = ask(access, ELSEWHERE, basic("anne:sésame"));
    int looked = 0;
    for (int i = 0; i < 30; i++) {
      if (ask(access, ELSEWHERE, basic("anne:" + i)) instanceof Asker.Wrong) {
        looked++;
      }
    }
    assertThat(looked).isEqualTo(10);
    assertThat(ask(access, ELSEWHERE, basic("anne:x"))).isEqualTo(new Asker.Slowed(1));
    assertThat(ask(access, ELSEWHERE, basic("anne:sésame"))).isEqualTo(anne);
    assertThat(ask(access, ip("192.0.2.8"), basic("anne:x"))).isEqualTo(new Asker.Wrong());
    now.addAndGet(1_000);
    assertThat(ask(access, ELSEWHERE, basic("anne:x"))).isEqualTo(new Asker.Wrong());
    assertThat(ask(access, ELSEWHERE, basic("anne:x"))).isEqualTo(new Asker.Slowed(2));
  }

  @Test
  void aNameThatThereIsNotTakesAsLongAsAWrongPassword() {
    Access access = withUser();
    ask(access, ip("192.0.2.30"), basic("anne:warm"));
    long there = nanos(access, "192.0.2.31", "anne:wrong");
    long notThere = nanos(access, "192.0.2.32", "nobody:wrong");
    // Without the check of a hash it would be a thousandth.
    assertThat(notThere).isGreaterThan(there / 5);
  }

  @Test
  void aFileOfUsersSaysEveryProblemWithItsLine(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("users");
    Files.writeString(
        file,
        "# who\n\nanne:analyst:%s\nbob:root:x\nanne:operator:%s\nzoe:analyst:$2y$05$abc\nnothing\n"
            .formatted(SESAME.text(), SESAME.text()));
    Settings settings =
        Settings.of(
            Map.of(
                "http.users", file.toString(),
                "http.role-header", "X Role",
                "http.trusted-proxies", "10.0.0.1, proxy.example"));
    AccessSettings.from(settings);
    SettingsException problems =
        Assertions.catchThrowableOfType(SettingsException.class, settings::check);
    assertThat(problems.problems())
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("users:4", "\"root\" is none of analyst"),
            p -> assertThat(p).contains("users:5", "anne is there twice"),
            p -> assertThat(p).contains("users:6", "is no hash like pbkdf2-sha256$"),
            p -> assertThat(p).contains("users:7", "no line name:role:hash"),
            p -> assertThat(p).contains("http.role-header: \"X Role\""),
            p -> assertThat(p).contains("http.trusted-proxies: \"proxy.example\""));
  }

  private Access withUser() {
    Users users = new Users(Map.of("anne", new Users.User(Role.ANALYST, SESAME)));
    return new Access(new AccessSettings(users, null, Set.of()), clock);
  }

  private static long nanos(Access access, String from, String said) {
    long began = System.nanoTime();
    assertThat(ask(access, ip(from), basic(said))).isEqualTo(new Asker.Wrong());
    return System.nanoTime() - began;
  }

  private static Asker ask(Access access, InetAddress peer, Map<String, String> headers) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return access.of(peer, "HTTP/1.1", byName::get);
  }

  private static Map<String, String> basic(String said) {
    String base64 = Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    return Map.of("Authorization", "Basic " + base64);
  }

  private static InetAddress ip(String text) {
    return Objects.requireNonNull(IpLiteral.parse(text));
  }
}
