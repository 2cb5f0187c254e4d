package io.garonne.deploy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import io.garonne.model.alert.SilenceScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/alerts.md} names is what the code has. */
class AlertsGuideTest {
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`|]+)`");

  @Test
  void theGuideNamesEveryKindAndSeverityAndNoOther() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "alerts.md"));
    String kinds = between(guide, "<!-- kinds:", "<!-- kinds end -->");
    assertThat(firstCells(kinds))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Alert.Kind.values()).map(Alert.Kind::label).toList());
    assertThat(firstCells(between(guide, "| severity |", "## When")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Severity.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void everyScopeOfTheGuideIsUnderstood() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "alerts.md"));
    Set<String> scopes = firstCells(between(guide, "| scope |", "`MOMENT`"));
    assertThat(scopes).hasSizeGreaterThan(5);
    for (String scope : scopes) {
      String concrete = scope.startsWith("kind:") ? "kind:overload" : scope;
      assertThat(SilenceScope.problem(concrete, Set.of("overload-7f3a12"))).as(scope).isNull();
    }
  }

  private static String between(String text, String from, String to) {
    int begin = text.indexOf(from);
    return text.substring(begin, text.indexOf(to, begin));
  }

  private static Set<String> firstCells(String table) {
    return FIRST_CELL
        .matcher(table)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
