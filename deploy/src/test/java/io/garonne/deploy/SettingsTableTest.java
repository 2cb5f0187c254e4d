package io.garonne.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.runtime.StageFactory;
import io.garonne.service.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {
  private static final Pattern KEY = Pattern.compile("`([a-z]+\\.[a-z0-9.-]+)`");

  @Test
  void everySettingIsInTheOperationsTableAndNoOther() throws Exception {
    Settings settings = Settings.of(Map.of());
    StageFactory.check(settings);
    Set<String> inCode = settings.asked();
    // Said once for all of them.
    settings.secrets().forEach(secret -> inCode.remove(secret + "-file"));
    inCode.addAll(Set.of("health.host", "health.port"));

    String page = Files.readString(Path.of("..", "docs", "operations.md"));
    String table =
        page.substring(page.indexOf("<!-- settings:"), page.indexOf("<!-- settings end -->"));
    Set<String> onPage = new TreeSet<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> KEY.matcher(line.substring(0, line.indexOf('|', 1))))
        .forEach(matcher -> matcher.results().map(result -> result.group(1)).forEach(onPage::add));
    assertThat(onPage).isEqualTo(inCode);
  }
}
