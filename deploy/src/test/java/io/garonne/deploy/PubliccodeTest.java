package io.garonne.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code publiccode.yml} by the rules of the standard's page "The Standard (core)", version 0.5,
 * which are a table here: there is no program for it that npm or Maven has.
 */
class PubliccodeTest {
  private static final Path FILE = Path.of("../publiccode.yml");

  /**
   * A key, whether it has to be there, and what it is. {@code *} is any language, {@code []} each
   * of a list. What is not here is no key, or a deprecated one.
   */
  private static final String RULES =
      """
      publiccodeYmlVersion           must version
      name                           must text
      url                            must url
      landingURL                     may  url
      softwareVersion                may  text
      releaseDate                    may  date
      platforms                      must list
      platforms[]                    must text
      categories                     must list
      categories[]                   must category
      developmentStatus              must one-of:concept,development,beta,stable,obsolete
      softwareType                   must one-of:standalone/mobile,standalone/iot,standalone/desktop,standalone/web,standalone/backend,standalone/other,addon,library,configurationFiles
      intendedAudience               may  map
      intendedAudience.scope         may  list
      intendedAudience.scope[]       must scope
      description                    must map
      description.*                  must map
      description.*.shortDescription must text:1-150
      description.*.longDescription  must text:150-10000
      description.*.features         must list
      description.*.features[]       must text
      legal                          must map
      legal.license                  must one-of:Apache-2.0
      maintenance                    must map
      maintenance.type               must one-of:internal,contract,community,none
      maintenance.contacts           must list
      maintenance.contacts[]         must map
      maintenance.contacts[].name    must text
      localisation                   must map
      localisation.localisationReady must flag
      localisation.availableLanguages must list
      localisation.availableLanguages[] must language
      dependsOn                      may  map
      dependsOn.open                 may  list
      dependsOn.open[]               must map
      dependsOn.open[].name          must text
      dependsOn.open[].versionMin    may  text
      dependsOn.open[].optional      may  flag
      """;

  /** Of the standard's lists, those that may be said of something like Garonne. */
  private static final Set<String> CATEGORIES =
      Set.of(
          "business-intelligence",
          "data-analytics",
          "data-collection",
          "data-visualization",
          "facility-management",
          "it-asset-management",
          "it-management");

  private static final Set<String> SCOPES =
      Set.of("energy", "environment", "infrastructures", "local-authorities", "research");

  private record Rule(boolean must, String kind) {
    boolean takes(Object value) {
      String of = kind.substring(kind.indexOf(':') + 1);
      Predicate<String> text =
          switch (kind.split(":", -1)[0]) {
            case "map" -> null;
            case "list" -> null;
            case "flag" -> null;
            case "version" -> s -> s.matches("0\\.5(\\.0)?");
            case "url" -> s -> URI.create(s).getScheme().equals("https");
            case "date" -> s -> LocalDate.parse(s).toString().equals(s);
            case "category" -> CATEGORIES::contains;
            case "scope" -> SCOPES::contains;
            case "language" -> s -> s.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
            case "one-of" -> s -> List.of(of.split(",", -1)).contains(s);
            case "text" -> s -> !s.isBlank() && (of.equals("text") || within(s, of.split("-", -1)));
            default -> throw new IllegalStateException(kind);
          };
      return switch (kind) {
        case "map" -> value instanceof Map<?, ?>;
        case "list" -> value instanceof List<?> list && !list.isEmpty();
        case "flag" -> value instanceof Boolean;
        default -> value instanceof String said && text != null && text.test(said);
      };
    }

    private static boolean within(String text, String[] bounds) {
      int length = text.strip().codePointCount(0, text.strip().length());
      return Integer.parseInt(bounds[0]) <= length && length <= Integer.parseInt(bounds[1]);
    }
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    RULES
        .lines()
        .map(line -> line.split(" +", 3))
        .forEach(part -> rules.put(part[0], new Rule(part[1].equals("must"), part[2])));
    return rules;
  }

  /** What is wrong with a file: its keys. */
  private static List<String> problems(String yaml) {
    List<String> problems = new ArrayList<>();
    check("", new Load(LoadSettings.builder().build()).loadFromString(yaml), problems);
    return problems;
  }

  private static void check(String path, Object value, List<String> problems) {
    Map<String, Rule> rules = rules();
    if (value instanceof Map<?, ?> map) {
      String inside = path.isEmpty() ? "" : path + ".";
      map.forEach(
          (key, of) -> {
            String name = path.equals("description") ? inside + "*" : inside + key;
            Rule rule = rules.get(name);
            if (rule == null || of == null || !rule.takes(of)) {
              problems.add(inside + key);
            } else {
              check(name, of, problems);
            }
          });
      rules.forEach(
          (name, rule) -> {
            boolean isChild = name.startsWith(inside) && name.indexOf('.', inside.length()) < 0;
            String key = isChild ? name.substring(inside.length()) : "";
            boolean isKey = isChild && !key.equals("*") && !key.endsWith("[]");
            if (isKey && rule.must() && !map.containsKey(key)) {
              problems.add(name + " is missing");
            }
          });
    } else if (value instanceof List<?> list) {
      Rule each = rules.get(path + "[]");
      for (Object one : list) {
        if (each == null || one == null || !each.takes(one)) {
          problems.add(path + "[] " + one);
        } else {
          check(path + "[]", one, problems);
        }
      }
    }
  }

  @Test
  void theDescriptionForCataloguesIsValid() throws IOException {
    assertThat(problems(Files.readString(FILE))).isEmpty();
  }

  /** The rules find what they are for. */
  @Test
  void whatTheStandardDoesNotTakeIsFound() throws IOException {
    String good = Files.readString(FILE);
    Map.of(
            "softwareType: standalone/backend", "softwareType: standalone",
            "  - data-analytics", "  - energy-metering",
            "url: \"https", "url: \"ssh",
            "localisationReady: true", "localisationReady: \"yes\"",
            "  license: Apache-2.0", "  licence: Apache-2.0",
            "platforms:\n  - linux\n  - mac\n  - web", "platforms: []",
            "# No softwareVersion", "releaseDate: \"tomorrow\" #")
        .forEach(
            (is, becomes) -> {
              assertThat(good).contains(is);
              String bad = good.replace(is, becomes);
              assertThat(wrong(bad)).as(becomes).isTrue();
            });
  }

  private static boolean wrong(String yaml) {
    try {
      return !problems(yaml).isEmpty();
    } catch (java.time.DateTimeException e) {
      return true;
    }
  }
}
