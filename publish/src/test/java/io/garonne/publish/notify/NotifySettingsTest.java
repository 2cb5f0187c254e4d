package io.garonne.publish.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.publish.text.Language;
import io.garonne.service.Settings;
import io.garonne.service.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotifySettingsTest {
  private static NotifySettings from(Map<String, String> values) {
    Settings settings = Settings.of(values);
    NotifySettings read = NotifySettings.from(settings);
    settings.check();
    return read;
  }

  @Test
  void nobodyIsToldUnlessItIsSet() {
    NotifySettings none = from(Map.of("mqtt.uri", "tcp://broker:1883"));
    assertThat(none).isEqualTo(NotifySettings.NONE);
    assertThat(none.isNothing()).isTrue();
  }

  @Test
  void everythingThatIsSetIsRead() {
    NotifySettings all =
        from(
            Map.ofEntries(
                Map.entry("notify.group", "ours"),
                Map.entry("notify.language", "en"),
                Map.entry("notify.mqtt", "true"),
                Map.entry("mqtt.uri", "ssl://broker:8883"),
                Map.entry("mqtt.user", "u1"),
                Map.entry("mqtt.password", "hidden-1"),
                Map.entry("notify.webhook.url", "https://hook.example/hidden-2"),
                Map.entry("notify.webhook.secret", "hidden-3"),
                Map.entry("notify.mail.host", "mail.example"),
                Map.entry("notify.mail.user", "u2"),
                Map.entry("notify.mail.password", "hidden-4"),
                Map.entry("notify.mail.from", "garonne@example.org"),
                Map.entry("notify.mail.to", "a@example.org, b@example.org"),
                Map.entry("notify.heartbeat-url", "https://alive.example/hidden-5")));
    assertThat(all.language()).isEqualTo(Language.EN);
    assertThat(all.group()).isEqualTo("ours");
    NotifySettings.Mail mail = Objects.requireNonNull(all.mail());
    assertThat(mail.port()).isEqualTo(587);
    assertThat(mail.security()).isEqualTo(NotifySettings.Security.STARTTLS);
    assertThat(mail.to()).isEqualTo(List.of("a@example.org", "b@example.org"));
    assertThat(all.toString()).contains("hook.example", "mail.example").doesNotContain("hidden");
  }

  @Test
  void everyProblemIsSaidAndNoneNamesASecret() {
    assertThatThrownBy(
            () ->
                from(
                    Map.of(
                        "notify.language", "de",
                        "notify.webhook.url", "hook.example/hidden",
                        "notify.webhook.secret", "hidden",
                        "notify.heartbeat-url", "ftp://alive/hidden",
                        "notify.mail.host", "mail.example",
                        "notify.mail.security", "none",
                        "notify.mail.password", "hidden",
                        "notify.mail.from", "not an address")))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> {
              assertThat(e.problems()).hasSize(7);
              assertThat(String.join("\n", e.problems()))
                  .contains(
                      "notify.language",
                      "notify.webhook.url",
                      "notify.webhook.secret",
                      "notify.heartbeat-url",
                      "notify.mail.to",
                      "notify.mail.from",
                      "notify.mail.password")
                  .doesNotContain("hidden");
            });
  }

  @Test
  void aPasswordMayCrossThisMachineReadable() {
    NotifySettings local =
        from(
            Map.of(
                "notify.mail.host", "127.0.0.1",
                "notify.mail.security", "none",
                "notify.mail.password", "x",
                "notify.mail.from", "garonne@example.org",
                "notify.mail.to", "a@example.org"));
    assertThat(local.mail()).isNotNull();
  }
}
