package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.garonne.ingest.poll.Target.Auth;
import io.garonne.ingest.poll.Target.Community;
import io.garonne.ingest.poll.Target.Ipp;
import io.garonne.ingest.poll.Target.Netio;
import io.garonne.ingest.poll.Target.Priv;
import io.garonne.ingest.poll.Target.Snmp;
import io.garonne.ingest.poll.Target.User;
import io.garonne.service.SettingsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsFileTest {
  @TempDir Path directory;

  @Test
  void everyWayOfAskingIsRead() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "from a file\n");
    List<Target> targets =
        TargetsFile.parse(
            """
            [defaults]
            interval = PT30S      # of all
            community = public

            [pdu a1]
            snmp = 192.0.2.1:1161
            level = inlet
            unit.phase.energy = 1 Wh

            [pdu a2]
            snmp = [2001:db8::1]
            version = 3
            user = garonne
            auth = sha256 env:AUTH
            priv = aes128 file:%s
            interval = PT5S

            [printer]
            ipp = ipp://192.0.2.3/ipp/print

            [netio]
            http = http://192.0.2.4/netio.json
            user = reader
            password = s3cret
            """
                .formatted(secret),
            "targets",
            Map.of("AUTH", "from the environment"));
    assertThat(targets)
        .extracting(Target::device)
        .containsExactly("pdu a1", "pdu a2", "printer", "netio");
    assertThat(targets.get(0).access())
        .isEqualTo(new Snmp("192.0.2.1", 1161, new Community("public")));
    assertThat(targets.get(0).choices().level()).isEqualTo("inlet");
    assertThat(targets.get(0).choices().units()).containsKey("phase.energy");
    assertThat(targets.get(0).interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(targets.get(1).access())
        .isEqualTo(
            new Snmp(
                "2001:db8::1",
                161,
                new User(
                    "garonne", Auth.SHA256, "from the environment", Priv.AES128, "from a file")));
    assertThat(targets.get(1).interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(targets.get(2).access()).isEqualTo(new Ipp(URI.create("ipp://192.0.2.3/ipp/print")));
    assertThat(targets.get(3).access())
        .isEqualTo(new Netio(URI.create("http://192.0.2.4/netio.json"), "reader", "s3cret"));
  }

  @Test
  void everyProblemIsSaidWithItsLine() {
    assertThat(
            problems(
                """
                snmp = before
                [a/b]
                snmp = 192.0.2.1
                community = public
                [c]
                snmp = 192.0.2.1
                interval = soon
                colour = red
                [d]
                [e]
                snmp = 192.0.2.1
                version = 3
                user = u
                auth = sha3 longenough
                priv = aes128 short
                [e]
                ipp = http://192.0.2.1
                nonsense
                [f]
                snmp = 192.0.2.1
                snmp = 192.0.2.2
                community = env:NOBODY_SET_THIS
                pages = leaves
                """))
        .containsExactly(
            "t:1 stands before the first [device]",
            "t:2 a device's name has 1 to 128 characters and no \"/\", \"+\" or \"#\"",
            "t:16 [e] is there twice",
            "t:18 is neither [device] nor key = value",
            "t:21 snmp is said twice",
            "t:8 colour: no device has such a setting",
            "t:5 [c] needs a community",
            "t:7 interval: must be from PT1S to PT6H",
            "t:9 [d] needs one of snmp, ipp and http",
            "t:14 auth: must begin with one of [NONE, MD5, SHA1, SHA224, SHA256, SHA384, SHA512],"
                + " then the secret",
            "t:15 priv: the secret is shorter than 8 characters",
            "t:10 priv: needs auth",
            "t:17 ipp: \"http://192.0.2.1\" is not like [ipp, ipps]",
            "t:22 community: the secret is empty",
            "t:19 [f] needs a community",
            "t:23 pages: \"leaves\" must be impressions or sheets");
  }

  @Test
  void anEmptyFileIsAProblem() {
    assertThat(problems("# nothing\n")).containsExactly("t: names no device");
  }

  @Test
  void noSecretIsInAText() {
    Target target =
        TargetsFile.parse("[a]\nsnmp = h\ncommunity = s3cret\n", "t", Map.of()).getFirst();
    assertThat(target.toString()).doesNotContain("s3cret");
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(
            SettingsException.class, () -> TargetsFile.parse(text, "t", Map.of()))
        .problems();
  }
}
