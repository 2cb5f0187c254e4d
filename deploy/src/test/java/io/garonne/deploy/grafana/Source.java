package io.garonne.deploy.grafana;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A mapping of a source file; what is missing where it must be is a mistake with its name. */
record Source(String name, Map<?, ?> values) {

  /** The whole of a file. */
  static Source read(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      Object loaded = new Load(LoadSettings.builder().build()).loadFromReader(in);
      return of(String.valueOf(file.getFileName()), loaded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source of(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Source(name, map);
    }
    if (value instanceof String text) {
      return new Source(name, Map.of("q", text));
    }
    throw new IllegalArgumentException(name + " is no mapping");
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  boolean is(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  String text(String key) {
    return Objects.requireNonNull(values.get(key), () -> name + " has no " + key).toString();
  }

  String text(String key, String ifAbsent) {
    Object value = values.get(key);
    return value == null ? ifAbsent : value.toString();
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  List<String> texts(String key) {
    Object value = values.get(key);
    return value == null ? List.of() : ((List<?>) value).stream().map(String::valueOf).toList();
  }

  List<Source> list(String key) {
    return ((List<?>) Objects.requireNonNull(values.get(key), () -> name + " has no " + key))
        .stream().map(each -> of(name + " " + key, each)).toList();
  }

  Source map(String key) {
    return of(name + " " + key, values.get(key));
  }

  /** What all dashboards share, with the texts of one language. */
  record Common(Source common, Properties texts, String language) {
    private static final Pattern FRAGMENT = Pattern.compile("\\{\\{(\\w+)}}");

    static Common read(Path directory, String language) {
      Properties texts = new Properties();
      try (Reader in =
          Files.newBufferedReader(directory.resolve("texts_" + language + ".properties"))) {
        texts.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Common(Source.read(directory.resolve("common.yaml")), texts, language);
    }

    String say(String key) {
      return Objects.requireNonNull(
          texts.getProperty(key), () -> "texts_" + language + ".properties has no " + key);
    }

    String zone() {
      return common.text("zone");
    }

    /** A query with its fragments in place. */
    String query(String source) {
      Matcher matcher = FRAGMENT.matcher(source.strip());
      return matcher.replaceAll(
          found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(
                name.equals("zone") ? zone() : common.map("fragments").text(name));
          });
    }
  }
}
