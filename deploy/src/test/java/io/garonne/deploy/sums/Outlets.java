package io.garonne.deploy.sums;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.garonne.deploy.command.Outcome;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.sums.Sums.Cell;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Csv;
import io.garonne.publish.TotalsQuery.By;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The places at which people and programs are told of energy, each read as they read it. */
final class Outlets {
  private static final Pattern ROW =
      Pattern.compile(
          "<tr><th scope=\"row\">([^<]*)</th><td>([^<]*)</td><td class=\"n\">([^<]*)</td>");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Chain chain;
  private final Path directory;
  private int files;

  /**
   * The places of a chain.
   *
   * @param directory for files that are exported
   */
  Outlets(Chain chain, Path directory) {
    this.chain = chain;
    this.directory = directory;
  }

  /** Runs a command as a person does, on this chain; it has to end well. */
  Outcome garonne(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--bootstrap", chain.kafkaBootstrap()));
    Outcome outcome = Outcome.of(line.toArray(String[]::new));
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome;
  }

  /** {@code garonne export} with these options beside. */
  Export export(Period period, By by, String... more) {
    Path file = directory.resolve(++files + ".csv");
    List<String> line =
        new ArrayList<>(
            List.of(
                "export",
                "--period",
                period.label(),
                "--by",
                by.label(),
                "--out",
                file.toString()));
    line.addAll(List.of(more));
    garonne(line.toArray(String[]::new));
    return new Export(period, by, rows(file));
  }

  /**
   * An exported file.
   *
   * @param rows each a name for a cell
   */
  record Export(Period period, By by, List<Map<String, String>> rows) {
    Export only(Predicate<Map<String, String>> wanted) {
      return new Export(period, by, rows.stream().filter(wanted).toList());
    }

    Sums energy() {
      return sums("energy_millijoules");
    }

    Sums sums(String column) {
      return read(rows, period, by, row -> row::get, "start", "equipment_class", column);
    }
  }

  private static <T> Sums read(
      List<T> items,
      Period period,
      By by,
      Function<T, Function<String, @Nullable String>> cells,
      String start,
      String equipmentClass,
      String energy) {
    Sums.Making sums = new Sums.Making();
    for (T item : items) {
      Function<String, @Nullable String> cell = cells.apply(item);
      String scope =
          switch (by) {
            // Of devices, what those of one site and class have together.
            case SITE_CLASS, DEVICE -> cell.apply("site") + "/" + cell.apply(equipmentClass);
            case SITE -> said(cell.apply("site"));
            case CLASS -> said(cell.apply(equipmentClass));
            case ENTITY -> said(cell.apply("entity"));
            case FAMILY -> said(cell.apply("family"));
            case ENTITY_FAMILY -> cell.apply("entity") + "/" + cell.apply("family");
            case ESTATE -> "";
          };
      sums.add(
          Cell.of(period, Instant.parse(said(cell.apply(start))), scope),
          Long.parseLong(said(cell.apply(energy))));
    }
    return sums.made();
  }

  private static String said(@Nullable String cell) {
    return Objects.requireNonNull(cell);
  }

  /** Points of InfluxDB that saw a device. Of what moved away there is a point, and it says 0. */
  Sums influx(Period period, By by) {
    String bucket = period.compareTo(Period.DAY) < 0 ? "fine" : "totals";
    String query =
        "SELECT \"energy_mj\" FROM \"%s\".\"energy\" WHERE \"period\" = '%s' AND \"scope\" = '%s'"
                .formatted(bucket, period.label(), by.label())
            + " AND \"devices\" > 0 GROUP BY *";
    return read(points(query), period, by, point -> point::get, "time", "class", "energy_mj");
  }

  /**
   * What the indicators of single months say was measured, as InfluxDB has it: by part. It is 0
   * where it is sure that there is no equipment any more.
   */
  Sums influxIndicators() {
    Sums.Making sums = new Sums.Making();
    for (Map<String, String> point :
        points(
            "SELECT \"measured_mj\" FROM \"totals\".\"indicator\" WHERE \"computable\" = 1"
                + " AND \"indicator\" = 'electricity' AND \"span\" = 'month' GROUP BY *")) {
      // A month's point stands at its first day, UTC.
      String month =
          Instant.parse(said(point.get("time")))
              .atOffset(ZoneOffset.UTC)
              .toString()
              .substring(0, 7);
      sums.add(
          new Cell(month, said(point.get("part"))), Long.parseLong(said(point.get("measured_mj"))));
    }
    return sums.made();
  }

  /** The answer's points, each with its tags, its fields and its time. */
  private List<Map<String, String>> points(String query) {
    URI influx = chain.influxUri().orElseThrow();
    JsonObject result =
        json(influx.resolve("/query?db=garonne&q=" + URLEncoder.encode(query, UTF_8)))
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    List<Map<String, String>> points = new ArrayList<>();
    if (result.has("series")) {
      for (JsonElement one : result.getAsJsonArray("series")) {
        JsonObject series = one.getAsJsonObject();
        for (JsonElement value : series.getAsJsonArray("values")) {
          Map<String, String> point = new HashMap<>();
          series
              .getAsJsonObject("tags")
              .entrySet()
              .forEach(tag -> point.put(tag.getKey(), tag.getValue().getAsString()));
          for (int i = 0; i < value.getAsJsonArray().size(); i++) {
            point.put(
                series.getAsJsonArray("columns").get(i).getAsString(),
                value.getAsJsonArray().get(i).getAsString());
          }
          points.add(point);
        }
      }
    }
    return points;
  }

  /** {@code /api/v1/totals} that saw a device; of what moved away the API says that none was. */
  Sums api(Period period, By by) {
    return read(
        list("totals", "period=" + period.label() + "&by=" + by.label()).stream()
            .filter(total -> total.get("devices").getAsInt() > 0)
            .toList(),
        period,
        by,
        total -> name -> total.get(name).getAsString(),
        "start",
        "equipmentClass",
        "energyMillijoules");
  }

  /** What the indicators of these spans say was measured, as the API has it: by part. */
  Sums apiIndicators(String span) {
    Sums.Making sums = new Sums.Making();
    for (JsonObject figure : list("indicators", "indicator=electricity&span=" + span)) {
      if (figure.has("measuredMillijoules")) {
        sums.add(
            new Cell(figure.get("month").getAsString(), figure.get("part").getAsString()),
            figure.get("measuredMillijoules").getAsLong());
      }
    }
    return sums.made();
  }

  private List<JsonObject> list(String what, String query) {
    URI uri = chain.httpUri().resolve("/api/v1/" + what + "?limit=10000&format=json&" + query);
    return json(uri).getAsJsonArray(what).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** The kWh that the page's table shows, as they are written there. */
  SortedMap<Cell, String> page(Period period, By by) {
    URI uri =
        chain
            .httpUri()
            .resolve("/energy?lang=en&period=%s&by=%s".formatted(period.label(), by.label()));
    SortedMap<Cell, String> shown = new TreeMap<>();
    String html = get(uri);
    int table = html.indexOf("id=\"h-energy\"");
    Matcher row = ROW.matcher(html).region(table, html.indexOf("</table>", table));
    while (row.find()) {
      String name = row.group(2).replace(" (without equipment of few persons)", "");
      String scope = name.equals("others (grouped)") ? "_grouped" : name;
      shown.put(new Cell(row.group(1), by == By.ESTATE ? "" : scope), row.group(3));
    }
    return shown;
  }

  /** {@code garonne export open-data}: the rows of its table of months, by place and family. */
  Sums openData(String year) {
    Path editions = directory.resolve("open-data-" + year + "-" + ++files);
    garonne(
        "export", "open-data", "--year", year, "--publisher", "City", "--out", editions.toString());
    Sums.Making sums = new Sums.Making();
    for (Map<String, String> row :
        rows(editions.resolve("edition-1/consommation_numerique_mensuelle.csv"))) {
      sums.add(
          new Cell(said(row.get("annee_mois")), row.get("lieu_code") + "/" + row.get("famille")),
          Long.parseLong(said(row.get("energie_millijoules"))));
    }
    return sums.made();
  }

  private static List<Map<String, String>> rows(Path file) {
    Csv.Table table;
    try {
      table = Csv.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> header = table.rows().get(0).fields();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Csv.Row row : table.rows().subList(1, table.rows().size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        cells.put(header.get(i), row.fields().get(i));
      }
      rows.add(cells);
    }
    return rows;
  }

  private JsonObject json(URI uri) {
    return JsonParser.parseString(get(uri)).getAsJsonObject();
  }

  private String get(URI uri) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s: %s", uri, answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
