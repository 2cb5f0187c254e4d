package io.garonne.publish.opendata;

import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What people read about a package, in one language. */
final class Readme {
  private Readme() {}

  static byte[] of(Contents contents, Language language, Texts texts) {
    String text = template(language);
    for (Map.Entry<String, String> value : values(contents, texts).entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String template(Language language) {
    String name = "README." + language.name().toLowerCase(Locale.ROOT) + ".md";
    try (InputStream in = Readme.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> values(Contents contents, Texts texts) {
    Imprint imprint = contents.imprint();
    Meters sum = contents.sum();
    String nothing = texts.get("od.none");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("publisher", plain(imprint.publisher()));
    values.put("contact", imprint.contact().isEmpty() ? nothing : plain(imprint.contact()));
    values.put("year", Integer.toString(contents.year()));
    values.put("edition", Integer.toString(contents.number()));
    values.put("months", months(contents.months(), nothing));
    values.put(
        "licence", "[" + imprint.licence().title() + "](" + imprint.licence().address() + ")");
    values.put("least", Integer.toString(contents.least()));
    values.put("kwh", texts.kilowattHours(sum.energy()));
    values.put("measured", texts.percent(sum.measured(), sum.energy()));
    values.put("covered", texts.percent(sum.coveredMillis(), sum.expectedMillis()));
    values.put(
        "known",
        texts.percent(Math.max(sum.registeredMillis(), sum.coveredMillis()), sum.expectedMillis()));
    values.put("method", contents.method());
    values.put("withheld", months(contents.withheld(), nothing));
    values.put(
        "grouped",
        contents.grouped().isEmpty()
            ? nothing
            : contents.grouped().stream()
                .map(cell -> plain(cell.place()) + "/" + plain(cell.family()))
                .collect(Collectors.joining(", ")));
    values.put(
        "steps",
        Arrays.stream(Step.values())
            .map(step -> (step.ordinal() + 1) + ". " + texts.get(Wording.key(step)))
            .collect(Collectors.joining("\n")));
    values.put(
        "files",
        contents.tables().keySet().stream()
            .map(dataset -> "- `" + dataset.file() + "`: " + texts.get(Wording.key(dataset)))
            .collect(Collectors.joining("\n")));
    values.put(
        "errata",
        texts.count(
            contents.tables().containsKey(Dataset.ERRATA)
                ? contents.tables().get(Dataset.ERRATA).rows().size()
                : 0));
    return values;
  }

  private static String months(Collection<YearMonth> months, String nothing) {
    return months.isEmpty()
        ? nothing
        : months.stream().map(YearMonth::toString).collect(Collectors.joining(", "));
  }

  /** A name that is no markup. */
  private static String plain(String name) {
    return Texts.printable(name).replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
  }
}
