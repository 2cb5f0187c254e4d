package io.garonne.publish.export;

import io.garonne.model.Device;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.persons.Inhabitants;
import io.garonne.publish.persons.People;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.DevicesView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Time and memory of a year of hours, by hand (docs/performance.md): {@code FORMAT SITES CLASSES
 * HOURS DIRECTORY}. Everything but Kafka itself is as in {@code garonne export}.
 */
final class ExportSpeed {
  private ExportSpeed() {}

  public static void main(String[] args) throws IOException {
    ExportFormat format = ExportFormat.ofLabel(args[0]);
    int sites = Integer.parseInt(args[1]);
    int classes = Integer.parseInt(args[2]);
    int hours = Integer.parseInt(args[3]);
    TotalsQuery query =
        new TotalsQuery(Period.HOUR, TotalsQuery.By.SITE_CLASS, null, null, null, null, false);
    var estate = io.garonne.model.inventory.Estate.of(List.of(), Samples.PARIS).estate();
    DevicesView devices = new DevicesView();
    for (int i = 0; i < sites; i++) {
      Device desk = Estate.person("plug-" + i, "site-" + i);
      devices.take(desk.device(), DeviceJson.write(desk));
    }
    long begun = System.nanoTime();
    try (NewPlace place = NewPlace.at(Path.of(args[4]).resolve("out." + format.label()));
        TotalsExport export = new TotalsExport(query, place.workshop())) {
      long first = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
      // Site by site, as partitions hold them.
      for (int site = 0; site < sites; site++) {
        for (int hour = 0; hour < hours; hour++) {
          String at = Instant.ofEpochMilli(first + hour * 3_600_000L).toString();
          for (int c = 0; c < classes; c++) {
            long energy = (site * 31L + hour * 7L + c * 13L) * 1_000_003L % 360_000_000L;
            Total total =
                Samples.total(
                    Period.HOUR, at, "site-" + site, c == 0 ? "pc" : "class-" + c, null, energy);
            export.take(
                TotalJson.key(total.scope(), total.period(), total.start())
                    .getBytes(StandardCharsets.UTF_8),
                TotalJson.write(total));
            if (hour % 700 == 0) {
              Total month =
                  Samples.total(
                      Period.MONTH, at, "site-" + site, c == 0 ? "pc" : "class-" + c, null, energy);
              export.take(
                  TotalJson.key(month.scope(), month.period(), month.start())
                      .getBytes(StandardCharsets.UTF_8),
                  TotalJson.write(month));
            }
          }
        }
      }
      long read = System.nanoTime();
      TotalsExport.Result result =
          export.write(
              place.draft(),
              format,
              false,
              new Texts(Language.FR),
              new Inhabitants(estate, devices.all(), People.DEFAULT_LEAST),
              rows -> {});
      place.finish();
      long done = System.nanoTime();
      System.out.printf(
          "%s: %,d rows, %,d withheld, %,d bytes; sorting in %.0f s, writing in %.0f s%n",
          format.label(),
          result.rows(),
          result.withheld(),
          Files.size(place.target()),
          (read - begun) / 1e9,
          (done - read) / 1e9);
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        System.out.println(line);
      }
    }
  }
}
